package io.passerelle.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.MessageId;
import org.elasticmq.MillisNextDelivery;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NewMessageData;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.msg.UpdateVisibilityTimeout;
import scala.Option;

/// Stands before ElasticMQ's queues and says when a message sent becomes visible.
///
/// ElasticMQ takes the time it is given for receiving, but counts the delay of a message that is
/// sent from the machine's time. Here the delay becomes a time of the sandbox's clock first.
final class ClockedQueues extends AbstractActor {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorRef queues;
  private final SecondsOfClock now;
  private final SentMessages sent;
  private final ConcurrentMap<ActorRef, ActorRef> gates = new ConcurrentHashMap<>();

  ClockedQueues(ActorRef queues, SecondsOfClock now, SentMessages sent) {
    this.queues = queues;
    this.now = now;
    this.sent = sent;
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(LookupQueue.class, this::lookUp)
        .matchAny(message -> queues.forward(message, getContext()))
        .build();
  }

  private void lookUp(LookupQueue lookup) {
    var found =
        Patterns.ask(queues, lookup, PATIENCE)
            .thenApply(queue -> ((Option<?>) queue).map(this::gate));
    Patterns.pipe(found, getContext().getDispatcher()).to(getSender());
  }

  private ActorRef gate(Object queue) {
    return gates.computeIfAbsent(
        (ActorRef) queue,
        behind ->
            getContext()
                .getSystem()
                .actorOf(Props.create(Gate.class, () -> new Gate(behind, now, sent))));
  }

  /// The gate before one queue.
  private static final class Gate extends AbstractActor {
    private static final long NO_DELAY_OF_THE_QUEUE = 0;

    private final ActorRef queue;
    private final SecondsOfClock now;
    private final SentMessages sent;

    Gate(ActorRef queue, SecondsOfClock now, SentMessages sent) {
      this.queue = queue;
      this.now = now;
      this.sent = sent;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(SendMessage.class, this::send)
          .match(UpdateVisibilityTimeout.class, this::hide)
          .matchAny(message -> queue.forward(message, getContext()))
          .build();
    }

    /// The due time is noted once the message is on its way to the queue: who looks for it then,
    /// finds it.
    private void send(SendMessage send) {
      NewMessageData message = send.message();
      var visible = message.nextDelivery().toMillis(now.nowMillis(), NO_DELAY_OF_THE_QUEUE);
      String id = UUID.randomUUID().toString();
      sent.note(id);
      queue.forward(new SendMessage(clocked(message, id, visible)), getContext());
      sent.dueTimes().note(Instant.ofEpochMilli(visible.millis()));
    }

    private void hide(UpdateVisibilityTimeout update) {
      queue.forward(update, getContext());
      if (update.visibilityTimeout() instanceof MillisVisibilityTimeout hidden) {
        sent.dueTimes().note(Instant.ofEpochMilli(now.nowMillis() + hidden.millis()));
      }
    }

    private static NewMessageData clocked(
        NewMessageData message, String id, MillisNextDelivery visible) {
      return new NewMessageData(
          Option.apply(new MessageId(id)),
          message.content(),
          message.messageAttributes(),
          visible,
          message.messageGroupId(),
          message.messageDeduplicationId(),
          message.orderIndex(),
          message.tracingId(),
          message.sequenceNumber(),
          message.deadLetterSourceQueueName());
    }
  }
}
