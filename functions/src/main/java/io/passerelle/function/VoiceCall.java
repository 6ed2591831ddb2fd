package io.passerelle.function;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Sender;
import io.passerelle.delivery.Timings;
import io.passerelle.delivery.Verdict;
import io.passerelle.payment.Order;
import io.passerelle.shop.Connection;
import io.passerelle.shop.OperationResult;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.PlatformResult;
import io.passerelle.shop.PlatformVoice;
import io.passerelle.shop.Session;
import io.passerelle.shop.Telling;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells a platform, by its own interface, how an order stands now.
final class VoiceCall {

  /// What an attempt says that had nothing to tell: the platform is up to date.
  static final String NOTHING_TO_TELL = "nothing to tell";

  private static final String NO_TOKEN = "the app's token could not be renewed";

  private final PlatformVoice voice;
  private final Optional<OperationResult> operation;
  private final Sender sender;
  private final Sessions sessions;
  private final AppTokens tokens;

  /// `operation` is what came of the request that the delivery tells of, where it tells of one.
  VoiceCall(
      PlatformVoice voice,
      Optional<OperationResult> operation,
      Sender sender,
      Sessions sessions,
      AppTokens tokens) {
    this.voice = voice;
    this.operation = operation;
    this.sender = sender;
    this.sessions = sessions;
    this.tokens = tokens;
  }

  Dispatch.Result tell(Delivery delivery, Shops.Entry shop, Order order, Instant at) {
    Optional<Session> session = sessions.find(order.id());
    String option = session.map(Session::option).orElse("");
    Optional<Connection> connection = tokens.ready(shop.shop(), order.mode(), option, at);
    String address = voice.address(shop.shop().connection()).orElse("");
    if (connection.isEmpty()) {
      return unsaid(delivery, order, at, address);
    }
    Telling telling = new Telling(connection.get(), order, session, operation, at);
    return voice
        .telling(telling)
        .map(request -> call(request, delivery, order, at, address))
        .orElseGet(() -> nothing(delivery, order, at, address));
  }

  /// Not told for want of a token that is valid.
  private static Dispatch.Result unsaid(
      Delivery delivery, Order order, Instant at, String address) {
    Verdict verdict =
        new Verdict.Failed(FailureClass.UNAUTHORISED, OptionalInt.empty(), Optional.empty());
    Answer none = new Answered(0, NO_TOKEN, Optional.empty(), Timings.total(0));
    Attempt attempt = Dispatch.attempt(delivery, at, none, verdict);
    return new Dispatch.Result(attempt, verdict, address, Optional.of(order), false);
  }

  private Dispatch.Result call(
      PlatformRequest request, Delivery delivery, Order order, Instant at, String address) {
    Answer answer = sender.send(PlatformHttp.outgoing(request));
    return switch (answer) {
      case Unanswered _ -> {
        Verdict verdict = Verdict.of(answer);
        Attempt attempt = Dispatch.attempt(delivery, at, answer, verdict);
        yield new Dispatch.Result(attempt, verdict, address, Optional.of(order), false);
      }
      case Answered answered -> {
        PlatformResult result = voice.heard(request, answered.status(), answered.text());
        yield heard(result, answered, delivery, order, at, address);
      }
    };
  }

  /// What is kept of the answer is what the platform's package made of it: the whole of it may hold
  /// what is nobody's business.
  private static Dispatch.Result heard(
      PlatformResult result,
      Answered answered,
      Delivery delivery,
      Order order,
      Instant at,
      String address) {
    Verdict verdict =
        switch (result) {
          case PlatformResult.Done _ -> new Verdict.Delivered(answered.status(), false);
          case PlatformResult.Again _, PlatformResult.Never _ -> failed(answered);
        };
    Answered shown =
        new Answered(answered.status(), result.detail(), Optional.empty(), answered.timings());
    Attempt attempt = Dispatch.attempt(delivery, at, shown, verdict);
    Map<String, String> learnt =
        result instanceof PlatformResult.Done done ? done.learnt() : Map.of();
    boolean last = result instanceof PlatformResult.Never;
    return new Dispatch.Result(attempt, verdict, address, Optional.of(order), false, learnt, last);
  }

  /// A platform may refuse with a status of success.
  private static Verdict failed(Answered answered) {
    Verdict byStatus = Verdict.of(answered);
    return byStatus.succeeded()
        ? new Verdict.Failed(
            FailureClass.OTHER, OptionalInt.of(answered.status()), Optional.empty())
        : byStatus;
  }

  private static Dispatch.Result nothing(
      Delivery delivery, Order order, Instant at, String address) {
    Answered none = new Answered(0, NOTHING_TO_TELL, Optional.empty(), Timings.total(0));
    Verdict verdict = new Verdict.Delivered(0, false);
    return new Dispatch.Result(
        Dispatch.attempt(delivery, at, none, verdict), verdict, address, Optional.of(order), false);
  }
}
