package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final SiteId SITE = new SiteId("12345678");

  @Test
  void whatIsLeftOutIsAsTheShopHasIt() {
    Draft draft = draft(Map.of("amount", "1250"));

    assertThat(draft.amount()).isEqualTo(Money.of(1_250, Currency.EUR));
    assertThat(draft.mode()).isEqualTo(Mode.TEST);
    assertThat(draft.channel()).isEqualTo(Channel.URL);
    assertThat(draft.validUntil()).isEqualTo("2026-02-15T00:00:00Z");
    assertThat(draft.terms().validatedByHand()).isEmpty();
    assertThat(draft.terms().captureDelay()).isEmpty();
    assertThat(draft.terms().authentication()).isEqualTo(Authentication.NO_PREFERENCE);
  }

  @Test
  void allThatIsWrittenIsKept() {
    Draft draft =
        draft(
            Map.of(
                "reference", "R-1_a",
                "amount", "500",
                "currency", "jpy",
                "mode", "PRODUCTION",
                "validation", "manual",
                "captureDelay", "7",
                "language", "ja",
                "authentication", "CHALLENGE",
                "to", "zoe@buyer.example",
                "description", "Facture de mars"));

    assertThat(draft.reference()).isEqualTo("R-1_a");
    assertThat(draft.mode()).isEqualTo(Mode.PRODUCTION);
    assertThat(draft.amount()).isEqualTo(Money.of(500, Currency.JPY));
    assertThat(draft.terms().validatedByHand()).contains(true);
    assertThat(draft.terms().captureDelay()).hasValue(7);
    assertThat(draft.terms().language()).isEqualTo("ja");
    assertThat(draft.terms().authentication()).isEqualTo(Authentication.CHALLENGE);
    assertThat(draft.terms().description()).isEqualTo("Facture de mars");
    assertThat(draft.messages())
        .singleElement()
        .extracting(Message::to)
        .isEqualTo("zoe@buyer.example");
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amount         | ''           | amount is needed
          amount         | 0            | amount must be from 1 to 999999999999
          amount         | -5           | amount must be from 1 to 999999999999
          amount         | 12.50        | amount must be a whole number
          amount         | 1000000000000 | amount must be from 1 to 999999999999
          amount         | 1e3          | amount must be a whole number
          currency       | XYZ          | currency must be one that the gateway takes, such as EUR
          currency       | EURO         | currency must have at most 3 characters
          reference      | a b          | reference must be letters, digits, - and _, 64 at most
          reference      | é            | reference must be letters, digits, - and _, 64 at most
          reference      | 4970100000000055 | reference must not look like a card's number
          mode           | LIVE         | mode must be one of [TEST, PRODUCTION]
          channel        | EMAIL        | to is needed: a buyer's address, or several with ; between
          channel        | SMS          | phone is needed: a buyer's number, or several with ; between
          channel        | WHATSAPP     | phone is needed: a buyer's number, or several with ; between
          channel        | INVOICE      | reference is needed: an invoice is found by it
          channel        | FAX          | channel must be one of [EMAIL, URL, SMS, INVOICE, WHATSAPP]
          validation     | NO           | validation must be one of [SHOP, AUTOMATIC, MANUAL]
          captureDelay   | 366          | captureDelay must be from 0 to 365
          language       | ko           | language must be a language of the payment page
          authentication | MAYBE        | authentication must be one of [NO_PREFERENCE, FRICTIONLESS, CHALLENGE]
          to             | zoe          | to must be e-mail addresses such as buyer@shop.example, with ; between
          to             | Zoé <zoe@buyer.example> | to must be e-mail addresses such as buyer@shop.example, with ; between
          to             | a..b@c.example | to must be e-mail addresses such as buyer@shop.example, with ; between
          to             | a@-c.example | to must be e-mail addresses such as buyer@shop.example, with ; between
          to             | a@c          | to must be e-mail addresses such as buyer@shop.example, with ; between
          to             | a@b.example;;c@d.example | to must be e-mail addresses such as buyer@shop.example, with ; between
          phone          | 0612345678   | phone must be a phone number with its country, such as +33 6 12 34 56 78
          phone          | +33abc       | phone must be a phone number with its country, such as +33 6 12 34 56 78
          phone          | +1234567890123456 | phone must be a phone number with its country, such as +33 6 12 34 56 78
          phone          | +33612345678;+33612345679 | phone must be one at most for this channel
          reminders      | -3           | reminders are for what is sent from here, not for URL
          message        | Pay %ammount% or %half% now | message has variables that there are not: %ammount%, %half%
          subject        | %Amount%     | subject has variables that there are not: %Amount%
          bcc            | a@b.example;b | bcc must be e-mail addresses such as buyer@shop.example, with ; between
          validUntil     | 2026-05-01   | validUntil must be within three months
          colour         | red          | colour is not a field of a payment order
          """)
  void whatCannotBeIsRefusedWithTheFieldAndTheReason(String field, String value, String said) {
    Map<String, String> written = new HashMap<>(Map.of("amount", "100"));
    written.put(field, value);

    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> draft(written))
        .satisfies(invalid -> assertThat(invalid.field() + " " + invalid.reason()).isEqualTo(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zoe@buyer.example\r\nBcc: all@buyer.example", "a\nb@c.example"})
  void noAddressHasALinesEnd(String address) {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> draft(Map.of("amount", "1", "to", address)))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("to"));
  }

  @Test
  void aReferenceHas64CharactersAtMost() {
    assertThat(draft(Map.of("amount", "1", "reference", "r".repeat(64))).reference()).hasSize(64);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> draft(Map.of("amount", "1", "reference", "r".repeat(65))))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("reference"));
  }

  @Test
  void aShopMayNeedAReference() {
    Defaults needed = new Defaults(Mode.TEST, new Validity(ZoneOffset.UTC, 30), true);

    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> Draft.read(Map.of("amount", "1"), needed, NOW))
        .satisfies(invalid -> assertThat(invalid.reason()).isEqualTo("is needed by this shop"));
  }

  @Test
  void aTokenAndADataFormAreTermsOfTheirOwnAndAnInvoiceAlwaysAsksWhoPays() {
    Terms token = draft(Map.of("amount", "1", "token", "AUTOMATIC")).terms();
    Terms form = draft(Map.of("amount", "1", "dataForm", "true")).terms();
    Terms invoice = draft(Map.of("amount", "1", "channel", "INVOICE", "reference", "F-1")).terms();

    assertThat(token.token()).isEqualTo(TokenCreation.AUTOMATIC);
    assertThat(token.collectsData()).isFalse();
    assertThat(form.collectsData()).isTrue();
    assertThat(invoice.collectsData()).isTrue();
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() ->
            draft(
                Map.of(
                    "amount", "1", "token", "OFFERED", "channel", "INVOICE", "reference", "F-1")))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("token"));
  }

  @Test
  void aTokenExcludesADataFormAndAChoiceOfAuthentication() {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> draft(Map.of("amount", "1", "token", "OFFERED", "dataForm", "true")))
        .satisfies(invalid ->
            assertThat(invalid.reason()).isEqualTo("must be NONE with a form that collects data"));
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() ->
            draft(Map.of("amount", "1", "token", "OFFERED", "authentication", "FRICTIONLESS")))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("authentication"));
  }

  @Test
  void eachRecipientHasAnOrderOfItsOwnAndALinkOfItsOwn() {
    String to =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(i -> "b" + i + "@buyer.example")
            .collect(Collectors.joining(";"));

    List<PaymentOrder> orders = orders(draft(Map.of("amount", "1", "reference", "R", "to", to)));

    assertThat(orders).hasSize(10_000);
    assertThat(orders.getFirst().id().reference()).isEqualTo("R-001");
    assertThat(orders.get(1).id().reference()).isEqualTo("R-002");
    assertThat(orders.getLast().id().reference()).isEqualTo("R-10000");
    assertThat(orders.getLast().message().to()).isEqualTo("b10000@buyer.example");
    assertThat(orders.stream().map(PaymentOrder::code).distinct()).hasSize(10_000);
  }

  @Test
  void oneRecipientsReferenceHasNoNumber() {
    List<PaymentOrder> orders =
        orders(draft(Map.of("amount", "1", "reference", "R", "to", "zoe@buyer.example")));

    assertThat(orders)
        .singleElement()
        .satisfies(order -> {
          assertThat(order.id().reference()).isEqualTo("R");
          assertThat(order.delivery()).isEqualTo(DeliveryStatus.MANUAL);
          assertThat(order.toString()).isEqualTo("payment order 12345678/R");
        });
  }

  @Test
  void aReferenceThatLeavesNoRoomForANumberIsRefused() {
    Draft draft =
        draft(Map.of("amount", "1", "reference", "r".repeat(61), "to", "a@b.example;c@d.example"));

    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> orders(draft))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("reference"));
  }

  @Test
  void aTextMessageHas500CharactersAtMostAndAnEmojiIsOne() {
    Map<String, String> written = new HashMap<>(Map.of("amount", "1", "channel", "SMS"));
    written.put("phone", "0033 6 12 34 56 78");
    written.put("message", "\uD83D\uDE00".repeat(500));

    assertThat(draft(written).messages().getFirst().phone()).isEqualTo("+33612345678");

    written.put("message", "a".repeat(501));
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> draft(written))
        .satisfies(invalid ->
            assertThat(invalid.getMessage()).isEqualTo("message must have at most 500 characters"));
  }

  @Test
  void eachNumberHasAnOrderOfItsOwn() {
    List<PaymentOrder> orders =
        orders(
            draft(
                Map.of(
                    "amount", "1",
                    "reference", "R",
                    "channel", "SMS",
                    "phone", "+33612345678;+33612345679")));

    assertThat(orders)
        .extracting(one -> one.message().phone())
        .containsExactly("+33612345678", "+33612345679");
    assertThat(orders).allMatch(one -> one.delivery() == DeliveryStatus.IN_PROGRESS);
  }

  private static Draft draft(Map<String, String> written) {
    return Draft.read(
        written, new Defaults(Mode.TEST, new Validity(ZoneOffset.UTC, 30), false), NOW);
  }

  private static List<PaymentOrder> orders(Draft draft) {
    int[] drawn = new int[1];
    return draft.orders(
        SITE,
        "base",
        () -> {
          int n = drawn[0]++;
          return new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) (n >> 16), (byte) (n >> 8), (byte) n};
        },
        NOW);
  }
}
