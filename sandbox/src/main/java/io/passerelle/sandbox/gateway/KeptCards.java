package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cards that the gateway keeps: those of payments that made a token, as they were or as they
/// were changed since.
final class KeptCards {

  private static final int MOST = 10_000;

  private final Payments payments;
  private final Shelf<KeptCard> changed;

  KeptCards(Payments payments, Drawer drawer) {
    this.payments = payments;
    this.changed =
        new Shelf<>(
            drawer, KeptCard.class, KeptCard::key, Comparator.comparing(KeptCard::createdAt), MOST);
  }

  Optional<KeptCard> find(String siteId, Mode mode, String token) {
    return changed
        .find(KeptCard.key(siteId, mode, token))
        .or(() ->
            payments
                .ofToken(token)
                .filter(payment -> payment.siteId().equals(siteId) && payment.mode() == mode)
                .map(payment -> KeptCard.of(token, payment)));
  }

  /// All of them, each with whose it is and the subscription that its payment began.
  List<Held> all() {
    Map<String, Payment> latest = new LinkedHashMap<>();
    payments
        .latest(MOST)
        .forEach(payment -> payment.token().ifPresent(token -> latest.putIfAbsent(token, payment)));
    List<Held> all = new ArrayList<>();
    latest.forEach((token, payment) ->
        find(payment.siteId(), payment.mode(), token)
            .ifPresent(card -> all.add(Held.of(card, payment))));
    return all;
  }

  /// A card, its holder as the form told, and the description and amount of its subscription, both
  /// empty where there is none.
  record Held(
      KeptCard card,
      String holder,
      String email,
      String subscription,
      String amount,
      LocalDateTime since) {

    static Held of(KeptCard card, Payment payment) {
      String name =
          payment.field("vads_cust_first_name") + " " + payment.field("vads_cust_last_name");
      return new Held(
          card,
          name.isBlank() ? payment.field("vads_cust_name") : name.strip(),
          payment.field("vads_cust_email"),
          payment.field("vads_sub_desc"),
          payment.field("vads_sub_amount"),
          LocalDateTime.ofInstant(payment.startedAt(), ZoneOffset.UTC));
    }

    boolean isSubscribed() {
      return !subscription.isEmpty();
    }
  }

  /// Whosever it is: tokens of the gateway's own making are unlike each other.
  Optional<KeptCard> find(String token) {
    return payments
        .ofToken(token)
        .flatMap(payment -> find(payment.siteId(), payment.mode(), token));
  }

  void put(KeptCard card) {
    changed.put(card);
  }

  /// Whether the card of a token can be exchanged for another.
  boolean isLive(String siteId, Mode mode, String token) {
    return find(siteId, mode, token).filter(card -> card.cancelledAt() == null).isPresent();
  }

  /// The buyer has entered another card under a token (chapter 1.5, `REGISTER_UPDATE`): `before` is
  /// what was kept until then.
  void entered(Optional<KeptCard> before, Payment payment) {
    before.filter(_ -> payment.token().isPresent()).ifPresent(card -> put(card.entered(payment)));
  }

  /// `Token/Get`.
  ObjectNode get(String siteId, Mode mode, JsonNode argument) throws ServiceError {
    KeptCard card =
        find(siteId, mode, argument.path("paymentMethodToken").asText(""))
            .orElseThrow(() -> new ServiceError("PSP_030", "token not found"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("paymentMethodToken", card.token());
    answer.put("paymentMethodType", "CARD");
    answer.put("creationDate", PaymentAnswer.date(card.createdAt()));
    var cancelledAt = card.cancelledAt();
    answer.put("cancellationDate", cancelledAt == null ? null : PaymentAnswer.date(cancelledAt));
    answer
        .putObject("tokenDetails")
        .put("pan", card.number())
        .put("expiryMonth", card.expiryMonth())
        .put("expiryYear", card.expiryYear())
        .put("effectiveBrand", card.brand())
        .put("country", "FR")
        .put("_type", "V4/TokenDetails");
    return answer.put("_type", "V4/Token");
  }
}
