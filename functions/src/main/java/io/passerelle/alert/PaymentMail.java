package io.passerelle.alert;

import io.passerelle.alert.Alert.PaymentTold;
import io.passerelle.alert.Alert.Reader;
import io.passerelle.delivery.CleanText;
import io.passerelle.delivery.Texts;
import io.passerelle.payment.Mode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The mail that tells a merchant or a buyer what happened to a payment, in one template for all
/// languages: the words are in the `payment_…` texts, one file for each language.
final class PaymentMail {

  /// The languages of the payment page, in which buyers are written to.
  static final Set<String> BUYERS =
      Set.of("de", "en", "zh", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr");

  static final Set<String> MERCHANTS = Set.of("en", "fr");

  private static final int SUBJECT_CHARACTERS_MAX = 250;

  private final Templates templates;

  PaymentMail(Templates templates) {
    this.templates = templates;
  }

  Mail of(PaymentTold told, Envelope envelope, EmailAddress from) {
    Locale locale = locale(told.reader(), envelope.language());
    Map<String, Object> values = values(told, envelope, locale);
    return new Mail(
        from,
        envelope.to(),
        CleanText.line(
            templates.render("payment-told.subject.txt.mustache", values).strip(),
            SUBJECT_CHARACTERS_MAX),
        templates.render("payment-told.txt.mustache", values),
        templates.render("payment-told.html.mustache", values),
        Threading.headers(told, envelope, from));
  }

  /// A language that there are no words of is English; English is written as in Britain.
  static Locale locale(Reader reader, Locale asked) {
    Set<String> known = reader == Reader.BUYER ? BUYERS : MERCHANTS;
    String language = known.contains(asked.getLanguage()) ? asked.getLanguage() : "en";
    return language.equals("en") ? Locale.UK : Locale.of(language);
  }

  private static Map<String, Object> values(PaymentTold told, Envelope envelope, Locale locale) {
    String file = told.reader() == Reader.BUYER ? "payment-buyer" : "payment-merchant";
    Texts texts = Texts.in(PaymentMail.class, file, locale.getLanguage());
    Map<String, Object> values = new HashMap<>();
    values.put("language", locale.getLanguage());
    values.put("test", told.mode() == Mode.TEST ? texts.get("test") : "");
    values.put("title", texts.get(told.subject() + ".title"));
    values.put("greeting", texts.get("greeting"));
    values.put("lead", texts.get(told.subject() + ".lead"));
    values.put("colon", colon(locale.getLanguage()));
    values.put("facts", facts(told, envelope, locale, texts));
    values.put("closing", texts.get("closing"));
    values.put("shop", told.shopLabel());
    values.put("order", told.orderId());
    return values;
  }

  static String colon(String language) {
    return switch (language) {
      case "fr" -> " : ";
      case "ja", "zh" -> "：";
      default -> ": ";
    };
  }

  private static List<Map<String, String>> facts(
      PaymentTold told, Envelope envelope, Locale locale, Texts texts) {
    ZoneId zone = envelope.zone().orElse(ZoneOffset.UTC);
    return List.of(
        fact(texts, "shop", told.shopLabel()),
        fact(texts, "order", told.orderId()),
        fact(texts, "amount", Written.amount(told.amount(), locale)),
        fact(texts, "date", date(told.at(), zone, locale)),
        fact(texts, "transaction", told.transaction()),
        fact(texts, "status", texts.get(told.subject() + ".title")));
  }

  private static Map<String, String> fact(Texts texts, String name, String value) {
    return Map.of("name", texts.get(name), "value", value);
  }

  /// A day and a time as the language writes them, with the zone that they are told in.
  static String date(Instant at, ZoneId zone, Locale locale) {
    String name = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(locale)
            .format(at.atZone(zone))
        + " ("
        + name
        + ")";
  }
}
