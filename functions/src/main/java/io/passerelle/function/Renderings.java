package io.passerelle.function;

import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Rule;
import io.passerelle.gateway.AnswerSigner;
import io.passerelle.gateway.CardTold;
import io.passerelle.gateway.Claim;
import io.passerelle.gateway.Rendering;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Order;
import io.passerelle.payment.Start;
import io.passerelle.shop.Keys;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.HistoryLine.Received;
import io.passerelle.store.Shops;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;

/// What a delivery sends: the gateway's own bytes, or the same told in the format that its rule
/// asks for, signed with the shop's key. The platform gets what came.
final class Renderings {

  private Renderings() {}

  /// The bytes; empty where the shop has no key to sign them with.
  static Optional<byte[]> of(
      Delivery delivery, Shops.Entry shop, HistoryLine line, Optional<Order> order) {
    Received received = line.received().orElseThrow();
    Claim.Format format = wanted(delivery, shop, received);
    if (format.name().equals(received.format())) {
      return Optional.of(received.bytes());
    }
    Keys keys = shop.shop().keys(delivery.mode());
    boolean card = received.format().equals(CardTold.FORMAT);
    return switch (format) {
      case FORM ->
          keys.form()
              .current()
              .map(Verification::signer)
              .map(signer ->
                  card
                      ? CardTold.asForm(received.bytes(), signer)
                      : Rendering.asForm(received.bytes(), attempt(order, line), signer));
      case REST ->
          keys.restPassword()
              .current()
              .map(key -> new AnswerSigner(key.key()))
              .map(signer ->
                  card
                      ? CardTold.asAnswer(received.bytes(), signer)
                      : Rendering.asAnswer(received.bytes(), signer));
    };
  }

  /// What a shop lacks that cannot send in a format.
  static String missing(Delivery delivery, Shops.Entry shop, HistoryLine line) {
    String key =
        switch (wanted(delivery, shop, line.received().orElseThrow())) {
          case FORM -> "key for forms";
          case REST -> "REST password";
        };
    return "the shop has no " + key + " for " + delivery.mode();
  }

  private static Claim.Format wanted(Delivery delivery, Shops.Entry shop, Received received) {
    return Targets.rule(delivery.target(), shop)
        .map(Rule::format)
        .map(format -> Claim.Format.valueOf(format.name()))
        .orElseGet(() -> came(received.format()));
  }

  /// What is told of a card came in neither of the gateway's formats.
  private static Claim.Format came(String format) {
    return format.equals(CardTold.FORMAT) ? Claim.Format.FORM : Claim.Format.valueOf(format);
  }

  /// The attempt that was under way when the notification came, for one that names none; the same
  /// each time it is sent.
  private static AttemptId attempt(Optional<Order> order, HistoryLine line) {
    return order.stream()
        .flatMap(one -> one.starts().stream())
        .filter(start -> !start.at().isAfter(line.at()))
        .max(Comparator.comparing(Start::at))
        .map(Start::attempt)
        .orElseGet(() -> new AttemptId(day(line), "000000"));
  }

  private static LocalDate day(HistoryLine line) {
    return line.at().atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
