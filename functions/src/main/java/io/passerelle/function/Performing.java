package io.passerelle.function;

import io.passerelle.aws.Queue;

/// What takes requests, put together for whoever asks.
final class Performing {

  private Performing() {}

  /// Where refunds, cancellations, captures and modifications are asked for. Needs the queues of
  /// operations and of deliveries.
  static Operations operations(Wiring wiring) {
    Queue deliveries = wiring.deliveryQueue();
    OperationBook book = new OperationBook(wiring.ledger(), new Wakeups(deliveries, deliveries));
    return new Operations(
        wiring.ledger(), wiring.shops(), book, wiring.operationWakeups(), wiring.clock());
  }
}
