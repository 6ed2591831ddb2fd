package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Reason;
import io.passerelle.delivery.Texts;
import io.passerelle.delivery.Timings;
import io.passerelle.delivery.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Why an attempt failed, as people read it: what was met, what it means, what to do, and what
/// comes next; and how long each step of the call took.
final class WhyView {

  private WhyView() {}

  static void write(JsonGenerator json, Delivery delivery, Attempt attempt, Spoken spoken)
      throws IOException {
    if (attempt.isDelivered()) {
      json.writeNullField("why");
    } else {
      json.writeObjectFieldStart("why");
      writeReason(json, delivery, attempt, spoken.main());
      json.writeEndObject();
    }
    if (spoken.all() && !attempt.isDelivered()) {
      json.writeObjectFieldStart("whyIn");
      for (Locale language : Spoken.LANGUAGES) {
        json.writeObjectFieldStart(Spoken.name(language));
        writeReason(json, delivery, attempt, language);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    writeTimings(json, attempt.timings());
  }

  private static void writeReason(
      JsonGenerator json, Delivery delivery, Attempt attempt, Locale language) throws IOException {
    Verdict.Failed failed = failed(attempt);
    Reason reason = Reason.of(failed, language);
    json.writeStringField("class", failed.failureClass().name());
    json.writeStringField("met", reason.met());
    json.writeStringField("analysis", reason.analysis());
    json.writeStringField("remedy", reason.remedy());
    json.writeStringField("next", next(delivery, attempt, language));
  }

  /// What was recorded of a failed attempt, as it was judged.
  private static Verdict.Failed failed(Attempt attempt) {
    String name = attempt.failure().orElse("");
    FailureClass met =
        Arrays.stream(FailureClass.values())
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElse(FailureClass.OTHER);
    return attempt.status() == 0
        ? new Verdict.Failed(met, OptionalInt.empty(), Finding.of(attempt.response()))
        : new Verdict.Failed(met, OptionalInt.of(attempt.status()), Optional.empty());
  }

  /// What followed or follows the attempt.
  private static String next(Delivery delivery, Attempt attempt, Locale language) {
    Texts texts = Texts.of(WhyView.class, "next", language);
    int at = delivery.attempts().indexOf(attempt);
    if (at >= 0 && at < delivery.attempts().size() - 1) {
      Instant later = delivery.attempts().get(at + 1).at();
      return texts.get("TRIED_AGAIN").replace("{at}", later.toString());
    }
    return delivery
        .wakeAt()
        .map(due -> texts.get("WAITING").replace("{at}", due.toString()))
        .orElseGet(
            () -> texts.get(delivery.state() == Delivery.State.EXHAUSTED ? "EXHAUSTED" : "LEFT"));
  }

  /// Milliseconds of each step; null for one that was not reached.
  private static void writeTimings(JsonGenerator json, Timings timings) throws IOException {
    json.writeObjectFieldStart("timings");
    step(json, "resolve", timings.resolveMillis());
    step(json, "connect", timings.connectMillis());
    step(json, "tls", timings.tlsMillis());
    step(json, "firstByte", timings.firstByteMillis());
    step(json, "total", timings.totalMillis());
    json.writeEndObject();
  }

  private static void step(JsonGenerator json, String name, long millis) throws IOException {
    if (millis < 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, millis);
    }
  }
}
