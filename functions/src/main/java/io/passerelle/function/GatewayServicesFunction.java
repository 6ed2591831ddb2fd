package io.passerelle.function;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.store.Tries;
import io.passerelle.webservice.Callers;
import io.passerelle.webservice.GatewayCalls;
import java.time.Clock;

/// The gateway's web services on payment orders, below `/api-payment/V4/`: a client of the gateway
/// changes the host alone.
public final class GatewayServicesFunction extends HttpFunction {

  private final Callers callers;
  private final OrderDesks desks;
  private final Clock clock;

  /// Lambda calls this one.
  public GatewayServicesFunction() {
    this(Wiring.ofLambda());
  }

  public GatewayServicesFunction(Wiring wiring) {
    this.callers = new Callers(wiring.shops(), new Tries(wiring.table()), wiring.clock());
    this.desks = new OrderDesks(wiring);
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    String service = request.pathParameters().getOrDefault("service", "");
    return new GatewayCalls(callers, desks.of(request), clock).answer(service, request);
  }

  /// Such as one so large that not even its path could be read.
  @Override
  protected Reply rejected(Rejection rejection) {
    return GatewayCalls.unread(rejection, clock.instant());
  }
}
