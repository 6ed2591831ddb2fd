package io.passerelle.sandbox.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import io.passerelle.sandbox.time.Agenda;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// Sends a store's events to the app, signed, and again until the app takes them: after 15, 30 and
/// 45 minutes, after an hour, and then each hour of the first day.
final class Webhooks {

  private static final int MOST = 20_000;
  private static final int ANSWER_SHOWN = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Shelf<Event> events;
  private final EcwidStores stores;
  private final Clock clock;
  private final Agenda agenda;
  private final URI home;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .followRedirects(Redirect.NEVER)
          .build();

  Webhooks(EcwidStores stores, Drawer drawer, Clock clock, Agenda agenda, URI home) {
    this.events =
        new Shelf<>(drawer, Event.class, Event::id, Comparator.comparing(Event::createdAt), MOST);
    this.stores = stores;
    this.clock = clock;
    this.agenda = agenda;
    this.home = home;
    events.all().stream().filter(event -> !event.due().isEmpty()).forEach(this::remember);
  }

  /// Sends as soon as the clock is looked at: whoever made the event does not wait for it.
  Event send(EcwidStore store, String type, String entityId, ObjectNode data) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    ObjectNode body = Json.object();
    body.put("eventId", id);
    body.put("eventCreated", now.getEpochSecond());
    body.put("storeId", Long.parseLong(store.storeId()));
    body.put("entityId", entityId);
    body.put("eventType", type);
    body.set("data", data);
    Event event =
        new Event(
            id, store.storeId(), type, entityId, Json.write(body), now, List.of(), now.toString());
    events.put(event);
    remember(event);
    return event;
  }

  List<Event> of(String storeId) {
    return events.all().stream().filter(event -> event.storeId().equals(storeId)).toList();
  }

  private void remember(Event event) {
    Instant due = Instant.parse(event.due());
    agenda.at(
        due,
        () ->
            events
                .find(event.id())
                .filter(one -> one.due().equals(event.due()))
                .ifPresent(this::attempt));
  }

  private void attempt(Event event) {
    EcwidStore store = stores.find(event.storeId()).orElseThrow();
    Event.Attempt attempt = posted(event, store);
    Event after = event.after(attempt, attempt.isDelivered() ? "" : next(event));
    events.put(after);
    if (!after.due().isEmpty()) {
      remember(after);
    }
  }

  /// Empty once the first day is over.
  private static String next(Event event) {
    int made = event.attempts().size() + 1;
    Duration after = made <= 4 ? Duration.ofMinutes(15L * made) : Duration.ofHours(made - 3L);
    return after.compareTo(Duration.ofHours(24)) > 0
        ? ""
        : event.createdAt().plus(after).toString();
  }

  private Event.Attempt posted(Event event, EcwidStore store) {
    String signature =
        new Sealing(store.clientSecret()).signature(event.createdAt().getEpochSecond(), event.id());
    HttpRequest request =
        HttpRequest.newBuilder(
                home.resolve(
                    "/ecwid/webhooks?app-name=" + store.app() + "&eventtype=" + event.type()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json;charset=UTF-8")
            .header("X-Ecwid-Webhook-Signature", signature)
            .POST(BodyPublishers.ofString(event.body(), UTF_8))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(UTF_8));
      String text = answer.body();
      return new Event.Attempt(
          clock.instant(),
          answer.statusCode(),
          text.length() > ANSWER_SHOWN ? text.substring(0, ANSWER_SHOWN) : text);
    } catch (IOException e) {
      return new Event.Attempt(clock.instant(), 0, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Event.Attempt(clock.instant(), 0, "interrupted");
    }
  }
}
