package io.passerelle.paymentorder;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// How a payment order is to be paid, beside its amount. What is empty is as the shop has it.
///
/// `language` is that of the message and of the pages, empty where the buyer's browser decides.
/// `captureDelay` is in days; `description` is what the buyer's page says it is for.
public record Terms(
    Optional<Boolean> validatedByHand,
    OptionalInt captureDelay,
    String language,
    Authentication authentication,
    TokenCreation token,
    boolean collectsData,
    String description) {

  private static final Set<String> LANGUAGES =
      Set.of("de", "en", "zh", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr");

  private static final int DESCRIPTION_MAX = 255;

  private enum Validation {
    SHOP,
    AUTOMATIC,
    MANUAL
  }

  private enum Flag {
    FALSE,
    TRUE
  }

  static Terms read(Fields fields) {
    Validation validation = fields.choice("validation", Validation.class, Validation.SHOP);
    Optional<Boolean> byHand =
        Optional.of(validation == Validation.MANUAL).filter(_ -> validation != Validation.SHOP);
    Optional<Integer> delay =
        fields.number("captureDelay", 0, 365).stream().mapToObj(Math::toIntExact).findFirst();
    return new Terms(
        byHand,
        delay.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        language(fields),
        fields.choice("authentication", Authentication.class, Authentication.NO_PREFERENCE),
        token(fields),
        collectsData(fields),
        fields.line("description", DESCRIPTION_MAX));
  }

  /// A language of the payment page, or none.
  static String language(Fields fields) {
    String language = fields.line("language", 5).toLowerCase(Locale.ROOT);
    if (!language.isEmpty() && !LANGUAGES.contains(language)) {
      throw new InvalidField("language", "must be a language of the payment page");
    }
    return language;
  }

  /// The rules between them are PSD2's and the gateway's: what keeps a card asks for a challenge,
  /// and a form that collects data keeps none.
  private static TokenCreation token(Fields fields) {
    TokenCreation token = fields.choice("token", TokenCreation.class, TokenCreation.NONE);
    if (token == TokenCreation.NONE) {
      return token;
    }
    if (collectsData(fields)) {
      throw new InvalidField("token", "must be NONE with a form that collects data");
    }
    if (!fields.line("authentication", 40).isEmpty()) {
      throw new InvalidField("authentication", "cannot be chosen where a token is asked for");
    }
    return token;
  }

  /// An invoice is paid by whoever has its reference: who that is, is always asked.
  private static boolean collectsData(Fields fields) {
    Channel channel = fields.choice("channel", Channel.class, Channel.URL);
    return channel == Channel.INVOICE
        || fields.choice("dataForm", Flag.class, Flag.FALSE) == Flag.TRUE;
  }
}
