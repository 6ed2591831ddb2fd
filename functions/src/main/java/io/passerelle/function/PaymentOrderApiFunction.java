package io.passerelle.function;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.store.RepeatKeys;
import io.passerelle.store.Tries;
import io.passerelle.webservice.ApiCalls;
import io.passerelle.webservice.ApiCreation;
import io.passerelle.webservice.ApiDocument;
import io.passerelle.webservice.Callers;

/// Payment orders in the project's own style, below `/api/`, and the document that says how.
public final class PaymentOrderApiFunction extends HttpFunction {

  private final Callers callers;
  private final OrderDesks desks;
  private final ApiCreation creation;

  /// Lambda calls this one.
  public PaymentOrderApiFunction() {
    this(Wiring.ofLambda());
  }

  public PaymentOrderApiFunction(Wiring wiring) {
    this.callers = new Callers(wiring.shops(), new Tries(wiring.table()), wiring.clock());
    this.desks = new OrderDesks(wiring);
    this.creation = new ApiCreation(new RepeatKeys(wiring.table()), wiring.clock());
  }

  @Override
  protected Reply answer(Request request) {
    if (request.path().equals(ApiDocument.PATH)) {
      return ApiDocument.reply(PublicUrl.of(request));
    }
    return new ApiCalls(callers, desks.of(request), desks.searches(request), creation)
        .answer(request);
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return ApiCalls.refused(rejection);
  }
}
