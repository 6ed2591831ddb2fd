package io.passerelle.function;

import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.store.HistoryLine;
import java.time.Instant;
import java.util.Locale;

/// The lines of deliveries in the history, in the gateway's own words and manner.
final class Lines {

  private static final int RESPONSE_SHOWN = 200;

  private Lines() {}

  static HistoryLine of(Delivery after, Attempt attempt) {
    String id = attempt.at() + "#3D#" + after.id().number() + "#" + after.attempts().size();
    return new HistoryLine(
        after.id().order(),
        id,
        attempt.at(),
        "Notification URL call",
        origin(after, attempt),
        info(after, attempt));
  }

  private static String origin(Delivery after, Attempt attempt) {
    if (attempt.byHand()) {
      return Origins.BACK_OFFICE;
    }
    return after.attempts().size() == 1 ? Origins.E_COMMERCE : Origins.BATCH;
  }

  private static String info(Delivery after, Attempt attempt) {
    String duration =
        String.format(Locale.ROOT, "~%.1fs", attempt.timings().totalMillis() / 1_000.0);
    String sent =
        (attempt.isDelivered() ? "SENT" : "FAILED")
            + ", rule="
            + after.label()
            + ", duration="
            + duration
            + status(attempt)
            + ", response="
            + shown(attempt.response());
    return attempt.isDelivered() ? sent + location(attempt) : sent + next(after);
  }

  private static String status(Attempt attempt) {
    if (attempt.isDelivered()) {
      return "";
    }
    String status = attempt.status() == 0 ? "" : " HTTP " + attempt.status();
    return ", error=" + attempt.failure().orElse("") + status;
  }

  private static String location(Attempt attempt) {
    return attempt.location().map(location -> ", redirect=" + shown(location)).orElse("");
  }

  private static String next(Delivery after) {
    return ", next="
        + after.due().map(Instant::toString).orElse(after.state().name().toLowerCase(Locale.ROOT));
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > RESPONSE_SHOWN ? line.substring(0, RESPONSE_SHOWN) + "…" : line;
  }
}
