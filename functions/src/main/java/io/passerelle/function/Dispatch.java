package io.passerelle.function;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Sender;
import io.passerelle.delivery.Timings;
import io.passerelle.delivery.Verdict;
import io.passerelle.payment.Order;
import io.passerelle.shop.PlatformVoice;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.Ledger;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Sends a delivery to where its target listens now, and says what came of it.
final class Dispatch {

  /// What came of a sending: the attempt to record, the URL that was called, and whether the shop
  /// said in words that it did nothing, of an order that is paid: modules say so of every payment
  /// that failed. `learnt` is what a platform told besides, to be kept with the session; after what
  /// is the `last` no other attempt would fare better.
  record Result(
      Attempt attempt,
      Verdict verdict,
      String url,
      Optional<Order> order,
      boolean refusedInWords,
      Map<String, String> learnt,
      boolean last) {

    Result(
        Attempt attempt,
        Verdict verdict,
        String url,
        Optional<Order> order,
        boolean refusedInWords) {
      this(attempt, verdict, url, order, refusedInWords, Map.of(), false);
    }
  }

  static final String INTERRUPTED = "INTERRUPTED";

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Ledger ledger;
  private final Sessions sessions;
  private final Sender sender;
  private final AppTokens tokens;
  private final Clock clock;

  Dispatch(Ledger ledger, Sessions sessions, Sender sender, AppTokens tokens, Clock clock) {
    this.ledger = ledger;
    this.sessions = sessions;
    this.sender = sender;
    this.tokens = tokens;
    this.clock = clock;
  }

  Result send(Delivery delivery, Optional<Shops.Entry> shop) {
    Optional<Order> order = ledger.order(delivery.id().order());
    String url =
        shop.flatMap(entry -> Targets.url(delivery.target(), entry, delivery.mode())).orElse("");
    Optional<HistoryLine> line =
        ledger
            .line(delivery.id().order(), delivery.event())
            .filter(one -> one.received().isPresent());
    Instant at = clock.instant();
    Optional<PlatformVoice> voice = shop.flatMap(entry -> Targets.voice(delivery.target(), entry));
    if (voice.isPresent() && order.isPresent() && !delivery.isAbandonedByWorkers()) {
      return new VoiceCall(
              voice.get(), OperationResults.of(delivery, ledger), sender, sessions, tokens)
          .tell(delivery, shop.get(), order.get(), at);
    }
    if (delivery.isAbandonedByWorkers() || line.isEmpty() || shop.isEmpty()) {
      return unsent(delivery, at, url, order, FailureClass.OTHER, INTERRUPTED);
    }
    Optional<byte[]> bytes = Renderings.of(delivery, shop.get(), line.get(), order);
    if (bytes.isEmpty()) {
      String missing = Renderings.missing(delivery, shop.get(), line.get());
      return unsent(delivery, at, url, order, FailureClass.NO_KEY, missing);
    }
    byte[] body = bytes.get();
    Answer answer =
        sender.send(new Outgoing(url, FORM, body, Targets.headers(delivery, shop, at, body)));
    boolean refused =
        answer instanceof Answered answered
            && order.filter(Order::isPaid).isPresent()
            && Targets.saysRefused(delivery.target(), shop.get(), answered.text());
    Verdict verdict = Verdict.of(answer);
    return new Result(attempt(delivery, at, answer, verdict), verdict, url, order, refused);
  }

  static Attempt attempt(Delivery delivery, Instant at, Answer answer, Verdict verdict) {
    Optional<String> failure =
        verdict instanceof Verdict.Failed failed
            ? Optional.of(failed.failureClass().name())
            : Optional.empty();
    boolean byHand = delivery.isByHand(at);
    Instant due = delivery.dueOf(at);
    return switch (answer) {
      case Answered(int status, String text, var location, Timings timings) ->
          new Attempt(at, due, byHand, status, failure, text, location, timings);
      case Unanswered(_, String detail, Timings timings) ->
          new Attempt(at, due, byHand, 0, failure, detail, Optional.empty(), timings);
    };
  }

  /// Its workers died too often to try once more, or it cannot be signed; it is written down like
  /// any failure.
  private static Result unsent(
      Delivery delivery,
      Instant at,
      String url,
      Optional<Order> order,
      FailureClass failure,
      String detail) {
    Attempt attempt =
        new Attempt(
            at,
            delivery.dueOf(at),
            delivery.isByHand(at),
            0,
            Optional.of(failure.name()),
            detail,
            Optional.empty(),
            Timings.total(0));
    Verdict verdict = new Verdict.Failed(failure, OptionalInt.empty(), Optional.empty());
    return new Result(attempt, verdict, url, order, false);
  }
}
