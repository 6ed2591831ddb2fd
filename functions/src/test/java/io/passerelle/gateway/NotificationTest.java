package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Vectors.Vector;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Report;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.TransactionState;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

  private static final Secret KEY = Secret.of("1122334455667788");
  private static final Secret PASSWORD = Secret.of("testpassword_of_a_test");
  private static final Map<String, String> PAID =
      Map.ofEntries(
          Map.entry("vads_site_id", "12345678"),
          Map.entry("vads_ctx_mode", "TEST"),
          Map.entry("vads_trans_id", "123456"),
          Map.entry("vads_trans_date", "20260115100000"),
          Map.entry("vads_trans_uuid", "0123456789abcdef0123456789abcdef"),
          Map.entry("vads_trans_status", "AUTHORISED"),
          Map.entry("vads_operation_type", "DEBIT"),
          Map.entry("vads_sequence_number", "1"),
          Map.entry("vads_order_id", "SO0042-1"),
          Map.entry("vads_amount", "4990"),
          Map.entry("vads_currency", "978"),
          Map.entry("vads_effective_amount", "4990"),
          Map.entry("vads_effective_currency", "978"),
          Map.entry("vads_url_check_src", "PAY"));

  @ParameterizedTest
  @CsvSource({
    "form-14, SO004, AUTHORISED, AUTHORISED, END_OF_PAYMENT",
    "form-15, SO004-2, ABANDONED, ABANDONED, CANCELLATION",
    "form-16, SO004-2, AUTHORISED_TO_VALIDATE, AUTHORISED_TO_VALIDATE, END_OF_PAYMENT",
    "form-17, SO004-2, UNEXISTING_STATUS, UNKNOWN, END_OF_PAYMENT",
  })
  void aPublishedFormNotificationIsReadAsItsReport(
      String id, String reference, String word, TransactionState state, EventKind kind) {
    Vector vector = Vectors.of(id);
    Form form = vector.signedForm();

    Claim claim = Claim.of(form);
    Notification notification =
        FormSigner.verify(form, List.of(FormSigner.hmacSha256(Secret.of(vector.key()))))
            .notification();

    assertThat(claim)
        .isEqualTo(new Claim(Claim.Format.FORM, new SiteId("44387878"), Optional.of(Mode.TEST)));
    assertThat(notification.reports())
        .containsExactly(
            new Report(
                new OrderId(new SiteId("44387878"), reference),
                Mode.TEST,
                Optional.of("bd6fe2b43df34534b3b12fffcf0f078f"),
                new AttemptId(LocalDate.parse("2022-01-07"), "500021"),
                Operation.DEBIT,
                1,
                state,
                word,
                Money.of(224_000, Currency.USD),
                Money.of(144_256, Currency.EUR),
                kind));
    assertThat(notification.signedBytes()).isEqualTo(bytes(vector));
  }

  private static byte[] bytes(Vector vector) {
    Map<String, String> signed = new LinkedHashMap<>(vector.fields());
    signed.put("signature", vector.expected());
    return Vectors.body(signed);
  }

  @ParameterizedTest
  @CsvSource({
    "kr-09, 93e64f3a-6b60-475a-91e3-f4b8a364a844, 2024-04-15, 902736, AUTHORISED",
    "kr-10, 514070fe-c12c-48b8-97cf-5262708673a3, 2024-04-11, 941672, AUTHORISED",
    "kr-11, a7834082-a000-4de4-af6e-e09683c9a752, 2024-04-11, 921615, AUTHORISED",
    "kr-12, 758c2570-a7af-4335-b091-340d0cc6e694, 2024-04-11, 904877, REFUSED",
  })
  void aPublishedRestNotificationIsReadAsItsReport(
      String id, String reference, LocalDate day, String transactionId, TransactionState state) {
    Vector vector = Vectors.of(id);
    Form form = vector.signedAnswer();

    Claim claim = Claim.of(form);
    Notification notification =
        AnswerSigner.verify(form, List.of(new AnswerSigner(Secret.of(vector.key()))))
            .notification();

    Report report = notification.latest();
    assertThat(claim)
        .isEqualTo(new Claim(Claim.Format.REST, new SiteId("69876357"), Optional.empty()));
    assertThat(notification.reports()).hasSize(1);
    assertThat(vector.raw()).contains("\"uuid\"", report.uuid().orElseThrow());
    assertThat(report)
        .isEqualTo(
            new Report(
                new OrderId(new SiteId("69876357"), reference),
                Mode.TEST,
                report.uuid(),
                new AttemptId(day, transactionId),
                Operation.DEBIT,
                1,
                state,
                state.name(),
                Money.of(12_345, Currency.EUR),
                Money.of(12_345, Currency.EUR),
                EventKind.END_OF_PAYMENT));
    assertThat(notification.format()).isEqualTo(Claim.Format.REST);
  }

  @ParameterizedTest
  @CsvSource({
    "PAY, AUTHORISED, 1, END_OF_PAYMENT, END_OF_PAYMENT",
    "'', AUTHORISED, 1, END_OF_PAYMENT, END_OF_PAYMENT",
    "PAY, ABANDONED, 1, CANCELLATION, CANCELLATION",
    "PAY, NOT_CREATED, 1, CANCELLATION, CANCELLATION",
    "PAY, CANCELLED, 1, CANCELLATION, CANCELLATION",
    "PAY, CANCELED, 1, CANCELLATION, CANCELLATION",
    "BATCH, CAPTURED, 1, BATCH_CHANGE, BATCH_CHANGE",
    "BATCH_AUTO, AUTHORISED, 1, BATCH_AUTHORISATION, BATCH_AUTHORISATION",
    "BATCH_AUTO, REFUSED, 2, LATER_INSTALMENT, LATER_INSTALMENT",
    "MERCH_BO, CANCELLED, 1, BACK_OFFICE_OPERATION, BACK_OFFICE_OPERATION",
    "REC, AUTHORISED, 1, RECURRING_PAYMENT, RECURRING_PAYMENT",
    "RETRY, AUTHORISED, 1, REPLAY, END_OF_PAYMENT",
    "BO, REFUSED, 1, REPLAY, END_OF_PAYMENT",
    "BO, ABANDONED, 1, REPLAY, CANCELLATION",
    "FILE, AUTHORISED, 1, END_OF_PAYMENT, END_OF_PAYMENT",
    "SOMETHING_NEW, AUTHORISED, 1, END_OF_PAYMENT, END_OF_PAYMENT",
  })
  void theKindOfEventIsReadAlikeInBothFormats(
      String source, String status, String sequence, EventKind kind, EventKind told) {
    Map<String, String> form = with(PAID, "vads_url_check_src", source);
    form.put("vads_trans_status", status);
    form.put("vads_sequence_number", sequence);
    String answer = rest(4990, "EUR", 4990, "EUR", status, sequence);

    Notification fromForm = form(form);
    Notification fromRest = rest(answer, source);

    assertThat(fromForm.kind()).isEqualTo(kind);
    assertThat(fromForm.told()).isEqualTo(told);
    assertThat(fromRest.kind()).isEqualTo(kind);
    assertThat(fromRest.told()).isEqualTo(told);
  }

  @Test
  void underAConversionBothFormatsTellTheSame() {
    Map<String, String> form = with(PAID, "vads_amount", "163500");
    form.put("vads_currency", "840");
    form.put("vads_effective_amount", "144256");
    form.put("vads_effective_currency", "978");
    form.put("vads_change_rate", "1.1334000000");
    String answer = rest(163_500, "USD", 144_256, "EUR", "AUTHORISED", "1");

    Report fromForm = form(form).latest();
    Report fromRest = rest(answer, "PAY").latest();

    assertThat(fromRest).isEqualTo(fromForm);
    assertThat(fromForm.amount()).isEqualTo(Money.of(163_500, Currency.USD));
    assertThat(fromForm.effective()).isEqualTo(Money.of(144_256, Currency.EUR));
  }

  @Test
  void anInstalmentTellsTheWholeAmountAndItsOwnInBothFormats() {
    Map<String, String> form = with(PAID, "vads_amount", "9000");
    form.put("vads_effective_amount", "3000");

    Report fromForm = form(form).latest();
    Report fromRest = rest(rest(9000, "EUR", 3000, "EUR", "AUTHORISED", "1"), "PAY").latest();

    assertThat(fromRest).isEqualTo(fromForm);
    assertThat(fromForm.effective()).isEqualTo(Money.of(3000, Currency.EUR));
  }

  @Test
  void whatAnAbandonLeavesOutIsADebitInItsFirstPartWithoutUuid() {
    Map<String, String> form = with(PAID, "vads_trans_status", "ABANDONED");
    form.keySet()
        .removeAll(
            List.of(
                "vads_operation_type",
                "vads_sequence_number",
                "vads_trans_uuid",
                "vads_effective_amount",
                "vads_effective_currency"));

    Report report = form(form).latest();

    assertThat(report.operation()).isEqualTo(Operation.DEBIT);
    assertThat(report.sequence()).isEqualTo(1);
    assertThat(report.uuid()).isEmpty();
    assertThat(report.effective()).isEqualTo(report.amount());
  }

  @Test
  void aBuyerWhoLeftBeforeThereWasATransactionIsToldByTheOrdersStatusInRest() {
    String answer =
        """
        {"shopId":"12345678","orderStatus":"ABANDONED","serverDate":"2026-01-15T23:30:00-01:00",
        "orderDetails":{"orderTotalAmount":4990,"orderCurrency":"EUR","mode":"TEST",
        "orderId":"SO0042-1"},"transactions":[]}\
        """;

    Report report = rest(answer, "PAY").latest();

    assertThat(report.state()).isEqualTo(TransactionState.ABANDONED);
    assertThat(report.uuid()).isEmpty();
    assertThat(report.attempt()).isEqualTo(AttemptId.unnamed(LocalDate.parse("2026-01-16")));
    assertThat(report.kind()).isEqualTo(EventKind.CANCELLATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABANDONED",
        "ACCEPTED",
        "AUTHORISED",
        "AUTHORISED_TO_VALIDATE",
        "CANCELLED",
        "CAPTURED",
        "CAPTURE_FAILED",
        "CAPTURE_PENDING",
        "ERROR",
        "EXPIRED",
        "INITIAL",
        "NOT_CREATED",
        "PARTIALLY_AUTHORISED",
        "PENDING",
        "PRE_AUTHORISED",
        "REFUND_TO_RETRY",
        "REFUSED",
        "SUSPENDED",
        "UNDER_VERIFICATION",
        "WAITING_AUTHORISATION",
        "WAITING_AUTHORISATION_TO_VALIDATE",
        "WAITING_FOR_PAYMENT"
      })
  void eachWordOfTheGatewayIsTheSameStateInBothFormats(String word) {
    TransactionState form = form(with(PAID, "vads_trans_status", word)).latest().state();
    TransactionState rest = rest(rest(4990, "EUR", 4990, "EUR", word, "1"), "PAY").latest().state();

    assertThat(form.name()).isEqualTo(word);
    assertThat(rest).isEqualTo(form);
  }

  @Test
  void aPaymentOrderIsToldAsOne() {
    String answer =
        rest(4990, "EUR", 4990, "EUR", "AUTHORISED", "1")
            .replaceFirst("\\{", "{\"paymentOrderId\":\"2ebdeb7ee37d\",");

    assertThat(rest(answer, "PAY").kind()).isEqualTo(EventKind.PAYMENT_ORDER);
  }

  @Test
  void aPaymentWithoutAnOrderIsAnOrderOfItsOwnInBothFormats() {
    Map<String, String> form = with(PAID, "vads_order_id", "");
    String answer =
        rest(4990, "EUR", 4990, "EUR", "AUTHORISED", "1").replace("\"SO0042-1\"", "null");

    assertThat(form(form).latest().order().reference()).isEqualTo("20260115-123456");
    assertThat(rest(answer, "PAY").latest()).isEqualTo(form(form).latest());
  }

  @Test
  void aPaymentMeanThatIsNoCardIsOfTheSameAttempt() {
    String answer =
        rest(4990, "EUR", 4990, "EUR", "AUTHORISED", "1")
            .replace("\"cardDetails\"", "\"cardDetails\":null,\"paymentMethodDetails\"");

    assertThat(rest(answer, "PAY").latest()).isEqualTo(form(PAID).latest());
  }

  @Test
  void theDayOfATransactionWithoutALegacyDateIsThatOfItsCreationAndNotOfTheTelling() {
    String answer =
        rest(4990, "EUR", 4990, "EUR", "AUTHORISED", "1")
            .replace(
                "\"legacyTransDate\":\"2026-01-15T10:00:00+00:00\"", "\"legacyTransDate\":null")
            .replace(
                "\"operationType\"",
                "\"creationDate\":\"2026-01-15T10:00:00+00:00\",\"operationType\"")
            .replace("\"serverDate\":\"2026-01-15", "\"serverDate\":\"2026-01-20");

    assertThat(rest(answer, "PAY").latest()).isEqualTo(form(PAID).latest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vads_trans_status",
        "vads_trans_id",
        "vads_trans_date",
        "vads_amount",
        "vads_currency"
      })
  void aFieldThatIsNeededAndMissingOrEmptyIsNamed(String name) {
    Map<String, String> missing = new TreeMap<>(PAID);
    missing.remove(name);

    for (Map<String, String> fields : List.of(missing, with(PAID, name, ""))) {
      assertThatExceptionOfType(Rejection.class)
          .isThrownBy(() -> form(fields))
          .withMessageContaining(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vads_currency, 156",
    "vads_currency, EUR",
    "vads_currency, 36",
    "vads_amount, -1",
    "vads_amount, 12.50",
    "vads_amount, 1234567890123",
    "vads_amount, ١٢",
    "vads_trans_date, 20260231100000",
    "vads_trans_date, 2026011510000",
    "vads_trans_date, 2026-01-15T100",
    "vads_trans_id, 12345",
    "vads_trans_id, 12345é",
  })
  void aFieldOfAnotherShapeIsRefusedAndNamed(String name, String value) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> form(with(PAID, name, value)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
        .withMessageContaining(name)
        .satisfies(e -> assertThat(e.words()).doesNotContain(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "10000", "a", "1.0"})
  void aSequenceOfAnotherShapeIsTheFirst(String sequence) {
    assertThat(form(with(PAID, "vads_sequence_number", sequence)).latest().sequence()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "orderTotalAmount, orderTotalAmountX",
    "orderCurrency, orderCurrencyX",
    "mode, modeX",
    "shopId, shopIdX",
    "serverDate, serverDateX",
  })
  void aRestAnswerWithoutWhatIsNeededIsRefused(String name, String instead) {
    String answer =
        rest(4990, "EUR", 4990, "EUR", "AUTHORISED", "1")
            .replace("\"" + name + "\"", "\"" + instead + "\"")
            .replace("legacyTransDate", "legacyTransDateX");

    assertThatExceptionOfType(Rejection.class).isThrownBy(() -> rest(answer, "PAY"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"shopId\":\"12345678\"} x",
        "{\"a\":1,\"a\":2}"
      })
  void anAnswerThatIsNotAnObjectIsRefusedThoughItsHashIsRight(String answer) {
    assertThatExceptionOfType(Rejection.class).isThrownBy(() -> rest(answer, "PAY"));
  }

  @Test
  void aHugeNumberThatNobodyReadsIsNoReasonToRefuseAnAnswer() {
    String answer =
        rest(4990, "EUR", 4990, "EUR", "AUTHORISED", "1")
            .replaceFirst("\\{", "{\"metadata\":{\"n\":123456789012345678901234567890},");

    assertThat(rest(answer, "PAY").latest()).isEqualTo(form(PAID).latest());
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    Map<String, String> changed = new TreeMap<>(fields);
    changed.put(name, value);
    return changed;
  }

  private static Notification form(Map<String, String> fields) {
    FormSigner signer = FormSigner.hmacSha256(KEY);
    Form form = Vectors.form(with(fields, "signature", signer.sign(fields)));
    return FormSigner.verify(form, List.of(signer)).notification();
  }

  private static Notification rest(String answer, String source) {
    AnswerSigner signer = new AnswerSigner(PASSWORD);
    Map<String, String> fields = new TreeMap<>();
    fields.put("kr-answer", answer);
    fields.put("kr-hash", signer.sign(answer));
    fields.put("kr-src", source);
    return AnswerSigner.verify(Vectors.form(fields), List.of(signer)).notification();
  }

  /// The same payment as the form's, as the REST API tells it: there `amount` is what is moved and
  /// `effectiveAmount` what the order asked for.
  private static String rest(
      long total, String currency, long moved, String movedIn, String status, String sequence) {
    return """
    {"shopId":"12345678","orderCycle":"CLOSED","orderStatus":"PAID",\
    "serverDate":"2026-01-15T10:00:05+00:00",\
    "orderDetails":{"orderTotalAmount":%d,"orderCurrency":"%s","mode":"TEST",\
    "orderId":"SO0042-1","metadata":null},\
    "transactions":[{"uuid":"0123456789abcdef0123456789abcdef","amount":%d,"currency":"%s",\
    "status":"PAID","detailedStatus":"%s","operationType":"DEBIT",\
    "transactionDetails":{"effectiveAmount":%d,"effectiveCurrency":"%s","sequenceNumber":%s,\
    "cardDetails":{"legacyTransId":"123456","legacyTransDate":"2026-01-15T10:00:00+00:00"}}}]}\
    """
        .formatted(total, currency, moved, movedIn, status, total, currency, sequence);
  }
}
