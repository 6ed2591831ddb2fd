package io.passerelle.function;

import io.passerelle.payment.Deed;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.By;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Step;
import io.passerelle.store.HistoryLine;
import java.time.Instant;

/// The lines of requests in an order's history, in the gateway's own manner.
final class OperationLines {

  private OperationLines() {}

  static HistoryLine of(OperationRequest request, Instant at) {
    return new HistoryLine(
        request.id().order(),
        id(request, at),
        at,
        name(request),
        request.by() == By.PLATFORM ? Origins.PLATFORM : Origins.BACK_OFFICE,
        info(request));
  }

  static String id(OperationRequest request, Instant at) {
    return at + "#4O#" + request.id().key() + "#" + request.version();
  }

  private static String name(OperationRequest request) {
    return switch (request.wish()) {
      case REFUND -> "Refund";
      case CANCEL -> "Cancellation";
      case CAPTURE -> "Capture";
      case MODIFY -> "Modification";
    };
  }

  private static String info(OperationRequest request) {
    String said =
        switch (request.state()) {
          case ASKED -> asked(request);
          case CALLING -> "CALLING, " + request.step().map(OperationLines::shown).orElse("");
          case LOST -> "ANSWER LOST" + code(request) + next(request);
          case DONE -> "DONE" + done(request) + code(request);
          case REFUSED -> "REFUSED" + done(request) + reason(request) + code(request);
        };
    return said + ", key=" + request.id().key();
  }

  private static String asked(OperationRequest request) {
    boolean isNew = request.version() == 0;
    return isNew
        ? "ASKED, amount=" + request.amount().map(Object::toString).orElse("all")
        : "TO BE MADE" + done(request) + reason(request) + code(request) + next(request);
  }

  private static String shown(Step step) {
    String what =
        switch (step.call()) {
          case Deed.Refund refund -> "refund=" + refund.sent();
          case Deed.Cancel cancel -> "cancel=" + cancel.amount();
          case Deed.Modify modify -> "modify to=" + modify.left();
          case Deed.Validate validate -> "validate=" + validate.amount();
        };
    return what + ", transaction=" + step.call().uuid();
  }

  private static String done(OperationRequest request) {
    return request.done().minorUnits() == 0 ? "" : ", amount=" + request.done();
  }

  private static String reason(OperationRequest request) {
    return request.why().map(Refusal::words).map(words -> ", reason=" + words).orElse("");
  }

  private static String code(OperationRequest request) {
    return request.detail().isEmpty() ? "" : ", answer=" + request.detail();
  }

  private static String next(OperationRequest request) {
    return request.due().map(at -> ", next=" + at).orElse("");
  }
}
