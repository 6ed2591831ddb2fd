package io.passerelle.function;

import static io.passerelle.function.EcwidField.Kind.AMOUNT;
import static io.passerelle.function.EcwidField.Kind.CHOICE;
import static io.passerelle.function.EcwidField.Kind.LANGUAGES;
import static io.passerelle.function.EcwidField.Kind.NUMBER;
import static io.passerelle.function.EcwidField.Kind.SECRET;
import static io.passerelle.function.EcwidField.Kind.SWITCH;
import static io.passerelle.function.EcwidField.Kind.TEXT;

import java.util.List;

/// The fields of the settings page, in the order in which they stand there. Only the site id and a
/// key have to be filled in; what is left empty has the gateway's or the shop's default.
enum EcwidField {
  SITE_ID(Group.ACCESS, TEXT, "siteId"),
  MODE(Group.ACCESS, CHOICE, "mode", "TEST", "PRODUCTION"),
  TEST_KEY(Group.ACCESS, SECRET, "testKey"),
  PRODUCTION_KEY(Group.ACCESS, SECRET, "productionKey"),
  ALGORITHM(Group.ACCESS, CHOICE, "algorithm", "HMAC-SHA-256", "SHA-1"),
  TEST_REST_PASSWORD(Group.REST, SECRET, "testRestPassword"),
  PRODUCTION_REST_PASSWORD(Group.REST, SECRET, "productionRestPassword"),
  LANGUAGE(
      Group.PAGE,
      CHOICE,
      "settings.language",
      "",
      "fr",
      "en",
      "de",
      "es",
      "it",
      "ja",
      "nl",
      "pl",
      "pt",
      "ru",
      "sv",
      "tr",
      "zh"),
  AVAILABLE_LANGUAGES(Group.PAGE, LANGUAGES, "settings.availableLanguages"),
  PAYMENT_CARDS(Group.PAGE, TEXT, "settings.paymentCards"),
  CAPTURE_DELAY(Group.PAGE, NUMBER, "settings.captureDelay"),
  VALIDATION_MODE(Group.PAGE, CHOICE, "settings.validationMode", "", "0", "1"),
  THREE_DS_BELOW(Group.PAGE, AMOUNT, "settings.threeDsBelow"),
  AUTOMATIC_REDIRECT(Group.RETURN, SWITCH, "settings.automaticRedirect"),
  SUCCESS_TIMEOUT(Group.RETURN, NUMBER, "settings.redirectSuccessTimeout"),
  SUCCESS_MESSAGE(Group.RETURN, TEXT, "settings.redirectSuccessMessage"),
  ERROR_TIMEOUT(Group.RETURN, NUMBER, "settings.redirectErrorTimeout"),
  ERROR_MESSAGE(Group.RETURN, TEXT, "settings.redirectErrorMessage"),
  RETURN_MODE(Group.RETURN, CHOICE, "settings.returnMode", "", "GET", "POST");

  /// How a field is typed.
  enum Kind {
    TEXT,
    NUMBER,
    AMOUNT,
    CHOICE,
    SWITCH,
    LANGUAGES,
    SECRET
  }

  /// What stands under one heading.
  enum Group {
    ACCESS,
    REST,
    PAGE,
    RETURN
  }

  /// The languages of the payment page, in the order in which they are offered.
  static final List<String> PAGE_LANGUAGES =
      List.of("fr", "en", "de", "es", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh");

  private final Group group;
  private final Kind kind;
  private final String id;
  private final String choices;

  EcwidField(Group group, Kind kind, String id, String... choices) {
    this.group = group;
    this.kind = kind;
    this.id = id;
    this.choices = String.join("|", choices);
  }

  Group group() {
    return group;
  }

  Kind kind() {
    return kind;
  }

  /// Its name in the form.
  String id() {
    return id;
  }

  /// The name of one box of several.
  String name(String one) {
    return id + "." + one;
  }

  List<String> choices() {
    return List.of(choices.split("\\|", -1));
  }

  boolean isSetting() {
    return id.startsWith(EcwidSettingsForm.SETTINGS);
  }

  String setting() {
    return id.substring(EcwidSettingsForm.SETTINGS.length());
  }
}
