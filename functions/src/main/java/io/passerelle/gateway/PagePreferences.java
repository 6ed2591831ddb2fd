package io.passerelle.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How a shop wants the payment page to be, and what is to come of it. What is empty is left to the
/// gateway's back office.
///
/// `frictionlessBelow` is in the smallest unit of the payment's currency. `cards` of PayPal name
/// the one of the payment's mode, whichever was written. `extras` come back in notifications.
public record PagePreferences(
    String language,
    List<String> availableLanguages,
    OptionalInt captureDelay,
    Optional<Boolean> validatedByHand,
    List<String> cards,
    OptionalLong frictionlessBelow,
    Redirect afterSuccess,
    Redirect afterError,
    boolean returnsByGet,
    String shopName,
    String shopUrl,
    Map<String, String> extras,
    Authentication authentication) {

  /// What this payment asks of the buyer's authentication; unsaid it is as the shop has it.
  public enum Authentication {
    UNSAID,
    FRICTIONLESS,
    CHALLENGE
  }

  /// After how many seconds the page leads back by itself, and what it says meanwhile; empty where
  /// it waits for the buyer.
  public record Redirect(OptionalInt seconds, String message) {

    public static Redirect none() {
      return new Redirect(OptionalInt.empty(), "");
    }
  }

  public PagePreferences {
    availableLanguages = List.copyOf(availableLanguages);
    cards = List.copyOf(cards);
    extras = Map.copyOf(extras);
  }

  /// A page in one language with nothing else said.
  public static PagePreferences in(String language) {
    return new PagePreferences(
        language,
        List.of(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        OptionalLong.empty(),
        Redirect.none(),
        Redirect.none(),
        true,
        "",
        "",
        Map.of(),
        Authentication.UNSAID);
  }
}
