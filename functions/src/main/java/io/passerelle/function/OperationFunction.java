package io.passerelle.function;

/// Carries out refunds, cancellations, captures and modifications: each message wakes one request.
public final class OperationFunction extends QueueFunction {

  private final Performer performer;

  /// Lambda calls this one.
  public OperationFunction() {
    this(Wiring.ofLambda());
  }

  public OperationFunction(Wiring wiring) {
    this.performer = Performing.performer(wiring);
  }

  @Override
  protected void handle(String body) {
    performer.perform(OperationWakeups.operation(body));
  }
}
