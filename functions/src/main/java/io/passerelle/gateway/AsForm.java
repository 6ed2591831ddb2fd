package io.passerelle.gateway;

import io.passerelle.edge.Json;
import io.passerelle.gateway.FieldPairs.Pair;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Report;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A payment that the REST API told as the form API's notification would have: the fields, not yet
/// signed.
///
/// A form tells one transaction: of several, the latest. What an answer does not say is left out,
/// but for fields that a notification always has.
final class AsForm {

  private final PaymentAnswer answer;
  private final Report report;
  private final Json transaction;
  private final Map<String, String> fields = new TreeMap<>();

  private AsForm(PaymentAnswer answer) {
    this.answer = answer;
    this.report = answer.reports().getFirst();
    List<Json> all = answer.json().get("transactions").items();
    this.transaction = all.isEmpty() ? Json.parse("{}") : all.getFirst();
  }

  /// `otherwise` is the attempt where the answer names none, as when the buyer left; `text` is the
  /// answer's own, from which the opaque hash is made.
  static Map<String, String> of(PaymentAnswer answer, String text, AttemptId otherwise) {
    AsForm form = new AsForm(answer);
    form.request(otherwise);
    form.outcome();
    form.authorisation();
    FieldPairs.ALL.forEach(form::copy);
    form.rest();
    form.fields.put("vads_hash", hash(text));
    form.fields.put("vads_url_check_src", answer.source().word());
    return form.fields;
  }

  private void request(AttemptId otherwise) {
    AttemptId attempt = report.attempt();
    put("vads_version", "V2");
    put("vads_action_mode", "INTERACTIVE");
    put("vads_page_action", report.operation() == Operation.VERIFICATION ? "REGISTER" : "PAYMENT");
    put("vads_site_id", report.order().siteId().value());
    put("vads_ctx_mode", report.mode().name());
    answer.orderId().ifPresent(id -> put("vads_order_id", id));
    put("vads_amount", Long.toString(report.amount().minorUnits()));
    put("vads_currency", report.amount().currency().numeric());
    put("vads_trans_id", (attempt.isNamed() ? attempt : otherwise).transactionId());
    put("vads_trans_date", FormDate.digits(startedAt()));
    if (report.sequence() == 1 && isWhole()) {
      put("vads_payment_config", "SINGLE");
    }
  }

  private boolean isWhole() {
    return new ToldTransaction(transaction)
        .ofTheOrder()
        .filter(report.amount()::equals)
        .isPresent();
  }

  private OffsetDateTime startedAt() {
    return new ToldTransaction(transaction)
        .moment(answer.json().get("serverDate"))
        .orElseGet(() -> report.attempt().day().atStartOfDay().atOffset(ZoneOffset.UTC));
  }

  private void outcome() {
    put("vads_trans_status", report.word());
    put("vads_result", RestWords.result(report.state()));
    put("vads_extra_result", "");
    report.uuid().ifPresent(uuid -> put("vads_trans_uuid", uuid));
    if (transaction.get("detailedStatus").isPresent()) {
      put("vads_operation_type", report.operation().name());
      put("vads_sequence_number", Integer.toString(report.sequence()));
    }
    Money moved = report.effective();
    put("vads_effective_amount", Long.toString(moved.minorUnits()));
    put("vads_effective_currency", moved.currency().numeric());
  }

  private void authorisation() {
    Json means = new ToldTransaction(transaction).means();
    String told = means.get("authorizationResponse").get("authorizationResult").text("");
    String refusal = transaction.get("detailedErrorCode").text("");
    put("vads_auth_result", RestWords.authorisation(told.isEmpty() ? refusal : told));
    if (means.get("manualValidation").isPresent()) {
      put("vads_validation_mode", means.get("manualValidation").text("").equals("YES") ? "1" : "0");
    }
    Json threeDs = means.get("threeDSResponse").get("authenticationResultData");
    Json value = means.get("authenticationResponse").get("value");
    put("vads_threeds_enrolled", RestWords.threeDs(threeDs.get("enrolled").text("")));
    String status = threeDs.get("status").text(value.get("status").text(""));
    put("vads_threeds_status", RestWords.threeDs(status));
    put("vads_threeds_auth_type", value.get("authenticationType").text(""));
  }

  private void copy(Pair pair) {
    Json object = pair.part().isOfTransaction() ? transaction : answer.json();
    for (String step : pair.part().path()) {
      Json next = object.get(step);
      boolean otherMeans = step.equals("cardDetails") && !next.isPresent();
      object = otherMeans ? object.get("paymentMethodDetails") : next;
    }
    value(object.get(pair.member()), pair.kind()).ifPresent(value -> put(pair.field(), value));
  }

  private static Optional<String> value(Json json, FieldPairs.Kind kind) {
    return switch (kind) {
      case TEXT -> json.text();
      case NUMBER -> json.number().map(String::valueOf);
      case DATE -> FormDate.ofIso(json.text("")).map(FormDate::digits);
    };
  }

  /// What takes more than another name.
  private void rest() {
    Json language = answer.json().get("customer").get("billingDetails").get("language");
    language.text().ifPresent(text -> put("vads_language", text.toLowerCase(Locale.ROOT)));
    FormDate.ofDigits(fields.getOrDefault("vads_effective_creation_date", ""))
        .ifPresent(created ->
            FormDate.ofDigits(fields.getOrDefault("vads_presentation_date", ""))
                .map(presented -> Math.max(0, ChronoUnit.DAYS.between(created, presented)))
                .ifPresent(days -> put("vads_capture_delay", Long.toString(days))));
    answer
        .json()
        .get("orderDetails")
        .get("metadata")
        .members()
        .forEach((name, value) -> {
          if (name.matches("[A-Za-z0-9_.-]{1,100}")) {
            value.text().ifPresent(text -> put("vads_ext_info_" + name, text));
          }
        });
  }

  private void put(String name, String value) {
    fields.put(name, value);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
