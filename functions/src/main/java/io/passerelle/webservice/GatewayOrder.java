package io.passerelle.webservice;

import io.passerelle.desk.Shown;
import io.passerelle.paymentorder.Authentication;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.paymentorder.Terms;
import io.passerelle.paymentorder.TokenCreation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A payment order as the gateway answers one (`V4/PaymentOrder`).
final class GatewayOrder {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Map<String, String> COUNTRIES =
      Map.of("en", "GB", "zh", "CN", "ja", "JP", "sv", "SE");

  private GatewayOrder() {}

  static Map<String, @Nullable Object> of(Shown shown) {
    PaymentOrder order = shown.order();
    Terms terms = order.terms();
    Optional<String> buyer = Optional.of(order.message().to()).filter(to -> !to.isEmpty());
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("paymentOrderId", OrderHandle.of(order));
    tree.put("paymentURL", shown.url());
    tree.put("paymentOrderStatus", status(shown.status()));
    tree.put("amount", order.amount().minorUnits());
    tree.put("currency", order.amount().currency().name());
    tree.put("orderId", order.id().reference());
    tree.put("channelDetails", Map.of("channelType", channel(order.channel())));
    tree.put("creationDate", time(order.createdAt()));
    tree.put("expirationDate", time(order.validUntil()));
    tree.put("formAction", action(terms.token()));
    tree.put("locale", terms.language().isEmpty() ? null : locale(terms.language()));
    tree.put("customer", buyer.map(email -> Map.of("email", email)).orElse(null));
    tree.put("dataCollectionForm", terms.collectsData());
    tree.put("paymentReceiptEmail", buyer.orElse(null));
    tree.put("strongAuthentication", authentication(terms.authentication()));
    tree.put("transactionDetails", Map.of("cardDetails", card(terms)));
    tree.put("_type", "V4/PaymentOrder");
    return tree;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  private static Map<String, Object> card(Terms terms) {
    Map<String, Object> card = new LinkedHashMap<>();
    terms.captureDelay().ifPresent(days -> card.put("captureDelay", (long) days));
    terms
        .validatedByHand()
        .ifPresent(byHand -> card.put("manualValidation", byHand ? "YES" : "NO"));
    return card;
  }

  private static String status(Status status) {
    return status == Status.ACCEPTED ? "PAID" : status.shown();
  }

  private static String channel(Channel channel) {
    return channel == Channel.EMAIL ? "MAIL" : channel.name();
  }

  private static String action(TokenCreation token) {
    return switch (token) {
      case NONE -> "PAYMENT";
      case OFFERED -> "ASK_REGISTER_PAY";
      case AUTOMATIC -> "REGISTER_PAY";
    };
  }

  private static String authentication(Authentication authentication) {
    return switch (authentication) {
      case NO_PREFERENCE -> "AUTO";
      case FRICTIONLESS -> "FRICTIONLESS";
      case CHALLENGE -> "CHALLENGE_REQUESTED";
    };
  }

  private static String locale(String language) {
    String country = COUNTRIES.getOrDefault(language, language.toUpperCase(Locale.ROOT));
    return language + "_" + country;
  }
}
