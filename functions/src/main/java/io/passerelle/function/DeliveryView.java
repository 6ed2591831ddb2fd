package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Redirect;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// A delivery as people read it, with each attempt: when it was made and due, and what came of it.
final class DeliveryView {

  private DeliveryView() {}

  static void write(JsonGenerator json, Delivery delivery, Spoken spoken) throws IOException {
    json.writeStringField("id", delivery.id().toString());
    json.writeStringField("rule", delivery.label());
    json.writeStringField("kind", delivery.rule().name());
    json.writeStringField("url", delivery.url());
    json.writeStringField("state", delivery.state().name());
    json.writeArrayFieldStart("attempts");
    for (Attempt attempt : delivery.attempts()) {
      json.writeStartObject();
      json.writeStringField("at", attempt.at().toString());
      json.writeStringField("due", attempt.due().toString());
      json.writeBooleanField("byHand", attempt.byHand());
      json.writeNumberField("status", attempt.status());
      text(json, "error", attempt.failure());
      json.writeNumberField("durationMillis", attempt.timings().totalMillis());
      json.writeStringField("response", attempt.response());
      text(json, "location", attempt.location());
      json.writeBooleanField("saysError", attempt.saysError());
      text(json, "warning", Redirect.warning(attempt).map(Enum::name));
      WhyView.write(json, delivery, attempt, spoken);
      json.writeEndObject();
    }
    json.writeEndArray();
    text(json, "nextAttemptAt", delivery.wakeAt().map(Instant::toString));
  }

  /// A text, or null where there is none: the field is always there.
  private static void text(JsonGenerator json, String name, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    } else {
      json.writeNullField(name);
    }
  }
}
