package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.passerelle.sandbox.time.DueTimes;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;

/// ElasticMQ in this process, in memory, on the sandbox's clock.
///
/// A queue only wakes: what is lost with the process is found again in the table by the sweep, as
/// it would be in AWS. It counts in whole seconds, so that a message sent 0.4 s after 10:07:00 with
/// a delay of 480 s is there at 10:15:00 and not 0.4 s later.
public final class EmbeddedSqs implements Sqs {

  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "eu-west-1";

  /// The sandbox stops it by itself, and says what there is to say.
  private static final Config QUIET =
      ConfigFactory.parseString(
          """
          pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
          pekko.daemonic = on
          pekko.loglevel = OFF
          pekko.stdout-loglevel = OFF
          pekko.log-dead-letters = off
          """);

  private final ActorSystem system;
  private final SentMessages sent;
  private final URI endpoint;
  private final LocalCalls service;

  private EmbeddedSqs(ActorSystem system, SentMessages sent, int port) {
    this.system = system;
    this.sent = sent;
    this.endpoint = URI.create("http://127.0.0.1:" + port + "/");
    this.service = LocalCalls.sqs(endpoint);
  }

  public static EmbeddedSqs start(SandboxClock clock) {
    ActorSystem system = ActorSystem.create("sqs", QUIET.withFallback(ConfigFactory.load()));
    var now = new SecondsOfClock(clock);
    var sent = new SentMessages(clock);
    ActorRef queues =
        system.actorOf(
            Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(now, StrictSQSLimits$.MODULE$, scala.Option.empty())));
    ActorRef gate =
        system.actorOf(
            Props.create(ClockedQueues.class, () -> new ClockedQueues(queues, now, sent)));
    SQSRestServer server =
        SQSRestServerBuilder$.MODULE$
            .withActorSystem(system)
            .withQueueManagerActor(gate)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(REGION)
            .withAWSAccountId(ACCOUNT)
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return new EmbeddedSqs(system, sent, port);
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void createQueue(String name, Map<String, String> attributes) {
    if (!attributes.getOrDefault("DelaySeconds", "0").equals("0")) {
      throw new IllegalArgumentException("The queue " + name + " has a delay of its own");
    }
    ObjectNode request = Json.object().put("QueueName", name);
    ObjectNode given = request.putObject("Attributes");
    attributes.forEach(given::put);
    service.call("CreateQueue", request);
  }

  @Override
  public String queueUrl(String name) {
    return endpoint + ACCOUNT + "/" + name;
  }

  public static String queueArn(String name) {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name;
  }

  @Override
  public DueTimes dueTimes() {
    return sent.dueTimes();
  }

  @Override
  public Optional<Instant> sentAt(String messageId) {
    return sent.sentAt(messageId);
  }

  @Override
  public JsonNode call(String operation, JsonNode request) {
    return service.call(operation, request);
  }

  @Override
  public void close() {
    system.terminate();
  }
}
