package io.passerelle.function;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import java.util.Set;

/// Receives the gateway's notifications about tokens (ITN), at one address for all shops of all
/// companies.
///
/// The gateway sends each once and tells nobody where that fails. So what can be read is written
/// down before anything is looked up or believed. Whose key signed it and its place are added then,
/// it is answered whether that succeeds or not, and what it means is found out behind.
public final class CardUpdateFunction extends HttpFunction {

  private static final Set<Reason> LEFT = Set.of(Reason.WRONG_SOURCE, Reason.TOO_LARGE);

  private final CardInbox inbox;
  private final SourceRanges sources;

  /// Lambda calls this one.
  public CardUpdateFunction() {
    this(Wiring.ofLambda());
  }

  public CardUpdateFunction(Wiring wiring) {
    this.inbox = new CardInbox(wiring);
    this.sources = wiring.notificationSources();
  }

  @Override
  protected Reply answer(Request request) {
    sources.require(request.sourceAddress());
    inbox.take(request.bytes(), sources.areSet());
    return Reply.text(200, "OK-Token notification received.");
  }

  /// What is too large to be read, or from an address that the gateway was not known to have,
  /// leaves no row: the operators' alarm rings, since the gateway's addresses may have changed.
  @Override
  protected Reply rejected(Rejection rejection) {
    if (LEFT.contains(rejection.reason())) {
      Log.line("card update refused").with(Log.Field.REASON, rejection.reason().name()).write();
    }
    return Reply.text(rejection.reason().status(), Words.of(rejection));
  }
}
