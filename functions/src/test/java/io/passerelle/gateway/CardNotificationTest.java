package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Report;
import io.passerelle.payment.TransactionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Notifications of pages on which a card is registered and nothing paid.
class CardNotificationTest {

  private static final Secret KEY = Secret.of("1122334455667788");

  private static final Map<String, String> UPDATE =
      Map.ofEntries(
          Map.entry("vads_page_action", "REGISTER_UPDATE"),
          Map.entry("vads_site_id", "12345678"),
          Map.entry("vads_ctx_mode", "TEST"),
          Map.entry("vads_trans_id", "360000"),
          Map.entry("vads_trans_date", "20260115100000"),
          Map.entry("vads_trans_uuid", "0123456789abcdef0123456789abcdef"),
          Map.entry("vads_trans_status", "ACCEPTED"),
          Map.entry("vads_operation_type", "VERIFICATION"),
          Map.entry("vads_order_id", "CARD-1"),
          Map.entry("vads_identifier", "6af9d54d49794395bafb8a41941399e2"),
          Map.entry("vads_identifier_status", "UPDATED"),
          Map.entry("vads_card_number", "497010XXXXXX0014"),
          Map.entry("vads_expiry_month", "6"),
          Map.entry("vads_expiry_year", "2028"),
          Map.entry("vads_ext_info_platform", "card_update"),
          Map.entry("vads_url_check_src", "PAY"));

  @Test
  void aCardThatIsUpdatedNeedsNoAmount() {
    Notification told = told(UPDATE);

    Report report = told.latest();
    assertThat(report.operation()).isEqualTo(Operation.VERIFICATION);
    assertThat(report.state()).isEqualTo(TransactionState.ACCEPTED);
    assertThat(report.amount()).isEqualTo(Money.of(0, Currency.EUR));
    assertThat(report.kind()).isEqualTo(EventKind.END_OF_PAYMENT);
    assertThat(told.isOfOurCard()).isTrue();
    assertThat(told.kept()).get().extracting(KeptCard::registered).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({
    "vads_operation_type, CREDIT",
    "vads_sequence_number, 2",
    "vads_url_check_src, REC",
  })
  void nobodyEntersACardOnARefundAnInstalmentOrARecurrence(String name, String value) {
    Map<String, String> fields = with("vads_amount", "0");
    fields.put("vads_currency", "978");
    fields.put(name, value);

    assertThat(told(fields).kept()).get().extracting(KeptCard::registered).isEqualTo(false);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "4970100000000055",
        "4970 1000 0000 0055",
        "497010XXXXXX0055",
        "SUB 4970100000000055",
        "4970-1000-0000-0055-A"
      })
  void aSubscriptionIsNotNamedByTheNumberOfACard(String id) {
    Notification rest = rest("\"orderStatus\":\"PAID\"", verification(id));
    Notification restOfAnother = rest("\"orderStatus\":\"PAID\"", verification("SUB-1"));

    assertThat(told(with("vads_subscription", id)).kept())
        .get()
        .extracting(KeptCard::subscription)
        .isEqualTo(Optional.empty());
    assertThat(told(with("vads_subscription", "SUB-1")).kept().flatMap(KeptCard::subscription))
        .isPresent();
    assertThat(rest.kept()).get().extracting(KeptCard::subscription).isEqualTo(Optional.empty());
    assertThat(restOfAnother.kept().flatMap(KeptCard::subscription)).isPresent();
  }

  private static String verification(String subscription) {
    return """
    {"uuid":"0123456789abcdef0123456789abcdef","detailedStatus":"ACCEPTED",\
    "operationType":"VERIFICATION","paymentMethodToken":"abc",\
    "transactionDetails":{"subscriptionDetails":{"subscriptionId":"%s"},\
    "cardDetails":{"pan":"497010XXXXXX0014"}}}\
    """
        .formatted(subscription);
  }

  @Test
  void aCardIsEnteredWhenTheGatewaySaysSo() {
    Map<String, String> fields = with("vads_effective_creation_date", "20260115100130");

    assertThat(told(fields).kept().flatMap(KeptCard::at))
        .contains(Instant.parse("2026-01-15T10:01:30Z"));
    assertThat(told(UPDATE).kept().flatMap(KeptCard::at))
        .contains(Instant.parse("2026-01-15T10:00:00Z"));
  }

  @Test
  void aCurrencyThatIsToldIsKept() {
    assertThat(told(with("vads_currency", "840")).latest().amount())
        .isEqualTo(Money.of(0, Currency.USD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"REGISTER", "REGISTER_UPDATE"})
  void whoLeavesSuchAPageLeavesNoPayment(String action) {
    Map<String, String> left = with("vads_page_action", action);
    left.remove("vads_operation_type");
    left.remove("vads_trans_uuid");
    left.remove("vads_identifier_status");
    left.put("vads_trans_status", "ABANDONED");

    Notification told = told(left);

    assertThat(told.latest().operation()).isEqualTo(Operation.VERIFICATION);
    assertThat(told.latest().amount()).isEqualTo(Money.of(0, Currency.EUR));
    assertThat(told.kept()).get().extracting(KeptCard::registered).isEqualTo(false);
  }

  @Test
  void aRefusedCardIsNotKept() {
    Map<String, String> refused = with("vads_trans_status", "REFUSED");
    refused.put("vads_identifier_status", "NOT_UPDATED");

    assertThat(told(refused).kept()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PAYMENT, DEBIT, ''",
    "PAYMENT, '', ''",
    "REGISTER_PAY, '', ''",
    "REGISTER_UPDATE, DEBIT, ''",
    "REGISTER_UPDATE, VERIFICATION, x",
  })
  void aPaymentStillHasToSayWhatWasPaid(String action, String operation, String amount) {
    Map<String, String> fields = with("vads_page_action", action);
    fields.put("vads_operation_type", operation);
    fields.put("vads_amount", amount);

    assertThatThrownBy(() -> told(fields)).isInstanceOf(Rejection.class);
  }

  @Test
  void theRestApiNeedsNoneEither() {
    Notification told =
        rest(
            "\"orderStatus\":\"PAID\"",
            """
            {"uuid":"0123456789abcdef0123456789abcdef","detailedStatus":"ACCEPTED",\
            "operationType":"VERIFICATION","paymentMethodToken":"abc",\
            "transactionDetails":{"cardDetails":{"pan":"497010XXXXXX0014"}}}\
            """);

    assertThat(told.latest().amount()).isEqualTo(Money.of(0, Currency.EUR));
    assertThat(told.latest().operation()).isEqualTo(Operation.VERIFICATION);
    assertThat(told.kept()).get().extracting(KeptCard::registered).isEqualTo(true);
  }

  @Test
  void norDoesWhoLeavesThere() {
    assertThat(rest("\"orderStatus\":\"ABANDONED\"", "").latest().amount())
        .isEqualTo(Money.of(0, Currency.EUR));
  }

  @Test
  void aPaymentOfTheRestApiHasToSayWhatWasPaid() {
    assertThatThrownBy(() ->
            rest(
                "\"orderStatus\":\"PAID\"",
                "{\"uuid\":\"1\",\"detailedStatus\":\"CAPTURED\",\"operationType\":\"DEBIT\"}"))
        .isInstanceOf(Rejection.class);
  }

  private static Notification rest(String status, String transaction) {
    String answer =
        """
        {"shopId":"12345678",%s,"serverDate":"2026-01-15T10:00:05+00:00",\
        "orderDetails":{"orderTotalAmount":null,"orderCurrency":null,"mode":"TEST",\
        "orderId":"CARD-1"},"transactions":[%s]}\
        """
            .formatted(status, transaction);
    AnswerSigner signer = new AnswerSigner(KEY);
    Form form =
        Form.parse(Vectors.body(Map.of("kr-answer", answer, "kr-hash", signer.sign(answer))));
    return AnswerSigner.verify(form, List.of(signer)).notification();
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> fields = new TreeMap<>(UPDATE);
    fields.put(name, value);
    return fields;
  }

  private static Notification told(Map<String, String> fields) {
    FormSigner signer = FormSigner.hmacSha256(KEY);
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put("signature", signer.sign(fields));
    return FormSigner.verify(Form.parse(Vectors.body(signed)), List.of(signer)).notification();
  }
}
