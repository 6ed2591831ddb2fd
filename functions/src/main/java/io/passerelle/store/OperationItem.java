package io.passerelle.store;

import static io.passerelle.store.Values.money;
import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.Deed;
import io.passerelle.payment.Money;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Step;
import io.passerelle.payment.Wish;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A request to refund, cancel, capture or modify as a row of its order, and back.
final class OperationItem {

  static final String PREFIX = "OPERATION#";

  private OperationItem() {}

  static Table.Key key(OperationId id) {
    return new Table.Key(OrderItem.partition(id.order()), PREFIX + id.key());
  }

  static OperationId id(Table.Key key) {
    return new OperationId(OrderItem.id(key), key.sort().substring(PREFIX.length()));
  }

  static Row write(OperationRequest request) {
    Optional<Due> due =
        request.due().map(at -> new Due(DueBuckets.operations(request.id().order()), at));
    String document = Json.object(json -> write(json, request));
    return new Row(key(request.id()), request.version(), document, due, Optional.empty());
  }

  private static void write(JsonGenerator json, OperationRequest request) throws IOException {
    json.writeStringField("wish", request.wish().name());
    if (request.amount().isPresent()) {
      Values.write(json, "amount", request.amount().get());
    }
    json.writeStringField("by", request.by().name());
    json.writeObjectFieldStart("fields");
    for (Map.Entry<String, String> field : request.fields().entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    json.writeEndObject();
    json.writeStringField("askedAt", request.askedAt().toString());
    json.writeStringField("state", request.state().name());
    Values.write(json, "done", request.done());
    if (request.step().isPresent()) {
      json.writeObjectFieldStart("step");
      write(json, request.step().get());
      json.writeEndObject();
    }
    json.writeNumberField("tries", request.tries());
    if (request.why().isPresent()) {
      json.writeStringField("why", request.why().get().name());
    }
    json.writeStringField("detail", request.detail());
  }

  private static void write(JsonGenerator json, Step step) throws IOException {
    Deed.Call call = step.call();
    json.writeStringField("call", call.getClass().getSimpleName());
    json.writeStringField("uuid", call.uuid());
    Values.write(json, "amount", call.amount());
    switch (call) {
      case Deed.Refund refund -> Values.write(json, "sent", refund.sent());
      case Deed.Modify modify -> Values.write(json, "left", modify.left());
      case Deed.Cancel _, Deed.Validate _ -> {}
    }
    json.writeStringField("at", step.at().toString());
    json.writeArrayFieldStart("creditsBefore");
    for (String credit : step.creditsBefore()) {
      json.writeString(credit);
    }
    json.writeEndArray();
    Values.write(json, "refundedBefore", step.refundedBefore());
    json.writeStringField("worker", step.worker());
  }

  static OperationRequest read(OrderId order, Row row) {
    Json json = Json.ours(row.document());
    return new OperationRequest(
        new OperationId(order, row.key().sort().substring(PREFIX.length())),
        Wish.valueOf(text(json, "wish")),
        Optional.of(json.get("amount")).filter(Json::isPresent).map(Values::money),
        OperationRequest.By.valueOf(text(json, "by")),
        fields(json.get("fields")),
        Instant.parse(text(json, "askedAt")),
        OperationRequest.State.valueOf(text(json, "state")),
        money(json.get("done")),
        Optional.of(json.get("step")).filter(Json::isPresent).map(OperationItem::step),
        json.get("tries").number().orElse(0L).intValue(),
        row.due().map(Due::at),
        json.get("why").text().map(Refusal::valueOf),
        json.get("detail").text(""),
        row.version());
  }

  private static Map<String, String> fields(Json json) {
    Map<String, String> fields = new HashMap<>();
    json.members().forEach((name, value) -> fields.put(name, value.text("")));
    return fields;
  }

  private static Step step(Json json) {
    Set<String> credits = new HashSet<>();
    json.get("creditsBefore").items().forEach(one -> one.text().ifPresent(credits::add));
    return new Step(
        call(json),
        Instant.parse(text(json, "at")),
        credits,
        money(json.get("refundedBefore")),
        text(json, "worker"));
  }

  private static Deed.Call call(Json json) {
    String uuid = text(json, "uuid");
    Money amount = money(json.get("amount"));
    return switch (text(json, "call")) {
      case "Refund" -> new Deed.Refund(uuid, amount, money(json.get("sent")));
      case "Modify" -> new Deed.Modify(uuid, amount, money(json.get("left")));
      case "Cancel" -> new Deed.Cancel(uuid, amount);
      case "Validate" -> new Deed.Validate(uuid, amount);
      default -> throw new IllegalStateException("an unknown call is stored");
    };
  }
}
