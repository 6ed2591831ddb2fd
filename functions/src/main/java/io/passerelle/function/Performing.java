package io.passerelle.function;

import io.passerelle.aws.Queue;
import io.passerelle.gateway.MoneyCalls;
import io.passerelle.gateway.WebServices;
import io.passerelle.store.Ledger;
import java.time.Clock;

/// What takes requests and what carries them out, put together.
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

  static Performer performer(Wiring wiring) {
    Ledger ledger = wiring.ledger();
    Wakeups wakeups = wiring.wakeups();
    Clock clock = wiring.clock();
    OperationWakeups operations = wiring.operationWakeups();
    WebServices services = new WebServices(new GatewayHttp(wiring.sender()));
    Inquiry inquiry = new Inquiry(ledger, services, new Recorder(ledger, wakeups, clock));
    OperationCall call =
        new OperationCall(
            ledger,
            new MoneyCalls(services),
            inquiry,
            new OperationBook(ledger, wakeups),
            operations,
            clock);
    return new Performer(
        ledger,
        wiring.shops(),
        new RestAccounts(wiring.brands()),
        new OrderReader(services),
        inquiry,
        call,
        operations,
        clock);
  }
}
