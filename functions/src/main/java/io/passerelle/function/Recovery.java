package io.passerelle.function;

import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Delivery.State;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.SiteId;
import io.passerelle.store.FailedPage;
import io.passerelle.store.Ledger;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What a shop was not told: listing it, and sending it again.
///
/// `since` counts from when a delivery's notification came. Recovering asks for everything that
/// failed since then and is not up to date: the exhausted, those that are not replayed, and those
/// that wait for their quarter hour. There may be very many, so they are read a page at a time and
/// the orders of a page side by side; what there is no time for is left to the next call, which is
/// handed the `page` that this one answered.
final class Recovery {

  private static final int PAGE = 256;
  private static final int LISTED_MAX = 100;

  /// An answer has to stay below the 6 MB that Lambda takes.
  private static final int ORDERS_TOLD_MAX = 20_000;

  private final Ledger ledger;
  private final Pace pace;
  private final Wakeups wakeups;
  private final Clock clock;

  Recovery(Ledger ledger, Pace pace, Wakeups wakeups, Clock clock) {
    this.ledger = ledger;
    this.pace = pace;
    this.wakeups = wakeups;
    this.clock = clock;
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

  String recover(SiteId siteId, Json request, BooleanSupplier timeLeft) {
    Instant since = since(request);
    boolean dry = isDry(request);
    RecoveryCursor start =
        request
            .get("page")
            .text()
            .map(RecoveryCursor::parse)
            .orElseGet(() -> RecoveryCursor.start(clock.instant()));
    Recovered recovered = new Recovered();
    Optional<RecoveryCursor> next = Optional.of(start);
    while (next.isPresent() && timeLeft.getAsBoolean() && recovered.orders() < ORDERS_TOLD_MAX) {
      next = page(siteId, since, dry, next.get(), recovered);
    }
    return recovered.json(next);
  }

  private Optional<RecoveryCursor> page(
      SiteId siteId, Instant since, boolean dry, RecoveryCursor cursor, Recovered recovered) {
    FailedPage page = ledger.failed(siteId, cursor.state(), since, cursor.after(), PAGE);
    Instant now = clock.instant();
    Asking asking = new Asking(ledger, now, dry);
    boolean free = pace.spread(cursor.base(), cursor.asked()).isBefore(now);
    Instant base = free ? now : cursor.base();
    long n = free ? 0 : cursor.asked();
    for (DeliveryId id : page.deliveries()) {
      asking.add(id, pace.spread(base, n++));
    }
    try {
      asking.ask(recovered);
    } finally {
      wakeups.wakeAll(asking.asked(), now);
    }
    return cursor.after(page.next(), base, n);
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
