package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What hangs below one shop: `GET …/rules`, `GET …/deliveries?state=EXHAUSTED`, `POST
/// …/deliveries/recover` and `POST …/webhook-secret`.
///
/// The operators' function answers long lists and recoveries in pages; here they are read to their
/// end and answered as one.
public final class FailedCalls {

  private static final int PAGES_MAX = 1_000;
  private static final List<String> SUMS = List.of("deliveries", "underWay", "triedTooOften");

  private final Operator operator;

  public FailedCalls(Operator operator) {
    this.operator = operator;
  }

  /// Empty for a call that there is not.
  Optional<WebReply> answer(String siteId, String rest, WebRequest request) {
    return switch (request.method() + " " + rest) {
      case "GET rules" -> Optional.of(operator.ask("rules", shop(siteId)).reply());
      case "GET deliveries" -> Optional.of(list(siteId, request));
      case "POST deliveries/recover" -> Optional.of(recover(siteId, request));
      case "POST webhook-secret" ->
          Optional.of(operator.ask("webhookSecret", shop(siteId)).reply());
      default -> Optional.empty();
    };
  }

  private WebReply list(String siteId, WebRequest request) {
    String state = request.query().getOrDefault("state", "");
    ArrayNode all = Json.object().putArray("deliveries");
    for (String one : state.isEmpty() ? List.of("FAILED", "EXHAUSTED") : List.of(state)) {
      Operator.Answer answer =
          failed(siteId, one, Optional.ofNullable(request.query().get("since")));
      if (!answer.isOk()) {
        return answer.reply();
      }
      all.addAll((ArrayNode) answer.body());
    }
    return WebReply.json(200, Json.write(all));
  }

  /// All failed deliveries of a shop in one state, as an array.
  public Operator.Answer failed(String siteId, String state, Optional<String> since) {
    ArrayNode all = Json.object().putArray("deliveries");
    ObjectNode ask = shop(siteId).put("state", state);
    since.ifPresent(time -> ask.put("since", time));
    Operator.Answer answer = operator.ask("deliveries", ask);
    for (int pages = 1; answer.isOk() && pages < PAGES_MAX; pages++) {
      all.addAll((ArrayNode) answer.body().path("deliveries"));
      if (!answer.body().has("page")) {
        return new Operator.Answer(200, all);
      }
      answer = operator.ask("deliveries", ask.put("page", answer.body().path("page").asText()));
    }
    return answer;
  }

  private WebReply recover(String siteId, WebRequest request) {
    try {
      JsonNode asked = request.body().length == 0 ? Json.object() : Json.read(request.text());
      ObjectNode ask = shop(siteId);
      ask.set("since", asked.path("since"));
      ask.set("dryRun", asked.path("dryRun"));
      return recover(ask).reply();
    } catch (UncheckedIOException e) {
      return WebReply.json(400, Json.write(Json.object().put("error", "The body is not JSON")));
    }
  }

  /// Sends again all that a shop was not told since then, and answers once that was tried; one that
  /// is `dry` says what that would be.
  public Operator.Answer recover(String siteId, String since, boolean dry) {
    return recover(shop(siteId).put("since", since).put("dryRun", dry));
  }

  private Operator.Answer recover(ObjectNode ask) {
    Operator.Answer answer = operator.ask("recover", ask);
    ObjectNode whole = answer.isOk() ? (ObjectNode) answer.body().deepCopy() : Json.object();
    for (int pages = 1; answer.isOk() && pages < PAGES_MAX; pages++) {
      if (!answer.body().has("page")) {
        return new Operator.Answer(200, worked(whole, ask.path("siteId").asText()));
      }
      answer = operator.ask("recover", ask.put("page", answer.body().path("page").asText()));
      add(whole, answer.body());
    }
    return answer;
  }

  /// Does what was asked for, and what goes on by itself; then all of it is summed up.
  private ObjectNode worked(ObjectNode whole, String siteId) {
    boolean goesOn = whole.path("more").asBoolean() && !whole.has("page");
    operator.work();
    if (goesOn) {
      JsonNode progress = operator.ask("recovery", shop(siteId)).body();
      SUMS.forEach(sum -> whole.set(sum, progress.path(sum)));
    }
    whole.remove("page");
    return whole.put("more", false);
  }

  private static void add(ObjectNode whole, JsonNode page) {
    SUMS.forEach(sum -> whole.put(sum, whole.path(sum).asLong() + page.path(sum).asLong()));
    for (String list : List.of("orders", "upToDate")) {
      Set<JsonNode> all = new LinkedHashSet<>(whole.path(list).valueStream().toList());
      page.path(list).forEach(all::add);
      whole.putArray(list).addAll(all);
    }
  }

  private static ObjectNode shop(String siteId) {
    return Json.object().put("siteId", siteId);
  }
}
