package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.lambda.LambdaFunction.HttpRoute;
import io.passerelle.sandbox.lambda.LambdaFunction.QueueSource;
import io.passerelle.sandbox.lambda.LambdaFunction.Schedule;
import io.passerelle.sandbox.web.Json;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/// Reads one function of the template together with what `Globals` says of all of them.
final class FunctionReader {

  private static final int BATCH_SIZE_UNSAID = 10;
  private static final int TIMEOUT_SECONDS_UNSAID = 3;

  private final JsonNode template;
  private final TemplateValues values;

  FunctionReader(JsonNode template, TemplateValues values) {
    this.template = template;
    this.values = values;
  }

  LambdaFunction read(Entry<String, JsonNode> resource) {
    JsonNode properties = resource.getValue().path("Properties");
    List<HttpRoute> routes = new ArrayList<>();
    List<QueueSource> queues = new ArrayList<>();
    List<Schedule> schedules = new ArrayList<>();
    List<String> topics = new ArrayList<>();
    for (Entry<String, JsonNode> event : properties.path("Events").properties()) {
      JsonNode trigger = event.getValue().path("Properties");
      String type = event.getValue().path("Type").asText();
      switch (type) {
        case "HttpApi" -> routes.add(route(trigger));
        case "SQS" -> queues.add(queue(trigger));
        case "SNS" -> topics.add(trigger.path("Topic").path("Ref").asText());
        case "Schedule", "ScheduleV2" -> schedule(event.getKey(), trigger, schedules);
        default ->
            throw new IllegalArgumentException(
                resource.getKey() + " is started by " + type + ", which the sandbox does not know");
      }
    }
    return new LambdaFunction(
        resource.getKey(),
        values.text(properties.path("Handler")),
        timeout(properties),
        environment(properties),
        routes,
        queues,
        schedules,
        topics);
  }

  private Duration timeout(JsonNode properties) {
    int forAll = template.at("/Globals/Function/Timeout").asInt(TIMEOUT_SECONDS_UNSAID);
    return Duration.ofSeconds(properties.path("Timeout").asInt(forAll));
  }

  private Map<String, JsonNode> environment(JsonNode properties) {
    Map<String, JsonNode> environment = new LinkedHashMap<>();
    for (JsonNode of : List.of(template.at("/Globals/Function"), properties)) {
      of.at("/Environment/Variables")
          .properties()
          .forEach(e -> environment.put(e.getKey(), e.getValue()));
    }
    return environment;
  }

  private HttpRoute route(JsonNode trigger) {
    String method = trigger.path("Method").asText("ANY").toUpperCase(Locale.ROOT);
    String path = trigger.path("Path").asText("/{proxy+}");
    String own = trigger.at("/Auth/Authorizer").asText(defaultAuthorizer(trigger.path("ApiId")));
    return new HttpRoute(method.equals("*") ? "ANY" : method, path, own.equals("NONE") ? "" : own);
  }

  private String defaultAuthorizer(JsonNode api) {
    String all = template.at("/Globals/HttpApi/Auth/DefaultAuthorizer").asText();
    JsonNode resource = template.path("Resources").path(api.path("Ref").asText());
    return resource.at("/Properties/Auth/DefaultAuthorizer").asText(all);
  }

  private QueueSource queue(JsonNode trigger) {
    String arn = values.text(trigger.path("Queue"));
    return new QueueSource(
        arn.substring(arn.lastIndexOf(':') + 1),
        trigger.path("BatchSize").asInt(BATCH_SIZE_UNSAID),
        trigger
            .path("FunctionResponseTypes")
            .valueStream()
            .anyMatch(type -> type.asText().equals("ReportBatchItemFailures")));
  }

  private void schedule(String name, JsonNode trigger, List<Schedule> schedules) {
    boolean off =
        trigger.path("State").asText().equals("DISABLED")
            || !trigger.path("Enabled").asBoolean(true);
    if (off) {
      return;
    }
    JsonNode expression =
        trigger.has("ScheduleExpression")
            ? trigger.path("ScheduleExpression")
            : trigger.path("Schedule");
    ZoneId zone = ZoneId.of(trigger.path("ScheduleExpressionTimezone").asText("UTC"));
    JsonNode input = trigger.path("Input");
    String given = input.isContainerNode() ? Json.write(input) : input.asText();
    schedules.add(new Schedule(name, Cron.of(values.text(expression), zone), given));
  }
}
