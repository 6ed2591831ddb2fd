package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Variable;
import io.passerelle.edge.Form;
import io.passerelle.edge.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VariablesTest {

  private static final Secret KEY = Secret.of("1122334455667788");
  private static final Map<String, String> FORM =
      Map.ofEntries(
          Map.entry("vads_site_id", "12345678"),
          Map.entry("vads_ctx_mode", "TEST"),
          Map.entry("vads_trans_id", "360000"),
          Map.entry("vads_trans_date", "20260115100000"),
          Map.entry("vads_trans_uuid", "0123456789abcdef0123456789abcdef"),
          Map.entry("vads_trans_status", "AUTHORISED"),
          Map.entry("vads_operation_type", "DEBIT"),
          Map.entry("vads_sequence_number", "1"),
          Map.entry("vads_amount", "4990"),
          Map.entry("vads_currency", "978"),
          Map.entry("vads_effective_amount", "4990"),
          Map.entry("vads_effective_currency", "978"),
          Map.entry("vads_order_id", "SO0042-1"),
          Map.entry("vads_card_brand", "VISA"),
          Map.entry("vads_card_number", "497010XXXXXX0055"),
          Map.entry("vads_card_country", "FR"),
          Map.entry("vads_warranty_result", "YES"),
          Map.entry("vads_risk_assessment_result", "INFORM;MANUAL_VALIDATION"),
          Map.entry("vads_language", "de"),
          Map.entry("vads_cust_country", "AT"),
          Map.entry("vads_cust_email", "zoe@buyer.example"),
          Map.entry("vads_cust_id", "C-77"),
          Map.entry("vads_ext_info_channel", "B2B"),
          Map.entry("vads_ext_info_", "nameless"),
          Map.entry("vads_url_check_src", "PAY"));
  private static final String ANSWER =
      """
      {"shopId":"12345678","orderStatus":"PAID","serverDate":"2026-01-15T10:00:05+00:00",
       "orderDetails":{"orderTotalAmount":4990,"orderCurrency":"EUR","mode":"TEST",
        "orderId":"SO0042-1","metadata":{"channel":"B2B","":"nameless"}},
       "customer":{"email":"zoe@buyer.example","reference":"C-77",
        "billingDetails":{"country":"AT","language":"de"}},
       "transactions":[{"uuid":"0123456789abcdef0123456789abcdef","amount":4990,"currency":"EUR",
        "paymentMethodType":"CARD","detailedStatus":"AUTHORISED","operationType":"DEBIT",
        "metadata":{"channel":"later ones lose"},
        "transactionDetails":{"sequenceNumber":1,"liabilityShift":"YES",
         "fraudManagement":{"riskAssessments":{"results":["INFORM","MANUAL_VALIDATION"]}},
         "cardDetails":{"effectiveBrand":"VISA","pan":"497010XXXXXX0055","country":"FR",
          "legacyTransId":"360000","legacyTransDate":"2026-01-15T10:00:00+00:00"}}}]}
      """;

  @Test
  void onePaymentHasTheSameVariablesInBothFormats() {
    Map<String, String> form = form(FORM).variables();

    assertThat(form).isEqualTo(rest(ANSWER).variables());
    assertThat(form)
        .containsEntry("amount", "49.90")
        .containsEntry("event_source", "END_OF_PAYMENT")
        .containsEntry("ext_info_channel", "B2B");
  }

  @Test
  void everyVariableOfANotificationIsOneThatConditionsMayAskAbout() {
    Map<String, String> form = form(FORM).variables();

    assertThat(form.keySet()).allMatch(name -> Variable.named(name).isPresent());
    assertThat(Variable.names())
        .filteredOn(name -> !form.containsKey(name))
        .containsExactly("order_state", "paid_attempts");
    form.forEach((name, value) -> {
      List<String> words = Variable.named(name).orElseThrow().words();
      assertThat(words.isEmpty() || words.contains(value)).as(name).isTrue();
    });
  }

  @Test
  void noCardNumberIsAVariable() {
    assertThat(form(FORM).variables().values()).noneMatch(value -> value.contains("497010"));
    assertThat(rest(ANSWER).variables().values()).noneMatch(value -> value.contains("497010"));
  }

  @Test
  void whatWasNotToldIsNotThere() {
    Map<String, String> bare = new TreeMap<>(FORM);
    bare.put("vads_cust_email", "");
    bare.put("vads_card_brand", " ");
    bare.remove("vads_ext_info_channel");

    assertThat(form(bare).variables())
        .doesNotContainKeys("buyer_email", "payment_method", "ext_info_channel");
  }

  @Test
  void anythingButACardIsKnownByItsName() {
    String wallet =
        ANSWER
            .replace("\"CARD\"", "\"PAYPAL\"")
            .replace("\"effectiveBrand\":\"VISA\",", "\"effectiveBrand\":null,");

    assertThat(rest(wallet).variables()).containsEntry("payment_method", "PAYPAL");
  }

  @Test
  void freeFieldsAreLimitedInNumberAndLength() {
    Map<String, String> many = new TreeMap<>(FORM);
    for (int i = 0; i < 200; i++) {
      many.put("vads_ext_info_f" + i, "x".repeat(1_000));
    }

    Map<String, String> variables = form(many).variables();

    assertThat(variables.keySet().stream().filter(name -> name.startsWith("ext_info_")))
        .hasSize(50);
    assertThat(variables.values()).allMatch(value -> value.length() <= 255);
  }

  private static Notification form(Map<String, String> fields) {
    FormSigner signer = FormSigner.hmacSha256(KEY);
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put("signature", signer.sign(fields));
    return FormSigner.verify(Vectors.form(signed), List.of(signer)).notification();
  }

  private static Notification rest(String answer) {
    AnswerSigner signer = new AnswerSigner(KEY);
    Form form = Vectors.form(Map.of("kr-answer", answer, "kr-hash", signer.sign(answer)));
    return AnswerSigner.verify(form, List.of(signer)).notification();
  }
}
