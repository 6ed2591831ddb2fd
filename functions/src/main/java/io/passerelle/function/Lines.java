package io.passerelle.function;

import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Redirect;
import io.passerelle.gateway.Notification;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Order;
import io.passerelle.payment.Report;
import io.passerelle.payment.TransactionState;
import io.passerelle.store.HistoryLine;
import java.time.Instant;
import java.util.Locale;

/// The lines of deliveries in the history, in the gateway's own words and manner.
final class Lines {

  static final String GATEWAY_ASKED = "Gateway asked";

  private static final int RESPONSE_SHOWN = 200;

  private Lines() {}

  /// Under which name what the gateway told stands in the history.
  static String operation(EventKind kind) {
    return switch (kind) {
      case RECONCILIATION -> GATEWAY_ASKED;
      case OPERATION -> "Operation made";
      default -> "Notification received";
    };
  }

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

  /// The same for a quarter of an hour, for what changes nothing.
  static String idOfNothing(Instant now, String words) {
    long quarter = Math.floorDiv(now.getEpochSecond(), 900L);
    return quarter + "#2R#" + Integer.toHexString(words.hashCode());
  }

  /// Whether what was found by asking was missing. The gateway announces no capture, so the shop
  /// need not hear that a paid order is paid; but that money which was waited for is now set aside
  /// it must, though the order is pending as before.
  static boolean isNews(Order before, Order after) {
    return before.state() != after.state()
        || isSetAside(before) != isSetAside(after)
        || before.paidAttempts() != after.paidAttempts()
        || !before.transactions().keySet().equals(after.transactions().keySet());
  }

  private static boolean isSetAside(Order order) {
    return order.transactions().values().stream()
        .anyMatch(one -> one.state() == TransactionState.AUTHORISED_TO_VALIDATE);
  }

  /// What a notification told, or an asking in its place, and what was answered.
  static String info(Notification notification, Order before, String words) {
    Report report = notification.latest();
    boolean asked = notification.kind() == EventKind.RECONCILIATION;
    return "%s%s, kind=%s, operation=%s, amount=%s, response=%s"
        .formatted(
            asked ? "asked the gateway: order was " + before.state() + ", is " : "",
            report.word(),
            notification.kind(),
            report.operation(),
            report.effective(),
            words);
  }

  /// What came of asking the gateway, beside the lines of what was repaired.
  static HistoryLine asked(Order order, Instant at, String words) {
    return new HistoryLine(
        order.id(),
        at + "#5A#" + (order.version() + 1),
        at,
        GATEWAY_ASKED,
        Origins.RECONCILIATION,
        "asked the gateway: " + words);
  }

  /// A delivery that is not sent any more.
  static HistoryLine overtaken(Delivery left, Instant at) {
    return new HistoryLine(
        left.id().order(),
        at + "#3O#" + left.id().number() + "#" + left.version(),
        at,
        "Notification URL call",
        Origins.BATCH,
        "NOT SENT, rule=" + left.label() + ", reason=a later notification was delivered");
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
    String redirect =
        attempt.location().map(location -> ", redirect=" + shown(location)).orElse("");
    return redirect
        + Redirect.warning(attempt)
            .map(one -> ", warning=looks like a " + one.name().toLowerCase(Locale.ROOT) + " page")
            .orElse("");
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
