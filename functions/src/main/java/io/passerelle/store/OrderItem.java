package io.passerelle.store;

import static io.passerelle.store.Values.attempt;
import static io.passerelle.store.Values.money;
import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.Flag;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Notice;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Reconciliation;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Start;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An order as a row, and back.
final class OrderItem {

  static final String SORT = "ORDER";

  private OrderItem() {}

  static String partition(OrderId id) {
    return "ORDER#" + id.siteId() + "#" + id.reference();
  }

  /// The order of whose partition a key is.
  static OrderId id(Table.Key key) {
    String[] parts = key.partition().split("#", 3);
    return new OrderId(new SiteId(parts[1]), parts[2]);
  }

  static Table.Key key(OrderId id) {
    return new Table.Key(partition(id), SORT);
  }

  static Row write(Order order) {
    Optional<Due> due =
        order.reconciliation().next().map(at -> new Due(DueBuckets.orders(order.id()), at));
    String document = Json.object(json -> writeOrder(json, order));
    return new Row(key(order.id()), order.version(), document, due, Optional.empty());
  }

  private static void writeOrder(JsonGenerator json, Order order) throws IOException {
    json.writeStringField("mode", order.mode().name());
    Values.write(json, "amount", order.amount());
    // For people who look at the table; it is reckoned anew when read.
    json.writeStringField("state", order.state().name());
    json.writeBooleanField("startedHere", order.startedHere());
    json.writeStringField("createdAt", order.createdAt().toString());
    writeStarts(json, order);
    TransactionDocument.write(json, order.transactions().values());
    writeFlags(json, order);
    json.writeNumberField("asked", order.reconciliation().asked());
  }

  private static void writeStarts(JsonGenerator json, Order order) throws IOException {
    json.writeArrayFieldStart("starts");
    for (Start start : order.starts()) {
      json.writeStartObject();
      Values.write(json, start.attempt());
      Values.write(json, "amount", start.amount());
      json.writeStringField("at", start.at().toString());
      if (start.insteadOf().isPresent()) {
        json.writeObjectFieldStart("insteadOf");
        Values.write(json, start.insteadOf().get());
        json.writeEndObject();
      }
      if (start.parts().isPresent()) {
        write(json, start.parts().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Instalments parts) throws IOException {
    json.writeObjectFieldStart("parts");
    json.writeNumberField("first", parts.first().minorUnits());
    json.writeNumberField("count", parts.count());
    json.writeNumberField("intervalDays", parts.intervalDays());
    json.writeEndObject();
  }

  private static Optional<Instalments> parts(Json json, Money total) {
    return json.get("first")
        .number()
        .map(first ->
            new Instalments(
                total,
                Money.of(first, total.currency()),
                json.get("count").number().orElseThrow().intValue(),
                json.get("intervalDays").number().orElseThrow().intValue()));
  }

  private static void writeFlags(JsonGenerator json, Order order) throws IOException {
    json.writeArrayFieldStart("flags");
    for (Flag flag : order.flags()) {
      json.writeStartObject();
      json.writeStringField("notice", flag.notice().name());
      json.writeStringField("about", flag.about());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static Order read(OrderId id, Row row) {
    Json json = Json.ours(row.document());
    return new Order(
        id,
        Mode.valueOf(text(json, "mode")),
        money(json.get("amount")),
        json.get("startedHere").flag().orElse(false),
        Instant.parse(text(json, "createdAt")),
        starts(json),
        TransactionDocument.read(json),
        flags(json),
        new Reconciliation(
            json.get("asked").number().orElse(0L).intValue(), row.due().map(Due::at)),
        row.version());
  }

  private static List<Start> starts(Json json) {
    return json.get("starts").items().stream()
        .map(start ->
            new Start(
                attempt(start),
                money(start.get("amount")),
                Instant.parse(text(start, "at")),
                Optional.of(start.get("insteadOf")).filter(Json::isPresent).map(Values::attempt),
                parts(start.get("parts"), money(start.get("amount")))))
        .toList();
  }

  private static Set<Flag> flags(Json json) {
    Set<Flag> flags = new HashSet<>();
    for (Json flag : json.get("flags").items()) {
      flags.add(new Flag(Notice.valueOf(text(flag, "notice")), text(flag, "about")));
    }
    return flags;
  }
}
