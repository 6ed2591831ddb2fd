package io.passerelle.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import java.io.IOException;
import java.util.TreeSet;

/// A rule as JSON, as [RuleReader] reads it.
final class RuleDocument {

  private RuleDocument() {}

  static String write(Rule rule) {
    return Json.object(json -> {
      json.writeStringField("kind", rule.kind().name());
      json.writeStringField("label", rule.label());
      json.writeBooleanField("active", rule.active());
      json.writeStringField("urlTest", rule.urlTest().orElse(""));
      json.writeStringField("urlProduction", rule.urlProduction().orElse(""));
      json.writeStringField("format", rule.format().name());
      json.writeStringField("alertEmails", String.join(";", rule.alertEmails()));
      json.writeBooleanField("replay", rule.replay());
      json.writeStringField("alerts", rule.alerts().name());
      json.writeStringField("action", rule.action().word());
      json.writeStringField("emails", rule.action().recipients());
      write(json, rule.when());
    });
  }

  private static void write(JsonGenerator json, When when) throws IOException {
    json.writeArrayFieldStart("events");
    for (PaymentEvent event : new TreeSet<>(when.events())) {
      json.writeString(event.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("conditions");
    for (Condition condition : when.conditions()) {
      json.writeStartObject();
      json.writeStringField("variable", condition.variable().name());
      json.writeStringField("operator", condition.operator().name());
      writeValue(json, condition);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeValue(JsonGenerator json, Condition condition) throws IOException {
    if (condition.operator().takesList()) {
      json.writeArrayFieldStart("value");
      for (String value : condition.values()) {
        json.writeString(value);
      }
      json.writeEndArray();
    } else if (condition.operator().takesValue()) {
      json.writeStringField("value", condition.values().getFirst());
    }
  }
}
