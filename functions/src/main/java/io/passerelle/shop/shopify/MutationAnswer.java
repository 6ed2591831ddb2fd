package io.passerelle.shop.shopify;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What an answer to a mutation means.
///
/// Shopify answers 200 to nearly everything: throttled, refused for what it was asked, or a page
/// for robots in front of it. So the text decides, and what cannot be understood is tried again:
/// the same mutation twice is one (Payments Apps, "Idempotency").
public sealed interface MutationAnswer {

  /// Taken; `redirectUrl` is where the buyer goes on, if Shopify says so.
  record Taken(Optional<String> redirectUrl) implements MutationAnswer {}

  /// Not now: throttled, busy, not understood, or the session request is not answered yet.
  record Later(String why) implements MutationAnswer {}

  /// Never: the token is dead, or the session stands in another final state.
  record Refused(String why) implements MutationAnswer {}

  /// Codes that the same request will meet again, however often it is made.
  Set<String> FINAL_CODES = Set.of("ACCESS_DENIED", "MAX_COST_EXCEEDED");

  int SHOWN_LENGTH_MAX = 300;

  static MutationAnswer of(int status, String text) {
    if (status == 401 || status == 403) {
      return new Refused("the app's token is not valid any more (HTTP " + status + ")");
    }
    if (status != 200) {
      return new Later("HTTP " + status);
    }
    Json answer;
    try {
      answer = Json.parse(text);
    } catch (Rejection _) {
      return new Later("no JSON in the answer");
    }
    List<Json> errors = answer.get("errors").items();
    return errors.isEmpty() ? ofData(answer.get("data")) : ofErrors(errors);
  }

  private static MutationAnswer ofErrors(List<Json> errors) {
    List<String> codes =
        errors.stream().map(error -> error.get("extensions").get("code").text("")).toList();
    String shown =
        shown(
            errors.stream()
                .map(error ->
                    (error.get("extensions").get("code").text("")
                            + " "
                            + error.get("message").text(""))
                        .strip())
                .collect(Collectors.joining("; ")));
    return codes.stream().anyMatch(FINAL_CODES::contains) ? new Refused(shown) : new Later(shown);
  }

  private static MutationAnswer ofData(Json data) {
    Map<String, Json> members = data.members();
    if (members.size() != 1 || !members.values().iterator().next().isObject()) {
      return new Later("no answer to the mutation");
    }
    Json payload = members.values().iterator().next();
    if (!payload.get("userErrors").isArray()) {
      return new Later("no answer to the mutation");
    }
    List<Json> errors = payload.get("userErrors").items();
    if (errors.isEmpty()) {
      return new Taken(redirectUrl(payload));
    }
    String shown =
        shown(
            errors.stream()
                .map(error -> error.get("message").text(""))
                .collect(Collectors.joining("; ")));
    return isTooEarly(shown) ? new Later(shown) : new Refused(shown);
  }

  /// A mutation that overtakes the answer to its session request is refused in these words.
  private static boolean isTooEarly(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return text.contains("start_payment_session") || text.contains("has not been received");
  }

  private static Optional<String> redirectUrl(Json payload) {
    return payload.members().values().stream()
        .flatMap(
            session -> session.get("nextAction").get("context").get("redirectUrl").text().stream())
        .filter(MutationAnswer::isHttps)
        .findFirst();
  }

  private static boolean isHttps(String url) {
    try {
      URI uri = new URI(url);
      boolean local = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
      return uri.getHost() != null && ("https".equals(uri.getScheme()) || local);
    } catch (java.net.URISyntaxException _) {
      return false;
    }
  }

  private static String shown(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN_LENGTH_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_LENGTH_MAX));
  }
}
