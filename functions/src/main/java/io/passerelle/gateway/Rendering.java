package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Report;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Tells what the gateway told in the other of its two formats, signed with the shop's key: by what
/// a rule asks for, and where a web service and no notification told it.
///
/// The same notification and key make the same bytes each time. What one format has no place for is
/// lost in it: the transaction id of a buyer who left (REST), all transactions but the latest, and
/// that it was a payment order (form).
public final class Rendering {

  private Rendering() {}

  /// A REST notification, which was verified when it came, as a signed form. `otherwise` is the
  /// attempt where the notification names none.
  public static byte[] asForm(byte[] notification, AttemptId otherwise, FormSigner signer) {
    Form form = Form.parse(notification);
    String text = form.field(AnswerSigner.ANSWER).orElse("");
    return signed(AsForm.of(SignedAnswer.read(form), text, otherwise), signer);
  }

  /// A form's notification, which was verified when it came, as a signed `kr-answer`.
  public static byte[] asAnswer(byte[] notification, AnswerSigner signer) {
    Form form = Form.parse(notification);
    Report report = new SignedForm(form).notification().latest();
    String source = form.field("vads_url_check_src").orElse("");
    return signed(AsAnswer.of(form.fields(), report), source, signer);
  }

  /// What a web service was asked for: `order` and `mode`, what the order was to pay, and the kind
  /// of asking, [EventKind#RECONCILIATION] or [EventKind#OPERATION].
  public record Question(OrderId order, Mode mode, Money asked, EventKind kind) {}

  /// A transaction of which a web service told, as the notification that would have told of it.
  public static Notification asNotification(
      ToldTransaction told, Question question, FormSigner signer) {
    Report report = report(told, question);
    String text = AsAnswer.of(told, report);
    PaymentAnswer answer = answer(text, told, question);
    byte[] bytes = signed(AsForm.of(answer, text, report.attempt()), signer);
    return notification(Claim.Format.FORM, answer, bytes, question);
  }

  /// The same for a shop that has no key for forms.
  public static Notification asNotification(
      ToldTransaction told, Question question, AnswerSigner signer) {
    String text = AsAnswer.of(told, report(told, question));
    PaymentAnswer answer = answer(text, told, question);
    byte[] bytes = signed(text, answer.source().word(), signer);
    return notification(Claim.Format.REST, answer, bytes, question);
  }

  private static Notification notification(
      Claim.Format format, PaymentAnswer answer, byte[] bytes, Question question) {
    List<Report> reports = answer.reports();
    EventKind told = reports.getFirst().kind();
    Map<String, String> details = Details.of(answer.json());
    return new Notification(
        format, question.kind(), told, reports, bytes, details, KeptCard.of(answer.json()));
  }

  private static PaymentAnswer answer(String text, ToldTransaction told, Question question) {
    return new PaymentAnswer(Json.parse(text), source(told, question));
  }

  /// Under which word the gateway would have told of it.
  private static CallSource source(ToldTransaction told, Question question) {
    if (told.operation() == Operation.CREDIT || question.kind() == EventKind.OPERATION) {
      return new CallSource("MERCH_BO");
    }
    return new CallSource(told.sequence() > 1 ? "BATCH_AUTO" : "PAY");
  }

  private static Report report(ToldTransaction told, Question question) {
    return new Report(
        question.order(),
        question.mode(),
        told.uuid(),
        told.startedBy(),
        told.operation(),
        told.sequence(),
        told.state(),
        told.word(),
        question.asked(),
        told.moved().orElse(question.asked()),
        source(told, question).told(told.state(), told.sequence()));
  }

  static byte[] signed(Map<String, String> fields, FormSigner signer) {
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put(FormSigner.SIGNATURE, signer.sign(fields));
    return body(signed);
  }

  private static byte[] signed(String answer, String source, AnswerSigner signer) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("kr-hash-key", "password");
    fields.put("kr-hash-algorithm", "sha256_hmac");
    fields.put(AnswerSigner.ANSWER, answer);
    fields.put("kr-answer-type", "V4/Payment");
    fields.put(AnswerSigner.HASH, signer.sign(answer));
    if (!source.isEmpty()) {
      fields.put(AnswerSigner.SOURCE, source);
    }
    return body(fields);
  }

  static byte[] body(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
