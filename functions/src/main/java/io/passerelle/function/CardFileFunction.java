package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.carddesk.CardFetch;
import io.passerelle.carddesk.CardFileWakeups;
import io.passerelle.carddesk.CardMonthRun;
import io.passerelle.carddesk.CardReading;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Works on files of expiring cards. Each message names by its first word what is to be done.
public final class CardFileFunction implements RequestStreamHandler {

  private final CardMonthRun months;
  private final CardFetch fetch;
  private final CardReading reading;

  /// Lambda calls this one.
  public CardFileFunction() {
    this(Wiring.ofLambda());
  }

  public CardFileFunction(Wiring wiring) {
    this.months =
        new CardMonthRun(
            wiring.cardBooks(),
            wiring.cardFiles(),
            wiring.mailQueue(),
            wiring.cardReminders(),
            wiring.clock());
    CardFileParts parts = new CardFileParts(wiring);
    this.fetch = parts.fetch();
    this.reading = parts.reading();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    List<String> failed = new ArrayList<>();
    for (SqsEvent.Message message : SqsEvent.read(event)) {
      try {
        handle(message.body(), TimeLeft.of(context));
      } catch (RuntimeException e) {
        failed.add(message.id());
        Log.line("message failed").with(Log.Field.ERROR, QueueFunction.error(e)).write();
      }
    }
    SqsEvent.answer(failed, out);
  }

  /// A word that is not known fails, and so ends among the dead letters.
  void handle(String body, BooleanSupplier timeLeft) {
    int colon = body.indexOf(':');
    String word = colon < 0 ? "" : body.substring(0, colon);
    String whose = body.substring(colon + 1);
    switch (word) {
      case CardFileWakeups.MONTH -> months.run(CardFileWakeups.month(whose));
      case CardFileWakeups.FETCH -> fetch.fetch(new SiteId(whose), timeLeft);
      case CardFileWakeups.READ -> reading.read(CardFileWakeups.file(whose), timeLeft);
      default -> throw new IllegalArgumentException("a message of no known kind");
    }
  }
}
