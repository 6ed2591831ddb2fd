package io.passerelle.function;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;

/// Receives the gateway's notifications about tokens (ITN), at one address for all shops of all
/// companies.
///
/// The gateway sends each once and tells nobody where that fails. So what can be read is written
/// down before anything is looked up or believed. Whose key signed it and its place are added then,
/// it is answered whether that succeeds or not, and what it means is found out behind.
public final class CardUpdateFunction extends HttpFunction {

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

  @Override
  protected Reply rejected(Rejection rejection) {
    return Reply.text(rejection.reason().status(), Words.of(rejection));
  }
}
