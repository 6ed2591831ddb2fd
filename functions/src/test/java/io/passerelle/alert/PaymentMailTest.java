package io.passerelle.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.alert.Alert.PaymentTold;
import io.passerelle.alert.Alert.Reader;
import io.passerelle.alert.Alert.Subject;
import io.passerelle.delivery.PaymentEvent;
import io.passerelle.delivery.Texts;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentMailTest {

  private static final Money AMOUNT = Money.of(4990, Currency.EUR);
  private static final Instant AT = Instant.parse("2026-01-15T10:07:00Z");

  private final AlertMail mails = new AlertMail(Facts.FROM);

  static Stream<String> languages() {
    return PaymentMail.BUYERS.stream().sorted();
  }

  @Test
  void buyersAreWrittenToInTheLanguagesOfThePaymentPage() {
    assertThat(PaymentMail.BUYERS).hasSize(13);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageSaysEverythingInWordsOfItsOwn(String language) {
    Texts english = Texts.in(PaymentMail.class, "payment-buyer", "en");
    Texts texts = Texts.in(PaymentMail.class, "payment-buyer", language);

    assertThat(texts.keys()).isEqualTo(english.keys());
    for (PaymentEvent event : PaymentEvent.FOR_BUYERS) {
      Mail mail = mails.of(told(Reader.BUYER, event.name(), "SO1"), envelope(language));
      assertThat(mail.subject()).contains(texts.get(event + ".title"), "SO1", "TEST");
      for (String body : List.of(mail.text(), mail.html().replace("&#39;", "'"))) {
        assertThat(body)
            .contains(
                texts.get(event + ".lead"), texts.get("closing"), texts.get("amount"), "360000")
            .contains("Europe/Paris")
            .doesNotContain("{{");
      }
      assertThat(mail.html()).contains("<html lang=\"" + language + "\">");
      if (!language.equals("en")) {
        assertThat(texts.get(event + ".lead")).isNotEqualTo(english.get(event + ".lead"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void theMerchantIsToldOfEverySubjectInFrenchAndEnglish(Subject subject) {
    for (String language : List.of("fr", "en")) {
      Texts texts = Texts.in(PaymentMail.class, "payment-merchant", language);

      Mail mail = mails.of(told(Reader.MERCHANT, subject.name(), "SO1"), envelope(language));

      assertThat(mail.text()).contains(texts.get(subject + ".lead"));
    }
  }

  @Test
  void everyEventHasASubject() {
    Set<String> subjects = new TreeSet<>();
    for (Subject subject : Subject.values()) {
      subjects.add(subject.name());
    }

    for (PaymentEvent event : PaymentEvent.values()) {
      assertThat(subjects).contains(event.name());
    }
  }

  @ParameterizedTest
  @CsvSource({"BUYER, xx", "MERCHANT, de"})
  void aLanguageWithoutWordsIsEnglish(Reader reader, String language) {
    Mail mail = mails.of(told(reader, "PAYMENT_ACCEPTED", "SO1"), envelope(language));

    assertThat(mail.subject()).contains("Payment accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4990   | EUR | fr | 49,90 €
          499000 | EUR | de | 4.990,00 €
          4990   | EUR | en | €49.90
          4990   | JPY | ja | ￥4,990
          4990   | KWD | en | KWD 4.990
          4990   | IDR | en | IDR 4,990
          """)
  void anAmountHasTheGatewaysDecimalsAndTheLanguagesSigns(
      long minorUnits, Currency currency, String language, String written) {
    Locale locale = language.equals("en") ? Locale.UK : Locale.of(language);

    String amount = Written.amount(Money.of(minorUnits, currency), locale);

    assertThat(amount.replaceAll("[\\u00a0\\u202f]", " ")).isEqualTo(written);
  }

  @Test
  void theDateIsToldInTheShopsZone() {
    ZoneId paris = ZoneId.of("Europe/Paris");

    assertThat(PaymentMail.date(AT, paris, Locale.FRENCH))
        .startsWith("15 janvier 2026")
        .contains("11:07")
        .endsWith("(Europe/Paris)");
  }

  @Test
  void onlyATestIsMarkedAsOne() {
    PaymentTold real =
        new PaymentTold(
            "12345678",
            "Shop",
            "SO1",
            Reader.BUYER,
            Subject.PAYMENT_ACCEPTED,
            AMOUNT,
            "360000",
            Mode.PRODUCTION,
            AT);

    Mail mail = mails.of(real, envelope("fr"));

    assertThat(mail.subject()).startsWith("Paiement accepté");
    assertThat(mail.text()).startsWith("Bonjour,").doesNotContain("TEST");
    assertThat(mail.html()).doesNotContain("TEST");
  }

  @Test
  void noValueWritesMarkupOrBreaksALine() {
    Mail mail =
        mails.of(
            told(Reader.BUYER, "PAYMENT_ACCEPTED", "<img src=x>\r\nBcc: a@b.example"),
            envelope("en"));

    assertThat(mail.html()).doesNotContain("<img").contains("&lt;img");
    assertThat(mail.subject()).doesNotContain("\n");
    assertThat(mail.text().lines()).noneMatch(line -> line.startsWith("Bcc:"));
  }

  private static PaymentTold told(Reader reader, String subject, String order) {
    return new PaymentTold(
        "12345678",
        "Boutique d'Été",
        order,
        reader,
        Subject.valueOf(subject),
        AMOUNT,
        "360000",
        Mode.TEST,
        AT);
  }

  private static Envelope envelope(String language) {
    return new Envelope(
        "m-1",
        List.of(new EmailAddress("zoe@buyer.example")),
        Locale.of(language),
        Optional.of(ZoneId.of("Europe/Paris")));
  }
}
