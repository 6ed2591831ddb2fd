package io.passerelle.gateway;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Report;
import java.util.List;

/// A `kr-answer` whose hash was verified; only [AnswerSigner] makes one. It is read here and
/// nowhere else.
public final class SignedAnswer {

  private final Form form;
  private final PaymentAnswer answer;

  SignedAnswer(Form form) {
    this.form = form;
    this.answer = read(form);
  }

  static PaymentAnswer read(Form form) {
    return new PaymentAnswer(
        Json.parse(form.field(AnswerSigner.ANSWER).orElse("")),
        CallSource.of(form.field(AnswerSigner.SOURCE).filter(word -> !word.isEmpty())));
  }

  /// The answer as a notification (REST V4 documentation, `V4/Payment`).
  public Notification notification() {
    List<Report> reports = answer.reports();
    EventKind told = reports.getFirst().kind();
    EventKind kind = answer.source().isReplay() ? EventKind.REPLAY : told;
    byte[] bytes = form.only(name -> name.startsWith("kr-"));
    return new Notification(
        Claim.Format.REST,
        kind,
        told,
        reports,
        bytes,
        Details.of(answer.json()),
        KeptCard.of(answer.json()));
  }

  public Mode mode() {
    return answer.mode();
  }
}
