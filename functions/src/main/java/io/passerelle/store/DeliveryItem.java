package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Listed;
import io.passerelle.aws.Table.Row;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.RuleKind;
import io.passerelle.delivery.Schedule;
import io.passerelle.delivery.Timings;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// A delivery as a row, and back. Its number is in the sort key, so that an order's deliveries are
/// read in the order in which they must be made.
final class DeliveryItem {

  static final String PREFIX = "DELIVERY#";

  private static final int NUMBER_DIGITS = 12;

  private DeliveryItem() {}

  static Table.Key key(DeliveryId id) {
    String number = Long.toString(id.number());
    String padded = "0".repeat(Math.max(0, NUMBER_DIGITS - number.length())) + number;
    return new Table.Key(OrderItem.partition(id.order()), PREFIX + padded);
  }

  static DeliveryId id(Table.Key key) {
    return new DeliveryId(OrderItem.id(key), number(key));
  }

  /// The list of a shop's deliveries in one state that want to be looked at: the failed ones, and
  /// of the delivered ones those whose answers read like errors.
  static String list(SiteId siteId, Delivery.State state) {
    return siteId + "#" + state;
  }

  static long number(Table.Key key) {
    return Long.parseLong(key.sort().substring(PREFIX.length()));
  }

  static Row write(Delivery delivery) {
    String document = Json.object(json -> write(json, delivery));
    Optional<Due> due =
        delivery.wakeAt().map(at -> new Due(DueBuckets.deliveries(delivery.id().order()), at));
    Optional<Listed> listed =
        delivery
            .listedSince()
            .map(at -> new Listed(list(delivery.id().order().siteId(), delivery.state()), at));
    return new Row(key(delivery.id()), delivery.version(), document, due, Optional.empty(), listed);
  }

  private static void write(JsonGenerator json, Delivery delivery) throws IOException {
    json.writeStringField("mode", delivery.mode().name());
    json.writeStringField("rule", delivery.rule().name());
    json.writeStringField("label", delivery.label());
    json.writeStringField("target", delivery.target());
    json.writeStringField("event", delivery.event());
    json.writeStringField("schedule", delivery.schedule().name());
    json.writeStringField("state", delivery.state().name());
    json.writeStringField("url", delivery.url());
    json.writeNumberField("claims", delivery.claims());
    write(json, "due", delivery.due());
    write(json, "asked", delivery.asked());
    write(json, "lease", delivery.lease());
    json.writeArrayFieldStart("attempts");
    for (Attempt attempt : delivery.attempts()) {
      write(json, attempt);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Attempt attempt) throws IOException {
    json.writeStartObject();
    json.writeStringField("at", attempt.at().toString());
    json.writeStringField("due", attempt.due().toString());
    json.writeBooleanField("byHand", attempt.byHand());
    json.writeNumberField("status", attempt.status());
    if (attempt.failure().isPresent()) {
      json.writeStringField("failure", attempt.failure().get());
    }
    json.writeStringField("response", attempt.response());
    if (attempt.location().isPresent()) {
      json.writeStringField("location", attempt.location().get());
    }
    json.writeArrayFieldStart("timings");
    Timings timings = attempt.timings();
    json.writeNumber(timings.resolveMillis());
    json.writeNumber(timings.connectMillis());
    json.writeNumber(timings.tlsMillis());
    json.writeNumber(timings.firstByteMillis());
    json.writeNumber(timings.totalMillis());
    json.writeEndArray();
    json.writeEndObject();
  }

  static Delivery read(OrderId order, Row row) {
    Json json = Json.ours(row.document());
    return new Delivery(
        new DeliveryId(order, number(row.key())),
        Mode.valueOf(json.get("mode").text("")),
        RuleKind.valueOf(json.get("rule").text("")),
        json.get("label").text(""),
        json.get("target").text(""),
        json.get("event").text(""),
        schedule(json),
        Delivery.State.valueOf(json.get("state").text("")),
        json.get("attempts").items().stream().map(DeliveryItem::attempt).toList(),
        instant(json, "due"),
        instant(json, "asked"),
        instant(json, "lease"),
        json.get("claims").number().orElse(0L).intValue(),
        json.get("url").text(""),
        row.version());
  }

  /// What was written before there was more than one says only whether it is replayed.
  private static Schedule schedule(Json json) {
    boolean replay = json.get("replay").flag().orElse(true);
    return json.get("schedule")
        .text()
        .map(Schedule::valueOf)
        .orElse(replay ? Schedule.QUARTER_HOURS : Schedule.NEVER);
  }

  private static Attempt attempt(Json json) {
    long[] timings =
        json.get("timings").items().stream().mapToLong(item -> item.number().orElse(-1L)).toArray();
    return new Attempt(
        Instant.parse(json.get("at").text("")),
        Instant.parse(json.get("due").text("")),
        json.get("byHand").flag().orElse(false),
        json.get("status").number().orElse(0L).intValue(),
        json.get("failure").text(),
        json.get("response").text(""),
        json.get("location").text(),
        new Timings(timings[0], timings[1], timings[2], timings[3], timings[4]));
  }

  private static void write(JsonGenerator json, String name, Optional<Instant> instant)
      throws IOException {
    if (instant.isPresent()) {
      json.writeStringField(name, instant.get().toString());
    }
  }

  private static Optional<Instant> instant(Json json, String name) {
    return json.get(name).text().map(Instant::parse);
  }
}
