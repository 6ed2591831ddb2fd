package io.passerelle.function;

import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Delivery.State;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.SiteId;
import io.passerelle.store.FailedPage;
import io.passerelle.store.Ledger;
import io.passerelle.store.RecoveryRun;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What a shop was not told: listing it, and sending it again.
///
/// `since` counts from when a delivery's notification came. Recovering asks for everything that
/// failed since then and is not up to date: the exhausted, those that are not replayed, and those
/// that wait for their quarter hour.
final class Recovery {

  private static final int LISTED_MAX = 100;

  private final Ledger ledger;
  private final RecoveryCourse course;

  Recovery(Ledger ledger, RecoveryCourse course) {
    this.ledger = ledger;
    this.course = course;
  }

  /// `{"deliveries": […], "page": …}`: failed deliveries in one state, the oldest first.
  String list(SiteId siteId, Json request, Spoken spoken) {
    State state = state(request.get("state").text(""));
    Instant since = request.has("since") ? since(request) : Instant.EPOCH;
    Optional<FailedPage.Place> after = request.get("page").text().map(FailedPage.Place::parse);
    FailedPage page = ledger.failed(siteId, state, since, after, LISTED_MAX);
    List<Delivery> shown =
        page.deliveries().stream()
            .flatMap(id -> ledger.delivery(id).stream())
            .filter(delivery -> delivery.state() == state)
            .toList();
    return Json.object(json -> {
      json.writeArrayFieldStart("deliveries");
      for (Delivery delivery : shown) {
        json.writeStartObject();
        json.writeStringField("orderId", delivery.id().order().reference());
        DeliveryView.write(json, delivery, spoken);
        json.writeEndObject();
      }
      json.writeEndArray();
      if (page.next().isPresent()) {
        json.writeStringField("page", page.next().get().toString());
      }
    });
  }

  /// `timeLeft` says whether there is time to look at more. A rehearsal that ends before all was
  /// looked at answers where to ask again; what is really sent goes on by itself.
  String recover(SiteId siteId, Json request, BooleanSupplier timeLeft) {
    Instant since = since(request);
    Optional<String> page = request.get("page").text();
    if (isDry(request)) {
      Recovered told = new Recovered();
      Optional<RecoveryCursor> next =
          course.rehearse(siteId, since, page.map(RecoveryCursor::parse), told, timeLeft);
      return told.json(next.isPresent(), next);
    }
    if (page.isPresent()) {
      throw new Rejection(Reason.INVALID, "page is for dry runs: a recovery goes on by itself");
    }
    Recovered told = new Recovered();
    return told.json(course.begin(siteId, since, told, timeLeft), Optional.empty());
  }

  /// What came of the last recovery that went on by itself.
  String progress(SiteId siteId) {
    RecoveryRun run =
        course
            .last(siteId)
            .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no recovery went on by itself"));
    return Json.object(json -> {
      json.writeStringField("since", run.since().toString());
      json.writeStringField("startedAt", run.startedAt().toString());
      json.writeNumberField("deliveries", run.sum().deliveries());
      json.writeNumberField("upToDate", run.sum().upToDate());
      json.writeNumberField("underWay", run.sum().underWay());
      json.writeNumberField("triedTooOften", run.sum().triedTooOften());
      json.writeBooleanField("more", !run.isOver());
    });
  }

  /// Whoever meant to rehearse must not send because of a pair of quotes.
  private static boolean isDry(Json request) {
    Json dry = request.get("dryRun");
    if (dry.isPresent() && dry.flag().isEmpty()) {
      throw new Rejection(Reason.INVALID, "dryRun must be true or false");
    }
    return dry.flag().orElse(false);
  }

  private static State state(String name) {
    return switch (name) {
      case "FAILED" -> State.FAILED;
      case "EXHAUSTED" -> State.EXHAUSTED;
      case "DOUBTFUL" -> State.DELIVERED; // Of these, those whose answers read like errors.
      default -> throw new Rejection(Reason.INVALID, "state must be FAILED, EXHAUSTED or DOUBTFUL");
    };
  }

  private static Instant since(Json request) {
    try {
      return Instant.parse(request.get("since").text(""));
    } catch (DateTimeException e) {
      throw new Rejection(Reason.INVALID, "since must be a time such as 2026-01-15T10:00:00Z");
    }
  }
}
