package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A function of the template: what runs, with which environment, and what starts it.
///
/// `topics` are the logical ids of those whose messages start it.
///
/// The values of the environment are as the template writes them; `Template.environment` works them
/// out.
public record LambdaFunction(
    String name,
    String handler,
    Duration timeout,
    Map<String, JsonNode> environment,
    List<HttpRoute> routes,
    List<QueueSource> queues,
    List<Schedule> schedules,
    List<String> topics) {

  /// The class of the handler, without the method that may follow `::`.
  public String handlerClass() {
    int colons = handler.indexOf("::");
    return colons < 0 ? handler : handler.substring(0, colons);
  }

  /// A route of the HTTP API; `authorizer` is empty where anyone may call.
  public record HttpRoute(String method, String path, String authorizer) {

    String key() {
      return method + " " + path;
    }
  }

  /// A queue, by its name in SQS, whose messages start the function.
  public record QueueSource(String queue, int batchSize, boolean reportsFailures) {}

  /// Times at which the function starts; `input` is what it is given, empty for the usual event.
  public record Schedule(String name, Cron cron, String input) {}
}
