package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Form;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Vectors.Vector;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Report;
import io.passerelle.payment.Seed;
import io.passerelle.payment.TransactionState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A notification in the other format is read by our own readers as the same report.
class RenderingTest {

  private static final FormSigner FORM = FormSigner.hmacSha256(Secret.of("1122334455667788"));
  private static final AnswerSigner REST = new AnswerSigner(Secret.of("testpassword_of_a_test"));
  private static final AttemptId OTHERWISE = new AttemptId(LocalDate.parse("2026-01-15"), "123456");
  private static final List<String> SOURCES =
      List.of("PAY", "BATCH", "BATCH_AUTO", "MERCH_BO", "REC", "RETRY", "BO");

  static List<Vector> forms() {
    return Vectors.forms().stream()
        .filter(vector -> vector.fields().containsKey("vads_trans_status"))
        .toList();
  }

  static List<Vector> answers() {
    return Vectors.answers().stream().filter(vector -> !vector.raw().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aPublishedFormIsTheSameInRest(Vector vector) {
    Notification form = new SignedForm(vector.signedForm()).notification();

    Notification rest = rest(Rendering.asAnswer(form.signedBytes(), REST));

    assertThat(rest.reports()).isEqualTo(form.reports());
    assertThat(rest.kind()).isEqualTo(form.kind());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aPublishedAnswerIsTheSameAsAForm(Vector vector) {
    Notification rest = new SignedAnswer(vector.signedAnswer()).notification();

    Notification form = form(Rendering.asForm(rest.signedBytes(), OTHERWISE, FORM));

    assertThat(form.latest()).isEqualTo(rest.latest());
    assertThat(form.kind()).isEqualTo(rest.kind());
  }

  @Test
  void whatAModuleReadsOfAPublishedAnswerIsInTheForm() {
    byte[] told = new SignedAnswer(Vectors.of("kr-09").signedAnswer()).notification().signedBytes();

    Map<String, String> form = Form.parse(Rendering.asForm(told, OTHERWISE, FORM)).fields();

    assertThat(form)
        .containsEntry("vads_result", "00")
        .containsEntry("vads_auth_result", "00")
        .containsEntry("vads_auth_number", "3fbb09")
        .containsEntry("vads_card_number", "497010XXXXXX0055")
        .containsEntry("vads_card_brand", "VISA")
        .containsEntry("vads_expiry_month", "12")
        .containsEntry("vads_expiry_year", "2025")
        .containsEntry("vads_bank_label", "Banque de demo et de l'innovation")
        .containsEntry("vads_warranty_result", "NO")
        .containsEntry("vads_identifier", "854d630f17f54ee7bce03fb4fcf764e9")
        .containsEntry("vads_trans_date", "20240415074820")
        .containsEntry("vads_presentation_date", "20240421074820")
        .containsEntry("vads_capture_delay", "6")
        .containsEntry("vads_cust_email", "john.doe@acme.org")
        .containsEntry("vads_cust_zip", "05597")
        .containsEntry("vads_language", "fr")
        .containsEntry("vads_threeds_status", "N")
        .containsEntry("vads_payment_config", "SINGLE")
        .containsEntry("vads_url_check_src", "PAY")
        .containsKey("vads_hash");
  }

  @Test
  void whatAModuleReadsOfAPublishedFormIsInTheAnswer() {
    byte[] told = new SignedForm(Vectors.of("form-14").signedForm()).notification().signedBytes();

    Form form = Form.parse(Rendering.asAnswer(told, REST));

    assertThat(form.field("kr-hash-key")).contains("password");
    assertThat(form.field("kr-hash-algorithm")).contains("sha256_hmac");
    assertThat(form.field("kr-answer-type")).contains("V4/Payment");
    assertThat(form.field("kr-answer").orElseThrow())
        .contains(
            "\"amount\":144256,\"currency\":\"EUR\"",
            "\"effectiveAmount\":224000,\"effectiveCurrency\":\"USD\"",
            "\"orderTotalAmount\":224000",
            "\"orderStatus\":\"PAID\"",
            "\"pan\":\"597010XXXXXX0018\"",
            "\"legacyTransId\":\"500021\",\"legacyTransDate\":\"2022-01-07T13:53:22+00:00\"");
  }

  @Test
  void anyNotificationComesBackFromTheOtherFormatAsItWas() {
    Random random = new Random(Seed.of(RenderingTest.class));
    for (int i = 0; i < 500; i++) {
      Map<String, String> fields = fields(random);
      Notification form = form(signed(fields));

      byte[] asAnswer = Rendering.asAnswer(form.signedBytes(), REST);
      Notification rest = rest(asAnswer);
      byte[] asForm = Rendering.asForm(asAnswer, form.latest().attempt(), FORM);

      assertThat(rest.reports()).as("%s", fields).containsExactly(inRest(form.latest()));
      assertThat(form(asForm).reports()).as("%s", fields).isEqualTo(form.reports());
      assertThat(rest.kind()).isEqualTo(form.kind());
      assertThat(Rendering.asAnswer(form.signedBytes(), REST)).isEqualTo(asAnswer);
      assertThat(Rendering.asForm(asAnswer, form.latest().attempt(), FORM)).isEqualTo(asForm);
    }
  }

  /// A buyer who left has no transaction, and with it no transaction id, in the REST API.
  private static Report inRest(Report report) {
    boolean left =
        report.uuid().isEmpty()
            && List.of(TransactionState.ABANDONED, TransactionState.NOT_CREATED)
                .contains(report.state());
    return left
        ? new Report(
            report.order(),
            report.mode(),
            report.uuid(),
            AttemptId.unnamed(report.attempt().day()),
            report.operation(),
            report.sequence(),
            report.state(),
            report.word(),
            report.amount(),
            report.effective(),
            report.kind())
        : report;
  }

  private static Map<String, String> fields(Random random) {
    Map<String, String> fields = new TreeMap<>();
    TransactionState state = any(random, List.of(TransactionState.values()));
    boolean left = state == TransactionState.ABANDONED || state == TransactionState.NOT_CREATED;
    Currency currency = any(random, List.of(Currency.values()));
    fields.put("vads_site_id", "12345678");
    fields.put("vads_ctx_mode", random.nextBoolean() ? "TEST" : "PRODUCTION");
    fields.put("vads_trans_id", "%06d".formatted(random.nextInt(900_000)));
    fields.put(
        "vads_trans_date",
        "202601%02d%02d3000".formatted(1 + random.nextInt(28), random.nextInt(24)));
    fields.put("vads_trans_status", random.nextInt(20) == 0 ? "A_NEW_WORD" : state.name());
    fields.put("vads_order_id", "SO \u00e9\"\\/" + random.nextInt(1_000) + "\ud83d\ude00");
    fields.put("vads_amount", Long.toString(random.nextLong(1_000_000_000_000L)));
    fields.put("vads_currency", currency.numeric());
    fields.put("vads_url_check_src", any(random, SOURCES));
    boolean abandonedWithoutTransaction =
        left && fields.get("vads_trans_status").equals(state.name());
    if (!abandonedWithoutTransaction) {
      fields.put("vads_trans_uuid", "%032x".formatted(random.nextLong(Long.MAX_VALUE)));
      fields.put("vads_operation_type", any(random, List.of(Operation.values())).name());
      fields.put("vads_sequence_number", Integer.toString(1 + random.nextInt(4)));
      fields.put("vads_effective_amount", Long.toString(random.nextLong(1_000_000_000_000L)));
      fields.put("vads_effective_currency", any(random, List.of(Currency.values())).numeric());
      fields.put("vads_card_number", "497010XXXXXX0055");
      fields.put("vads_expiry_month", "6");
    }
    if (random.nextBoolean()) {
      fields.put("vads_ext_info_a", "b=c&d+e");
      fields.put("vads_cust_name", "");
      fields.put("vads_language", "fr");
    }
    return fields;
  }

  private static <T> T any(Random random, List<T> list) {
    return new ArrayList<>(list).get(random.nextInt(list.size()));
  }

  private static byte[] signed(Map<String, String> fields) {
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put("signature", FORM.sign(fields));
    return Vectors.body(signed);
  }

  private static Notification form(byte[] body) {
    return FormSigner.verify(Form.parse(body), List.of(FORM)).notification();
  }

  private static Notification rest(byte[] body) {
    assertThat(new String(body, UTF_8)).startsWith("kr-hash-key=password&");
    return AnswerSigner.verify(Form.parse(body), List.of(REST)).notification();
  }
}
