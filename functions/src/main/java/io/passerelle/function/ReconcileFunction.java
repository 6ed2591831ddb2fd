package io.passerelle.function;

/// Asks the gateway about orders of which it told nothing final: each message wakes one order.
public final class ReconcileFunction extends QueueFunction {

  private final Reconciler reconciler;

  /// Lambda calls this one.
  public ReconcileFunction() {
    this(Wiring.ofLambda());
  }

  public ReconcileFunction(Wiring wiring) {
    this.reconciler = wiring.reconciler();
  }

  @Override
  protected void handle(String body) {
    reconciler.askIfDue(OrderWakeups.order(body));
  }
}
