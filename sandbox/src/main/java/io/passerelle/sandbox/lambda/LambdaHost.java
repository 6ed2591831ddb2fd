package io.passerelle.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.lambda.LambdaFunction.QueueSource;
import io.passerelle.sandbox.lambda.LambdaFunction.Schedule;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Invokes the functions of the template with the events that AWS would make.
///
/// As a site it is the HTTP API. What a function throws is printed, as it would be in the logs, and
/// answered as AWS answers it.
public final class LambdaHost implements Site {

  private static final int REQUEST_BYTES_MAX = 10 * 1024 * 1024;

  private final Map<String, FunctionInstances> functions = new LinkedHashMap<>();
  private final Routes routes = new Routes();
  private final Authorizer authorizer;
  private final Clock clock;

  /// Checks who calls a route that has an authorizer.
  @FunctionalInterface
  public interface Authorizer {

    /// The claims of the caller's token; empty turns the caller away with 401.
    Optional<Map<String, String>> claims(String authorizer, WebRequest request);
  }

  /// `handlers` makes an instance of a function; it is asked at its first invocation.
  public LambdaHost(
      List<LambdaFunction> functions,
      Function<LambdaFunction, RequestStreamHandler> handlers,
      Authorizer authorizer,
      Clock clock) {
    this.authorizer = authorizer;
    this.clock = clock;
    for (LambdaFunction function : functions) {
      var instances = new FunctionInstances(function, () -> handlers.apply(function));
      this.functions.put(function.name(), instances);
      function.routes().forEach(route -> routes.add(instances, route));
    }
  }

  @Override
  public WebReply answer(WebRequest request) {
    if (request.body().length > REQUEST_BYTES_MAX) {
      return message(413, "Request Entity Too Large");
    }
    return routes
        .find(request.method(), request.path())
        .map(match -> answer(request, match))
        .orElseGet(() -> message(404, "Not Found"));
  }

  private WebReply answer(WebRequest request, Routes.Match match) {
    String wanted = match.route().authorizer();
    Optional<Map<String, String>> claims =
        wanted.isEmpty() ? Optional.of(Map.of()) : authorizer.claims(wanted, request);
    if (claims.isEmpty()) {
      return message(401, "Unauthorized");
    }
    ObjectNode event = HttpEvents.event(request, match, claims.get(), clock.instant());
    try {
      return HttpEvents.reply(match.function().invoke(bytes(event)));
    } catch (IOException | RuntimeException | Error e) {
      report(match.function(), e);
      return message(500, "Internal Server Error");
    }
  }

  /// Hands a batch to a function; answers the ids of the messages that stay on the queue.
  Set<String> deliver(LambdaFunction function, QueueSource source, List<JsonNode> messages) {
    FunctionInstances instances = instances(function);
    byte[] event = bytes(QueueEvents.event(source.queue(), messages));
    try {
      String reply = new String(instances.invoke(event), UTF_8);
      return source.reportsFailures() ? QueueEvents.failures(reply, messages) : Set.of();
    } catch (IOException | RuntimeException | Error e) {
      report(instances, e);
      return QueueEvents.failures("every message failed", messages);
    }
  }

  /// Starts a function because its time has come.
  void keep(LambdaFunction function, Schedule schedule, Instant due) {
    FunctionInstances instances = instances(function);
    try {
      instances.invoke(scheduled(schedule, due).getBytes(UTF_8));
    } catch (IOException | RuntimeException | Error e) {
      report(instances, e);
    }
  }

  /// Invokes a function directly, as one who may. What it throws is the caller's to see.
  public String invoke(String name, String payload) {
    FunctionInstances instances = functions.get(name);
    if (instances == null) {
      throw new IllegalArgumentException("No function is called " + name);
    }
    try {
      return new String(instances.invoke(payload.getBytes(UTF_8)), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Publishes to a topic: every function that it starts gets the event. What one throws is the
  /// caller's to see, where SNS would have it come again.
  public int publish(String topic, String message) {
    List<FunctionInstances> subscribed =
        functions.values().stream().filter(one -> one.function().topics().contains(topic)).toList();
    byte[] event = bytes(TopicEvents.event(topic, message, clock.instant()));
    for (FunctionInstances one : subscribed) {
      try {
        one.invoke(event);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return subscribed.size();
  }

  private static String scheduled(Schedule schedule, Instant due) {
    if (!schedule.input().isEmpty()) {
      return schedule.input().replace("<aws.scheduler.scheduled-time>", due.toString());
    }
    ObjectNode event = Json.object().put("version", "0").put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event").put("source", "aws.scheduler");
    event.put("account", "000000000000").put("time", due.toString()).put("region", "eu-west-1");
    event
        .putArray("resources")
        .add("arn:aws:scheduler:eu-west-1:000000000000:schedule/default/" + schedule.name());
    return Json.write(event.put("detail", "{}"));
  }

  private FunctionInstances instances(LambdaFunction function) {
    FunctionInstances instances = functions.get(function.name());
    if (instances == null) {
      throw new IllegalArgumentException("No function is called " + function.name());
    }
    return instances;
  }

  private static void report(FunctionInstances instances, Throwable thrown) {
    System.err.println(instances.function().name() + " failed:");
    thrown.printStackTrace(System.err);
  }

  private static byte[] bytes(ObjectNode event) {
    return Json.write(event).getBytes(UTF_8);
  }

  private static WebReply message(int status, String text) {
    return WebReply.json(status, Json.write(Json.object().put("message", text)));
  }
}
