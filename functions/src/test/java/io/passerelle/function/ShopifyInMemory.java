package io.passerelle.function;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Outgoing;
import io.passerelle.edge.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shopify's side of the Payments Apps API, with its rules: resolved and rejected are final and
/// exclude each other, the same again is a success, and nothing may be said of a session before its
/// request was answered. Throttled answers have the status 200, and a page for robots may come
/// instead of any.
final class ShopifyInMemory {

  /// How a session stands.
  enum State {
    OPEN,
    PENDING,
    RESOLVED,
    REJECTED;

    boolean isFinal() {
      return this == RESOLVED || this == REJECTED;
    }
  }

  /// A payment, refund, capture or void that the app was asked for; `answered` once its answer has
  /// come.
  static final class Asked {
    final String gid;
    final boolean dated;
    boolean answered;
    State state = State.OPEN;

    Asked(String gid, boolean dated) {
      this.gid = gid;
      this.dated = dated;
    }
  }

  private static final Pattern MUTATION =
      Pattern.compile("\\b([a-z]+)Session(Resolve|Reject|Pending)\\(");

  /// What the app said that it must not say.
  final List<String> violations = new ArrayList<>();

  private final Map<String, Asked> sessions = new HashMap<>();
  private final Random random;
  private final Consumer<Asked> resolved;
  private double faults;
  private int disturbed;
  private int early;

  /// `resolved` hears of each session once, at its resolution.
  ShopifyInMemory(Random random, Consumer<Asked> resolved) {
    this.random = random;
    this.resolved = resolved;
  }

  /// How often each of the five things goes wrong from now on.
  void faults(double each) {
    faults = each;
  }

  int disturbed() {
    return disturbed;
  }

  /// How often something was said before its time.
  int early() {
    return early;
  }

  /// A session of `kind`, as in `Payment`; `dated` where its resolution needs an end of the
  /// authorisation.
  Asked begins(String kind, String id, boolean dated) {
    Asked asked = new Asked("gid://shopify/" + kind + "Session/" + id, dated);
    sessions.put(asked.gid, asked);
    return asked;
  }

  Answer answer(Outgoing outgoing) {
    double dice = random.nextDouble();
    disturbed += dice < 5 * faults ? 1 : 0;
    if (dice < faults) {
      return Bridge.answered(
          200,
          "{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\"}}]}");
    }
    if (dice < 2 * faults) {
      return Bridge.answered(503, "");
    }
    if (dice < 3 * faults) {
      return Bridge.answered(429, "<html>Verifying your connection</html>");
    }
    Answer answer = mutation(outgoing);
    if (dice < 4 * faults) {
      return Bridge.answered(200, "<html>");
    }
    return dice < 5 * faults ? Bridge.unanswered(Trouble.TIMEOUT, "after") : answer;
  }

  private Answer mutation(Outgoing outgoing) {
    Json body = Json.parse(Requests.text(outgoing.body()));
    Json variables = body.get("variables");
    Matcher mutation = MUTATION.matcher(body.get("query").text(""));
    String kind = mutation.find() ? mutation.group(1) : "none";
    Optional<Asked> session =
        Optional.ofNullable(sessions.get(variables.get("id").text("")))
            .filter(one -> one.gid.toLowerCase(Locale.ROOT).contains("/" + kind + "session/"))
            .filter(_ -> "t".equals(outgoing.headers().get("X-Shopify-Access-Token")));
    if (session.isEmpty()) {
      violations.add("unknown: " + kind + " of " + variables.get("id").text(""));
      return error("session", "Invalid global id");
    }
    return told(session.get(), kind + "Session", mutation.group(2), variables);
  }

  private Answer told(Asked session, String name, String word, Json variables) {
    if (!session.answered) {
      early++;
      return error(
          name + word, "the response to start_payment_session request has not been received.");
    }
    State next =
        switch (word) {
          case "Resolve" -> State.RESOLVED;
          case "Reject" -> State.REJECTED;
          default -> State.PENDING;
        };
    boolean undated =
        session.dated && next == State.RESOLVED && !variables.has("authorizationExpiresAt");
    if (undated || (session.state.isFinal() && session.state != next)) {
      violations.add(session.gid + " is " + session.state + ", told " + next);
      return error(name + word, "already " + session.state);
    }
    if (session.state != next) {
      session.state = next;
      if (next == State.RESOLVED) {
        resolved.accept(session);
      }
    }
    return Bridge.answered(200, taken(name, word));
  }

  private static String taken(String name, String what) {
    return """
    {"data":{"%1$s%2$s":{"%1$s":{"id":"1","nextAction":{"action":"REDIRECT","context":
     {"redirectUrl":"https://lyra-own.myshopify.com/thanks"}}},"userErrors":[]}}}\
    """
        .formatted(name, what);
  }

  private static Answer error(String mutation, String message) {
    return Bridge.answered(
        200,
        "{\"data\":{\"%s\":{\"userErrors\":[{\"field\":[\"id\"],\"message\":\"%s\"}]}}}"
            .formatted(mutation, message));
  }
}
