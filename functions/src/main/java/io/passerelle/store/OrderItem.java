package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Flag;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Notice;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Start;
import io.passerelle.payment.Transaction;
import io.passerelle.payment.TransactionState;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    return new Row(key(order.id()), order.version(), Json.object(json -> write(json, order)));
  }

  private static void write(JsonGenerator json, Order order) throws IOException {
    json.writeStringField("mode", order.mode().name());
    write(json, "amount", order.amount());
    // For people who look at the table; it is reckoned anew when read.
    json.writeStringField("state", order.state().name());
    json.writeBooleanField("startedHere", order.startedHere());
    json.writeStringField("createdAt", order.createdAt().toString());
    writeStarts(json, order);
    writeTransactions(json, order);
    writeFlags(json, order);
  }

  private static void writeStarts(JsonGenerator json, Order order) throws IOException {
    json.writeArrayFieldStart("starts");
    for (Start start : order.starts()) {
      json.writeStartObject();
      write(json, start.attempt());
      write(json, "amount", start.amount());
      json.writeStringField("at", start.at().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTransactions(JsonGenerator json, Order order) throws IOException {
    json.writeArrayFieldStart("transactions");
    for (Transaction transaction : order.transactions().values()) {
      json.writeStartObject();
      json.writeStringField("key", transaction.key());
      write(json, transaction.attempt());
      json.writeStringField("operation", transaction.operation().name());
      json.writeNumberField("sequence", transaction.sequence());
      json.writeStringField("state", transaction.state().name());
      write(json, "effective", transaction.effective());
      json.writeArrayFieldStart("told");
      for (TransactionState told : new TreeSet<>(transaction.told())) {
        json.writeString(told.name());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
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
    Json json = Json.parse(row.document());
    return new Order(
        id,
        Mode.valueOf(text(json, "mode")),
        money(json.get("amount")),
        json.get("startedHere").flag().orElse(false),
        Instant.parse(text(json, "createdAt")),
        starts(json),
        transactions(json),
        flags(json),
        row.version());
  }

  private static List<Start> starts(Json json) {
    return json.get("starts").items().stream()
        .map(start ->
            new Start(attempt(start), money(start.get("amount")), Instant.parse(text(start, "at"))))
        .toList();
  }

  private static Map<String, Transaction> transactions(Json json) {
    Map<String, Transaction> transactions = new HashMap<>();
    for (Json item : json.get("transactions").items()) {
      Transaction transaction =
          new Transaction(
              text(item, "key"),
              attempt(item),
              Operation.valueOf(text(item, "operation")),
              item.get("sequence").number().orElse(1L).intValue(),
              TransactionState.valueOf(text(item, "state")),
              money(item.get("effective")),
              told(item));
      transactions.put(transaction.key(), transaction);
    }
    return transactions;
  }

  private static Set<TransactionState> told(Json transaction) {
    Set<TransactionState> told = EnumSet.noneOf(TransactionState.class);
    transaction.get("told").items().stream()
        .flatMap(word -> word.text().stream())
        .map(TransactionState::valueOf)
        .forEach(told::add);
    return told;
  }

  private static Set<Flag> flags(Json json) {
    Set<Flag> flags = new HashSet<>();
    for (Json flag : json.get("flags").items()) {
      flags.add(new Flag(Notice.valueOf(text(flag, "notice")), text(flag, "about")));
    }
    return flags;
  }

  private static void write(JsonGenerator json, AttemptId attempt) throws IOException {
    json.writeStringField("day", attempt.day().toString());
    json.writeStringField("transactionId", attempt.transactionId());
  }

  private static AttemptId attempt(Json json) {
    return new AttemptId(LocalDate.parse(text(json, "day")), text(json, "transactionId"));
  }

  private static void write(JsonGenerator json, String name, Money money) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("minorUnits", money.minorUnits());
    json.writeStringField("currency", money.currency().name());
    json.writeEndObject();
  }

  private static Money money(Json json) {
    return Money.of(
        json.get("minorUnits").number().orElseThrow(), Currency.valueOf(text(json, "currency")));
  }

  private static String text(Json json, String name) {
    return json.get(name).text().orElseThrow(() -> new IllegalStateException("no " + name));
  }
}
