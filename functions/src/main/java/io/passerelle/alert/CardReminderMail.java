package io.passerelle.alert;

import io.passerelle.delivery.CleanText;
import io.passerelle.delivery.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mail that reminds a buyer of the end of a kept card's validity, in one template for all
/// languages of the payment page.
public final class CardReminderMail {

  private static final int SUBJECT_CHARACTERS_MAX = 250;

  /// What it tells. `month` is the end of validity as it stands on the card, `over` whether it has
  /// passed, `link` where the buyer enters another card. There is no place for more of the card's
  /// number than four digits.
  public record Facts(
      String shop,
      String contact,
      String brand,
      String lastFour,
      String month,
      boolean over,
      boolean test,
      String link) {

    private static final Pattern LINK = Pattern.compile("https?://[!-~&&[^\"<>]]{1,2000}");

    public Facts {
      shop = CleanText.line(shop, 127);
      contact = EmailAddress.parse(contact).map(EmailAddress::value).orElse("");
      brand = CleanText.line(brand, 32);
      if (!lastFour.matches("([0-9]{4})?") || !LINK.matcher(link).matches()) {
        throw new IllegalArgumentException("four digits or none, and a link");
      }
    }

    /// `VISA •••• 0114`; empty where nothing is known.
    String card() {
      return (brand + (lastFour.isEmpty() ? "" : " •••• " + lastFour)).strip();
    }
  }

  private final EmailAddress from;
  private final Templates templates = new Templates();

  public CardReminderMail(EmailAddress from) {
    this.from = from;
  }

  public Mail of(Facts facts, Envelope envelope) {
    Locale locale = PaymentMail.locale(Alert.Reader.BUYER, envelope.language());
    Map<String, Object> values = values(facts, locale.getLanguage());
    Map<String, String> headers = new HashMap<>();
    headers.put("Message-ID", "<" + envelope.id() + "@" + from.domain() + ">");
    headers.put("Auto-Submitted", "auto-generated");
    if (!facts.contact().isEmpty()) {
      headers.put("Reply-To", facts.contact());
    }
    return new Mail(
        from,
        envelope.to(),
        CleanText.line(
            templates.render("card-reminder.subject.txt.mustache", values).strip(),
            SUBJECT_CHARACTERS_MAX),
        templates.render("card-reminder.txt.mustache", values),
        templates.render("card-reminder.html.mustache", values),
        headers);
  }

  private static Map<String, Object> values(Facts facts, String language) {
    Texts texts = Texts.in(CardReminderMail.class, "card-reminder", language);
    String when = facts.over() ? "over." : "soon.";
    Map<String, Object> values = new HashMap<>();
    values.put("language", language);
    values.put("test", facts.test() ? texts.get("test") : "");
    values.put("shop", facts.shop());
    values.put("title", texts.get(when + "title"));
    values.put("greeting", texts.get("greeting"));
    values.put("lead", filled(texts.get(when + "lead"), facts));
    values.put("what", filled(texts.get("what"), facts));
    values.put("colon", PaymentMail.colon(language));
    values.put("facts", facts(facts, texts));
    values.put("button", texts.get("button"));
    values.put("link", facts.link());
    values.put("safe", texts.get("safe"));
    values.put("done", texts.get("done"));
    values.put("contact", facts.contact().isEmpty() ? "" : filled(texts.get("contact"), facts));
    values.put("closing", filled(texts.get("closing"), facts));
    return values;
  }

  private static String filled(String sentence, Facts facts) {
    Map<String, String> values =
        Map.of("%shop%", facts.shop(), "%month%", facts.month(), "%contact%", facts.contact());
    return Pattern.compile("%[a-z]+%")
        .matcher(sentence)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), "")));
  }

  private static List<Map<String, String>> facts(Facts facts, Texts texts) {
    List<Map<String, String>> lines = new ArrayList<>();
    lines.add(Map.of("name", texts.get("shop"), "value", facts.shop()));
    if (!facts.card().isEmpty()) {
      lines.add(Map.of("name", texts.get("card"), "value", facts.card()));
    }
    lines.add(Map.of("name", texts.get("until"), "value", facts.month()));
    return lines;
  }
}
