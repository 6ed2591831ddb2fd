package io.passerelle.function;

import io.passerelle.payment.SiteId;

/// Carries recoveries that are too large for one call to their end: each message goes on with one
/// shop's.
public final class RecoveryFunction extends QueueFunction {

  private final RecoveryCourse course;

  /// Lambda calls this one.
  public RecoveryFunction() {
    this(Wiring.ofLambda());
  }

  public RecoveryFunction(Wiring wiring) {
    this.course = wiring.recoveryCourse();
  }

  @Override
  protected void handle(String body) {
    course.goOn(new SiteId(body));
  }
}
