package io.passerelle.function;

import io.passerelle.gateway.ServiceAnswer.Failed;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.Reading;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Step;
import java.time.Instant;

/// What becomes of a request after each thing that can happen at the gateway.
///
/// **A refund is never asked for a second time on a guess.** While its answer is lost the gateway
/// is read; what it does not show a quarter of an hour later ends as refused, and a person decides.
/// What leads to a state that can be reached once (a cancellation, a modification, a validation) is
/// then decided anew.
final class OperationCourse {

  private OperationCourse() {}

  /// The gateway could not be read.
  static OperationRequest unread(OperationRequest request, Failed why, Instant now) {
    if (request.isUnderWay()) {
      Instant end = request.step().orElseThrow().at().plus(OperationRequest.PATIENCE);
      return now.isAfter(end)
          ? request.refused(Refusal.UNCERTAIN, why.code())
          : request.lost(now, why.code());
    }
    return switch (why.trouble()) {
      case BAD_CREDENTIALS -> request.refused(Refusal.BAD_CREDENTIALS, why.code());
      case NOT_OFFERED -> request.refused(Refusal.NOT_OFFERED, why.code());
      case BAD_CALL -> request.refused(Refusal.BAD_CALL, why.code());
      case REFUSED -> request.refused(Refusal.BY_GATEWAY, why.code());
      case NOT_FOUND, TOO_MANY_RESULTS, RATE_LIMITED, UNAVAILABLE, GARBAGE ->
          later(request, now, Refusal.UNAVAILABLE, why.code());
    };
  }

  /// What a reading says of a call whose answer did not come.
  static OperationRequest traced(OperationRequest request, Reading reading, Instant now) {
    Step step = request.step().orElseThrow();
    return switch (step.in(reading)) {
      case DONE -> {
        OperationRequest made = request.made(now);
        yield made.isFulfilled() ? made.ended("") : made;
      }
      case DENIED -> request.refused(Refusal.BY_ISSUER, "");
      case NONE -> {
        if (now.isBefore(step.at().plus(OperationRequest.SETTLED))) {
          yield request.lost(now, request.detail());
        }
        yield step.converges()
            ? request.anew(now, "")
            : request.refused(Refusal.NOT_SHOWN, request.detail());
      }
    };
  }

  /// At first the payment is read again at once, since it may have been captured meanwhile; after
  /// that the gateway is given time, or believed.
  static OperationRequest otherState(OperationRequest request, Instant now, String code) {
    if (request.tries() == 0) {
      return request.anew(now, code);
    }
    return code.equals("PSP_011") || code.equals("PSP_503")
        ? request.refused(Refusal.BY_GATEWAY, code)
        : later(request, now, Refusal.BY_GATEWAY, code);
  }

  /// To be tried again after a while, for a day.
  static OperationRequest later(OperationRequest request, Instant now, Refusal why, String code) {
    return request.isTooOld(now) ? request.refused(why, code) : request.later(now, why, code);
  }
}
