package io.passerelle.function;

import io.passerelle.delivery.DeliveryId;

/// Tells shops what happened: each message wakes one delivery.
public final class DeliveryFunction extends QueueFunction {

  private final Courier courier;

  /// Lambda calls this one.
  public DeliveryFunction() {
    this(Wiring.ofLambda());
  }

  public DeliveryFunction(Wiring wiring) {
    Dispatch dispatch =
        new Dispatch(
            wiring.ledger(),
            wiring.sessions(),
            wiring.sender(),
            wiring.appTokens(),
            wiring.clock());
    this.courier =
        new Courier(
            wiring.ledger(),
            wiring.sessions(),
            wiring.shops(),
            dispatch,
            new AlertModes(new Alerts(wiring.consoleUrl()), wiring.ledger(), wiring.digests()),
            wiring.pace(),
            wiring.wakeups(),
            wiring.clock());
  }

  @Override
  protected void handle(String body) {
    courier.attempt(DeliveryId.parse(body));
  }
}
