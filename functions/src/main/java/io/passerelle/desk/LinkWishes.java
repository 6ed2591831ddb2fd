package io.passerelle.desk;

import io.passerelle.gateway.PagePreferences.Authentication;
import io.passerelle.paymentorder.Terms;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a payment order says of its payment page, as its checkout carries it; nothing in a checkout
/// that a platform asked for.
public record LinkWishes(
    OptionalInt captureDelay, Optional<Boolean> validatedByHand, Authentication authentication) {

  public static final String CODE = "code";

  private static final String CAPTURE_DELAY = "captureDelay";
  private static final String BY_HAND = "validatedByHand";
  private static final String AUTHENTICATION = "authentication";

  public static LinkWishes of(Session session) {
    if (session.platform() != Platform.PAYMENT_ORDER) {
      return new LinkWishes(OptionalInt.empty(), Optional.empty(), Authentication.UNSAID);
    }
    return new LinkWishes(
        session.field(CAPTURE_DELAY).stream().mapToInt(Integer::parseInt).findFirst(),
        session.field(BY_HAND).map(Boolean::valueOf),
        session.field(AUTHENTICATION).map(Authentication::valueOf).orElse(Authentication.UNSAID));
  }

  /// The fields of a checkout that say it.
  static Map<String, String> fields(Terms terms) {
    Map<String, String> fields = new HashMap<>();
    terms.captureDelay().ifPresent(days -> fields.put(CAPTURE_DELAY, Integer.toString(days)));
    terms.validatedByHand().ifPresent(byHand -> fields.put(BY_HAND, byHand.toString()));
    Authentication asked =
        switch (terms.authentication()) {
          case NO_PREFERENCE -> Authentication.UNSAID;
          case FRICTIONLESS -> Authentication.FRICTIONLESS;
          case CHALLENGE -> Authentication.CHALLENGE;
        };
    fields.put(AUTHENTICATION, asked.name());
    return fields;
  }
}
