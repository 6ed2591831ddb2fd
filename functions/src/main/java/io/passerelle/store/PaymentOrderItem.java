package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Authentication;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.DeliveryStatus;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.Message;
import io.passerelle.paymentorder.Outcome;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Reminders;
import io.passerelle.paymentorder.Sends;
import io.passerelle.paymentorder.Terms;
import io.passerelle.paymentorder.TokenCreation;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A payment order beside its payment, where its link's code leads to, and where it is listed.
final class PaymentOrderItem {

  /// After that of the payment, so that both are read at once.
  static final String SORT = OrderItem.SORT + "#ASKED";

  private PaymentOrderItem() {}

  static Table.Key key(OrderId id) {
    return new Table.Key(OrderItem.partition(id), SORT);
  }

  static Table.Key codeKey(LinkCode code) {
    return new Table.Key("LINK#" + code.text(), SORT);
  }

  static Row write(PaymentOrder order) {
    return new Row(
        key(order.id()),
        order.version(),
        Json.object(json -> write(json, order)),
        order.sends().reminders().due().map(at -> new Due(DueBuckets.reminders(order.id()), at)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(PaymentOrderCard.of(order).shelved(order.mode())));
  }

  /// The row by which it is found from its link.
  static Row pointer(PaymentOrder order) {
    String document =
        Json.object(json -> {
          json.writeStringField("siteId", order.id().siteId().toString());
          json.writeStringField("reference", order.id().reference());
        });
    return new Row(codeKey(order.code()), 0, document);
  }

  private static void write(JsonGenerator json, PaymentOrder order) throws IOException {
    json.writeStringField("mode", order.mode().name());
    json.writeStringField("channel", order.channel().name());
    Values.write(json, "amount", order.amount());
    json.writeStringField("code", order.code().text());
    json.writeStringField("createdAt", order.createdAt().toString());
    json.writeStringField("validUntil", order.validUntil().toString());
    json.writeBooleanField("cancelled", order.cancelled());
    json.writeStringField("delivery", order.delivery().name());
    json.writeStringField("visit", order.visit());
    json.writeStringField("outcome", order.outcome().name());
    write(json, order.terms());
    write(json, order.message());
    write(json, order.sends());
  }

  private static void write(JsonGenerator json, Sends sends) throws IOException {
    json.writeNumberField("sends", sends.count());
    json.writeStringField("failure", sends.failure());
    json.writeStringField("zone", sends.reminders().zone().getId());
    json.writeArrayFieldStart("reminders");
    for (int day : sends.reminders().days()) {
      json.writeNumber(day);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Terms terms) throws IOException {
    if (terms.validatedByHand().isPresent()) {
      json.writeBooleanField("byHand", terms.validatedByHand().get());
    }
    if (terms.captureDelay().isPresent()) {
      json.writeNumberField("captureDelay", terms.captureDelay().getAsInt());
    }
    json.writeStringField("language", terms.language());
    json.writeStringField("authentication", terms.authentication().name());
    json.writeStringField("token", terms.token().name());
    json.writeBooleanField("collectsData", terms.collectsData());
    json.writeStringField("description", terms.description());
  }

  private static void write(JsonGenerator json, Message message) throws IOException {
    json.writeStringField("to", message.to());
    json.writeStringField("phone", message.phone());
    json.writeArrayFieldStart("bcc");
    for (String copy : message.blindCopies()) {
      json.writeString(copy);
    }
    json.writeEndArray();
    json.writeStringField("subject", message.subject());
    json.writeStringField("message", message.text());
  }

  /// What an import has reserved is none yet: it alone may go by itself.
  static Optional<PaymentOrder> found(OrderId id, Row row) {
    return row.expires().isPresent() ? Optional.empty() : Optional.of(read(id, row));
  }

  static PaymentOrder read(OrderId id, Row row) {
    Json json = Json.ours(row.document());
    return new PaymentOrder(
        id,
        Mode.valueOf(text(json, "mode")),
        Channel.valueOf(text(json, "channel")),
        Values.money(json.get("amount")),
        terms(json),
        message(json),
        new LinkCode(text(json, "code")),
        Instant.parse(text(json, "createdAt")),
        Instant.parse(text(json, "validUntil")),
        json.get("cancelled").flag().orElse(false),
        DeliveryStatus.valueOf(text(json, "delivery")),
        sends(json, row),
        text(json, "visit"),
        Outcome.valueOf(text(json, "outcome")),
        row.version());
  }

  private static Terms terms(Json json) {
    Optional<Long> delay = json.get("captureDelay").number();
    return new Terms(
        json.get("byHand").flag(),
        delay.map(days -> OptionalInt.of(days.intValue())).orElseGet(OptionalInt::empty),
        text(json, "language"),
        Authentication.valueOf(text(json, "authentication")),
        TokenCreation.valueOf(text(json, "token")),
        json.get("collectsData").flag().orElse(false),
        text(json, "description"));
  }

  /// One that was stored before anything was sent from here has none of it.
  private static Sends sends(Json json, Row row) {
    List<Integer> days =
        json.get("reminders").items().stream()
            .flatMap(one -> one.number().stream())
            .map(Math::toIntExact)
            .toList();
    return new Sends(
        json.get("sends").number().orElse(0L).intValue(),
        json.get("failure").text(""),
        new Reminders(days, ZoneId.of(json.get("zone").text("UTC")), row.due().map(Due::at)));
  }

  private static Message message(Json json) {
    List<String> copies =
        json.get("bcc").items().stream().flatMap(one -> one.text().stream()).toList();
    return new Message(
        text(json, "to"),
        json.get("phone").text(""),
        copies,
        text(json, "subject"),
        text(json, "message"));
  }
}
