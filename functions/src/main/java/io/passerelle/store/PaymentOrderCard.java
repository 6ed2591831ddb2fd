package io.passerelle.store;

import static io.passerelle.store.Values.text;

import io.passerelle.aws.Table.Card;
import io.passerelle.aws.Table.Shelved;
import io.passerelle.aws.Table.Side;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.Outcome;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.store.Search.Sort;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What a search asks of a payment order, as the indexes hold it, and its places there. Each place
/// ends with the reference, so that no two are the same. Times are to the millisecond.
record PaymentOrderCard(
    OrderId id,
    Channel channel,
    Money amount,
    Instant createdAt,
    Instant validUntil,
    boolean cancelled,
    Outcome outcome,
    String recipient) {

  /// Of one length, so that the order of the texts is the order of the times.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  static PaymentOrderCard of(PaymentOrder order) {
    return new PaymentOrderCard(
        order.id(),
        order.channel(),
        order.amount(),
        Instant.parse(time(order.createdAt())),
        Instant.parse(time(order.validUntil())),
        order.cancelled(),
        order.outcome(),
        folded(order.message().recipient()));
  }

  static PaymentOrderCard read(Card card) {
    Json json = Json.ours(card.text());
    return new PaymentOrderCard(
        OrderItem.id(card.key()),
        Channel.valueOf(text(json, "channel")),
        Values.money(json.get("amount")),
        Instant.parse(text(json, "createdAt")),
        Instant.parse(text(json, "validUntil")),
        json.get("cancelled").flag().orElse(false),
        Outcome.valueOf(text(json, "outcome")),
        text(json, "to"));
  }

  /// A shop's payment orders of one mode.
  static String shelf(SiteId siteId, Mode mode) {
    return siteId + "#PAYMENT_ORDER#" + mode;
  }

  Shelved shelved(Mode mode) {
    Map<Side, String> places = new EnumMap<>(Side.class);
    places.put(Side.TIME, place(Sort.CREATION));
    places.put(Side.END, place(Sort.END));
    places.put(Side.SUM, place(Sort.AMOUNT));
    places.put(Side.NAME, place(Sort.REFERENCE));
    places.put(Side.STANDING, standing() + " " + place(Sort.CREATION));
    if (!recipient.isEmpty()) {
      places.put(Side.PERSON, recipient + " " + place(Sort.CREATION));
    }
    return new Shelved(shelf(id.siteId(), mode), places, written());
  }

  private String written() {
    return Json.object(json -> {
      json.writeStringField("channel", channel.name());
      Values.write(json, "amount", amount);
      json.writeStringField("createdAt", createdAt.toString());
      json.writeStringField("validUntil", validUntil.toString());
      json.writeBooleanField("cancelled", cancelled);
      json.writeStringField("outcome", outcome.name());
      json.writeStringField("to", recipient);
    });
  }

  /// Where it stands in the order of `sort`: what a page begins after.
  String place(Sort sort) {
    String reference = id.reference();
    return switch (sort) {
      case CREATION -> time(createdAt) + " " + reference;
      case END -> time(validUntil) + " " + reference;
      case AMOUNT -> amount.currency() + " " + digits(amount.minorUnits()) + " " + reference;
      case REFERENCE -> reference;
    };
  }

  /// What of its status is written, the clock apart.
  private String standing() {
    boolean open = cancelled && outcome != Outcome.ACCEPTED;
    return open ? Status.CANCELLED.name() : outcome.name();
  }

  Status status(Instant now) {
    return Status.of(outcome, cancelled, validUntil, now);
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  /// As many as the largest amount has.
  static String digits(long minorUnits) {
    return "%012d".formatted(minorUnits);
  }

  /// Whoever looks for an address writes it as he likes.
  static String folded(String recipient) {
    return recipient.toLowerCase(Locale.ROOT);
  }
}
