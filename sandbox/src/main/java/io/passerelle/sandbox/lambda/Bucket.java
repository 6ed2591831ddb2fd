package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A bucket of the template: what goes from it by itself, and which queues are told of a new file.
public record Bucket(String name, List<Expiry> expiries, List<Arrival> arrivals) {

  /// Files whose keys begin with `prefix` go so many days after they were put.
  public record Expiry(String prefix, int days) {}

  /// A queue, by its logical id, that is told of new files whose keys begin with `prefix`.
  public record Arrival(String prefix, String queue) {}

  public Bucket {
    expiries = List.copyOf(expiries);
    arrivals = List.copyOf(arrivals);
  }

  static Bucket read(String name, JsonNode resources) {
    JsonNode properties = resources.path(name).path("Properties");
    List<Expiry> expiries = new ArrayList<>();
    for (JsonNode rule : properties.at("/LifecycleConfiguration/Rules")) {
      if (rule.path("Status").asText().equals("Enabled") && rule.has("ExpirationInDays")) {
        expiries.add(
            new Expiry(rule.path("Prefix").asText(), rule.path("ExpirationInDays").asInt()));
      }
    }
    boolean tells =
        properties
            .at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
            .asBoolean();
    return new Bucket(name, expiries, tells ? arrivals(name, resources) : List.of());
  }

  /// The rules of EventBridge that name the bucket, each target of which is a queue.
  private static List<Arrival> arrivals(String name, JsonNode resources) {
    List<Arrival> arrivals = new ArrayList<>();
    for (JsonNode resource : resources) {
      JsonNode detail = resource.at("/Properties/EventPattern/detail");
      boolean named =
          detail
              .at("/bucket/name")
              .valueStream()
              .anyMatch(one -> one.path("Ref").asText().equals(name));
      if (resource.path("Type").asText().equals("AWS::Events::Rule") && named) {
        String prefix = detail.at("/object/key/0/prefix").asText();
        for (JsonNode target : resource.at("/Properties/Targets")) {
          String arn = target.at("/Arn/Fn::GetAtt").asText();
          arrivals.add(new Arrival(prefix, arn.replace(".Arn", "")));
        }
      }
    }
    return arrivals;
  }
}
