package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.carddesk.CardFileWakeups;
import io.passerelle.carddesk.CardMonthPlan;
import io.passerelle.edge.Log;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;

/// Every day at 04:00 UTC: has the month's work with kept cards done that is not done yet, which is
/// all of it on the 1st.
public final class CardMonthFunction implements RequestStreamHandler {

  private final CardMonthPlan plan;
  private final Clock clock;

  /// Lambda calls this one.
  public CardMonthFunction() {
    this(Wiring.ofLambda());
  }

  public CardMonthFunction(Wiring wiring) {
    this.plan = new CardMonthPlan(wiring.cardBooks(), new CardFileWakeups(wiring.cardFileQueue()));
    this.clock = wiring.clock();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context) {
    int planned = plan.plan(clock.instant());
    Log.line("card months planned").with(Log.Field.COUNT, planned).write();
  }
}
