package io.passerelle.function;

import io.passerelle.gateway.MoneyCalls;
import io.passerelle.gateway.WebServices;
import io.passerelle.store.Ledger;
import java.time.Clock;

/// What carries requests out, put together: it needs more than what takes them does.
final class Carrying {

  private Carrying() {}

  static Performer performer(Wiring wiring) {
    Ledger ledger = wiring.ledger();
    Wakeups wakeups = wiring.wakeups();
    Clock clock = wiring.clock();
    OperationWakeups operations = wiring.operationWakeups();
    WebServices services = new WebServices(new GatewayHttp(wiring.sender()));
    Inquiry inquiry = new Inquiry(ledger, services, wiring.recorder());
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
