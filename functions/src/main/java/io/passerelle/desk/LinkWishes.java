package io.passerelle.desk;

import io.passerelle.gateway.PagePreferences.Authentication;
import io.passerelle.paymentorder.Terms;
import io.passerelle.paymentorder.TokenCreation;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a payment order says of its payment page, as its checkout carries it; nothing in a checkout
/// that a platform asked for.
///
/// `token` says whether the means of payment is kept.
public record LinkWishes(
    OptionalInt captureDelay,
    Optional<Boolean> validatedByHand,
    Authentication authentication,
    TokenCreation token) {

  public static final String CODE = "code";

  private static final String CAPTURE_DELAY = "captureDelay";
  private static final String BY_HAND = "validatedByHand";
  private static final String AUTHENTICATION = "authentication";
  private static final String TOKEN = "tokenCreation";

  public static LinkWishes of(Session session) {
    if (session.platform() != Platform.PAYMENT_ORDER) {
      return new LinkWishes(
          OptionalInt.empty(), Optional.empty(), Authentication.UNSAID, TokenCreation.NONE);
    }
    return new LinkWishes(
        session.field(CAPTURE_DELAY).stream().mapToInt(Integer::parseInt).findFirst(),
        session.field(BY_HAND).map(Boolean::valueOf),
        session.field(AUTHENTICATION).map(Authentication::valueOf).orElse(Authentication.UNSAID),
        session.field(TOKEN).map(TokenCreation::valueOf).orElse(TokenCreation.NONE));
  }

  /// What the payment page is to do (form guide, chapter of its actions).
  public String pageAction() {
    return switch (token) {
      case NONE -> "PAYMENT";
      case OFFERED -> "ASK_REGISTER_PAY";
      case AUTOMATIC -> "REGISTER_PAY";
    };
  }

  /// The fields of a checkout that say it.
  static Map<String, String> fields(Terms terms) {
    Map<String, String> fields = new HashMap<>();
    terms.captureDelay().ifPresent(days -> fields.put(CAPTURE_DELAY, Integer.toString(days)));
    terms.validatedByHand().ifPresent(byHand -> fields.put(BY_HAND, byHand.toString()));
    fields.put(AUTHENTICATION, authentication(terms).name());
    fields.put(TOKEN, terms.token().name());
    return fields;
  }

  /// PSD2 demands strong authentication of a payment whose card is kept, whatever the shop prefers.
  private static Authentication authentication(Terms terms) {
    if (terms.token() != TokenCreation.NONE) {
      return Authentication.CHALLENGE;
    }
    return switch (terms.authentication()) {
      case NO_PREFERENCE -> Authentication.UNSAID;
      case FRICTIONLESS -> Authentication.FRICTIONLESS;
      case CHALLENGE -> Authentication.CHALLENGE;
    };
  }
}
