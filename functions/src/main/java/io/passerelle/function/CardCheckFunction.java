package io.passerelle.function;

/// Deals with ITNs and asks the gateway about tokens: each message wakes one of either.
public final class CardCheckFunction extends QueueFunction {

  private final CardCourse course;

  /// Lambda calls this one.
  public CardCheckFunction() {
    this(Wiring.ofLambda());
  }

  public CardCheckFunction(Wiring wiring) {
    this.course = new CardCourse(wiring);
  }

  @Override
  protected void handle(String body) {
    CardWakeups.read(body, course::deal, course::check);
  }
}
