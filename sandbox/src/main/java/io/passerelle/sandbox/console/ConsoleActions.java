package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.aws.Faults;
import io.passerelle.sandbox.control.FailedCalls;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the forms on the pages do: move the clock, inject a fault, send again one or all, ask the
/// gateway, empty the boxes. Each leads back to the page that it stands on.
final class ConsoleActions {

  private static final String ROOT = "/sandbox/";

  private final Operator operator;
  private final FailedCalls failed;
  private final Sandbox sandbox;

  ConsoleActions(Operator operator, FailedCalls failed, Sandbox sandbox) {
    this.operator = operator;
    this.failed = failed;
    this.sandbox = sandbox;
  }

  /// Empty for a form that there is not.
  Optional<WebReply> act(String path, Map<String, String> form) {
    String error = "";
    String note = "";
    switch (path) {
      case ROOT + "clock" -> moveClock(form.getOrDefault("to", "next-quarter"));
      case ROOT + "faults" -> inject(form);
      case ROOT + "mailbox/clear" -> sandbox.cloud().mailbox().clear();
      case ROOT + "smsbox/clear" -> sandbox.cloud().smsbox().clear();
      case ROOT + "recover" -> {
        Operator.Answer answer = recover(form);
        error = answer.isOk() ? "" : answer.body().path("error").asText();
        note = answer.isOk() ? told(answer.body(), isDry(form)) : "";
      }
      case ROOT + "unsuppress" ->
          error = error(operator.unsuppress(form.getOrDefault("email", "")));
      case ROOT + "reconcile" ->
          error =
              error(
                  operator.reconcile(
                      form.getOrDefault("siteId", ""), form.getOrDefault("orderId", "")));
      case ROOT + "operate" -> error = error(operate(form));
      case ROOT + "resend" -> error = error(operator.resend(form.getOrDefault("delivery", "")));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(WebReply.seeOther(back(form) + query("error", error) + query("note", note)));
  }

  /// One of the two is empty.
  private static String query(String name, String words) {
    return words.isEmpty() ? "" : "?" + name + "=" + ConsolePages.encoded(words);
  }

  private Operator.Answer recover(Map<String, String> form) {
    String since = form.getOrDefault("since", "").strip();
    return failed.recover(form.getOrDefault("siteId", ""), since, isDry(form));
  }

  /// The key comes with the page, so that a button that is pressed twice asks once.
  private Operator.Answer operate(Map<String, String> form) {
    ObjectNode asked = Json.object().put("key", form.getOrDefault("key", ""));
    String amount = form.getOrDefault("amount", "").strip();
    if (!amount.isEmpty()) {
      if (amount.matches("[0-9]{1,12}")) {
        asked.put("amount", Long.parseLong(amount));
      } else {
        asked.put("amount", amount);
      }
    }
    return operator.operate(
        form.getOrDefault("action", ""),
        form.getOrDefault("siteId", ""),
        form.getOrDefault("orderId", ""),
        asked);
  }

  private static boolean isDry(Map<String, String> form) {
    return form.containsKey("dryRun");
  }

  private static String told(JsonNode recovered, boolean dry) {
    return (dry ? "A rehearsal, nothing was sent. It would send " : "Sent again: ")
        + recovered.path("deliveries").asLong()
        + " deliveries of "
        + recovered.path("orders").size()
        + " orders. Left alone: "
        + recovered.path("upToDate").size()
        + " orders that know more by now, "
        + recovered.path("underWay").asLong()
        + " deliveries under way, "
        + recovered.path("triedTooOften").asLong()
        + " tried too often.";
  }

  private static String error(Operator.Answer answer) {
    return answer.isOk() ? "" : answer.body().path("error").asText();
  }

  private void moveClock(String to) {
    Instant now = sandbox.clock().instant();
    Duration step = to.equals("hour") ? Duration.ofHours(1) : Duration.ofMinutes(15);
    long seconds = step.toSeconds();
    Instant target =
        to.equals("hour")
            ? now.plus(step)
            : Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
    sandbox.pump().advanceTo(target);
  }

  private void inject(Map<String, String> form) {
    if (form.containsKey("clear")) {
      sandbox.faults().clear();
      return;
    }
    Faults.target(form.getOrDefault("target", ""))
        .ifPresent(target ->
            Faults.Kind.of(form.getOrDefault("kind", ""))
                .ifPresent(kind -> sandbox.faults().inject(target, kind, 1)));
  }

  /// Back to the page that a form stands on, which is one of these.
  private static String back(Map<String, String> form) {
    String back = form.getOrDefault("back", ROOT);
    return back.startsWith(ROOT) ? back : ROOT;
  }
}
