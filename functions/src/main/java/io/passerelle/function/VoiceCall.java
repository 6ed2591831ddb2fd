package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Outgoing.Reading;
import io.passerelle.delivery.Sender;
import io.passerelle.delivery.Timings;
import io.passerelle.delivery.Verdict;
import io.passerelle.payment.Order;
import io.passerelle.shop.Connection;
import io.passerelle.shop.OperationResult;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.PlatformResult;
import io.passerelle.shop.PlatformVoice;
import io.passerelle.shop.Telling;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells a platform, by its own interface, how an order stands now.
final class VoiceCall {

  /// What an attempt says that had nothing to tell: the platform is up to date.
  static final String NOTHING_TO_TELL = "nothing to tell";

  private final PlatformVoice voice;
  private final Optional<OperationResult> operation;
  private final Sender sender;
  private final Sessions sessions;

  /// `operation` is what came of the request that the delivery tells of, where it tells of one.
  VoiceCall(
      PlatformVoice voice, Optional<OperationResult> operation, Sender sender, Sessions sessions) {
    this.voice = voice;
    this.operation = operation;
    this.sender = sender;
    this.sessions = sessions;
  }

  Dispatch.Result tell(Delivery delivery, Shops.Entry shop, Order order, Instant at) {
    Connection connection = shop.shop().connection();
    Telling telling = new Telling(connection, order, sessions.find(order.id()), operation);
    String address = voice.address(connection).orElse("");
    return voice
        .telling(telling)
        .map(request -> call(request, delivery, order, at, address))
        .orElseGet(() -> nothing(delivery, order, at, address));
  }

  private Dispatch.Result call(
      PlatformRequest request, Delivery delivery, Order order, Instant at, String address) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    Answer answer =
        sender.send(
            new Outgoing(
                request.method(),
                request.url(),
                request.contentType(),
                request.body().getBytes(UTF_8),
                headers,
                Reading.WHOLE));
    return switch (answer) {
      case Unanswered _ -> {
        Verdict verdict = Verdict.of(answer);
        Attempt attempt = Dispatch.attempt(delivery, at, answer, verdict);
        yield new Dispatch.Result(attempt, verdict, address, Optional.of(order), false);
      }
      case Answered answered -> heard(answered, delivery, order, at, address);
    };
  }

  /// What is kept of the answer is what the platform's package made of it: the whole of it may hold
  /// what is nobody's business.
  private Dispatch.Result heard(
      Answered answered, Delivery delivery, Order order, Instant at, String address) {
    PlatformResult result = voice.heard(answered.status(), answered.text());
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
    return new Dispatch.Result(attempt, verdict, address, Optional.of(order), false, learnt);
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
