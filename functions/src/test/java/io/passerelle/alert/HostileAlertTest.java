package io.passerelle.alert;

import static io.passerelle.alert.Facts.FROM;
import static io.passerelle.alert.Facts.envelope;
import static io.passerelle.alert.Facts.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.alert.Alert.DeliveryFailed;
import io.passerelle.alert.Alert.Kind;
import io.passerelle.alert.Alert.PaymentFlagged;
import io.passerelle.payment.Mode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every value of an alert may have been written by somebody who means harm.
class HostileAlertTest {

  private static final String[] PARTS = {
    "\r\n",
    "\n",
    "\r",
    "\u0000",
    "\u2028",
    "\u0085",
    "\u202e",
    "\ud800",
    "Bcc: x@evil.example",
    "<script>",
    "\"",
    "'",
    "&",
    "{{order}}",
    "{{#a}}",
    "{{>b}}",
    "é",
    "\ud83d\ude00",
    " ",
    "a",
    "=?utf-8?q?=0ABcc?="
  };

  private final AlertMail mails = new AlertMail(FROM);

  @Test
  void noValueBreaksALineOrWritesMarkup() {
    long seed = 1_815;
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    long textLines = lines(mails.of(hostile("a"), envelope(Locale.FRENCH)).text());
    long cardLines = lines(mails.of(expiring("a"), envelope(Locale.FRENCH)).text());
    long flagLines = lines(mails.of(flagged("a"), envelope(Locale.ENGLISH)).text());

    for (int i = 0; i < 500; i++) {
      StringBuilder value = new StringBuilder("x");
      for (int j = random.nextInt(12); j > 0; j--) {
        value.append(PARTS[random.nextInt(PARTS.length)]);
      }
      Mail mail = mails.of(hostile(value.toString()), envelope(Locale.FRENCH));
      Mail flag = mails.of(flagged(value.toString()), envelope(Locale.ENGLISH));
      Mail cards = mails.of(expiring(value.toString()), envelope(Locale.FRENCH));
      String what = "seed " + seed + ", value " + value;

      assertThat(lines(mail.text())).as(what).isEqualTo(textLines);
      assertThat(lines(cards.text())).as(what).isEqualTo(cardLines);
      assertThat(cards.html()).as(what).doesNotContain("<script>");
      assertThat(lines(flag.text())).as(what).isEqualTo(flagLines);
      assertThat(mail.html())
          .as(what)
          .doesNotContain("<script>")
          .doesNotContain("\u0000", "\u202e");
      assertThat(headLines(RawMessage.of(mail, Instant.EPOCH)))
          .as(what)
          .noneMatch(line -> line.regionMatches(true, 0, "bcc:", 0, 4));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signature=mbPPZFIHCUj8PQrTIVTnwMlxzWCOjtpXC9V9Ww6pSRU=",
        "{\"signature\":\"mbPPZFIHCUj8PQrTIVTnwMlxzWCOjtpXC9V9Ww6pSRU=\"}",
        "got mbPPZFIHCUj8PQrTIVTnwMlxzWCOjtpXC9V9Ww6pSRU= here",
        "signature=mbPPZFIHCUj8PQrTIVTnwMlxzWCOj%2BpXC9V9Ww6pSRU%3D&vads_amount=100",
        "kr-hash 2f5c41e5a0d2c5a0e0b7c1f6d1b6a7a9f1f9d57e7a0f8a3b0c9d8e7f6a5b4c3d",
        "Authorization: Basic bWJQUFpGSQ==",
        "[password] => s3cr3t-mbPPZFI"
      })
  void aShopThatPrintsASecretDoesNotGetItIntoAMail(String answer) {
    Mail mail = mails.of(failed("A", answer, Optional.empty(), 5, true), envelope(Locale.FRENCH));

    assertThat(mail.text())
        .doesNotContain("mbPPZFI", "2f5c41e5", "bWJQUF", "s3cr3t")
        .contains("***");
    assertThat(mail.html()).doesNotContain("mbPPZFI", "2f5c41e5", "bWJQUF", "s3cr3t");
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "4970100000000055",
        "4970 1000 0000 0055",
        "4970-1000-0000-0055",
        "497010XXXXXX0055",
        "vads_card_number=497010XXXXXX0055",
        "497010******0055"
      })
  void noCardNumberGetsIntoAMailNotEvenInPart(String answer) {
    Mail mail =
        mails.of(
            failed("A", "card " + answer + " refused", Optional.empty(), 5, true),
            envelope(Locale.FRENCH));

    assertThat(mail.text()).doesNotContain("4970").doesNotContain("0055");
    assertThat(mail.text()).contains("***");
  }

  @Test
  void aBuyersAddressInAnAnswerIsTakenOut() {
    assertThat(Redaction.of("sent to jane.doe+x@mail.example.org, ok"))
        .isEqualTo("sent to ***, ok");
  }

  @Test
  void whatIsHarmlessIsLeftAsItIs() {
    String harmless =
        "KO-Order SO0042-1 of 2026-01-15 10:15: 12.50 EUR, /payment/systempay/notification/return";

    assertThat(Redaction.of(harmless)).isEqualTo(harmless);
  }

  @Test
  void redactingALongTextEnds() {
    assertThat(Redaction.of("1".repeat(100_000))).doesNotContain("11111");
    assertThat(Redaction.of("a1B".repeat(50_000))).isEqualTo("***");
    assertThat(Redaction.of("signature ".repeat(50_000))).isNotEmpty();
  }

  @Test
  void theUrlIsKeptWithoutItsQueryUserAndFragment() {
    assertThat(Redaction.ofUrl("https://u:p@shop.example/a?b=c#d"))
        .isEqualTo("https://shop.example/a");
    assertThat(Redaction.ofUrl("https://shop.example/a#b?c")).isEqualTo("https://shop.example/a");
    assertThat(Redaction.ofUrl("https://shop.example/a?\nb")).isEqualTo("https://shop.example/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "https://a\"b", "https://a b", "https://a\r\nb", "/x"})
  void whatIsNotALinkIsNotMadeOne(String link) {
    DeliveryFailed fine = failed(Optional.empty(), 5, true);

    assertThatThrownBy(() ->
            new DeliveryFailed(
                "s",
                "s",
                "o",
                "r",
                "u",
                1,
                5,
                fine.failure(),
                true,
                "",
                Optional.empty(),
                Optional.of(link),
                true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMailHasNoMoreThanFiftyRecipients() {
    List<EmailAddress> many = new ArrayList<>();
    for (int i = 0; i <= Mail.RECIPIENTS_MAX; i++) {
      many.add(new EmailAddress("a" + i + "@shop.example"));
    }
    Envelope tooMany = new Envelope("m", many, Locale.FRENCH, Optional.empty());
    Envelope enough =
        new Envelope("m", many.subList(1, many.size()), Locale.FRENCH, Optional.empty());

    assertThat(mails.of(failed(Optional.empty(), 5, true), enough).to()).hasSize(50);
    assertThatThrownBy(() -> mails.of(failed(Optional.empty(), 5, true), tooMany))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Alert hostile(String value) {
    DeliveryFailed fine = failed(Optional.empty(), 5, true);
    return new DeliveryFailed(
        value,
        value,
        value,
        value,
        "https://shop.example/" + value,
        5,
        5,
        fine.failure(),
        true,
        value,
        Optional.empty(),
        fine.resendLink(),
        true);
  }

  private static Alert expiring(String value) {
    return new CardsExpiring(
        value,
        value,
        Mode.TEST,
        YearMonth.of(2026, 2),
        2,
        1,
        1,
        List.of(new CardsExpiring.Line(value, value, true, value)));
  }

  private static Alert flagged(String value) {
    return new PaymentFlagged(value, value, value, Kind.UNKNOWN_STATUS, value);
  }

  private static long lines(String text) {
    return text.chars().filter(c -> c == '\n' || c == '\r' || c == 0x2028 || c == 0x85).count();
  }

  private static List<String> headLines(byte[] message) {
    String text = new String(message, UTF_8);
    return text.substring(0, text.indexOf("\r\n\r\n")).lines().toList();
  }
}
