package io.passerelle.sandbox.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The GraphQL endpoint of the Payments Apps API, as far as an app for payments calls it: one
/// mutation in each request, with its arguments as variables.
final class Graphql {

  private static final Pattern MUTATION =
      Pattern.compile("\\{\\s*([a-zA-Z]+(?:Resolve|Reject|Pending|Configure))\\s*\\(([^)]*)\\)");
  private static final Pattern ARGUMENT = Pattern.compile("(\\w+)\\s*:\\s*\\$(\\w+)");

  /// What a mutation has to say for itself: the session, or why not.
  record Said(Optional<ObjectNode> session, Optional<String> userError) {

    static Said session(ObjectNode session) {
      return new Said(Optional.of(session), Optional.empty());
    }

    static Said error(String message) {
      return new Said(Optional.empty(), Optional.of(message));
    }
  }

  private final ShopifyShops shops;
  private final PaymentMutations payments;
  private final OperationMutations operations;
  private final AtomicInteger challenges = new AtomicInteger();

  Graphql(ShopifyShops shops, Sessions sessions, Clock clock, URI home) {
    this.shops = shops;
    this.payments = new PaymentMutations(sessions, clock, home);
    this.operations = new OperationMutations(sessions);
  }

  /// How many of the next answers are a page for robots instead.
  void challenge(int times) {
    challenges.set(times);
  }

  static WebReply throttled() {
    return error("Throttled", "THROTTLED");
  }

  WebReply answer(WebRequest request) {
    if (challenges.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return WebReply.html(429, "<html><title>Verifying your connection...</title></html>");
    }
    Optional<ShopifyShop> shop =
        shops.byToken(request.headers().getOrDefault("x-shopify-access-token", ""));
    if (shop.isEmpty()) {
      return WebReply.json(
          401,
          "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong"
              + " password)\"}");
    }
    try {
      JsonNode body = Json.read(request.text());
      return mutation(shop.get(), body.path("query").asText(), body.path("variables"));
    } catch (UncheckedIOException e) {
      return WebReply.json(400, "{\"errors\":{\"query\":\"Required parameter missing\"}}");
    }
  }

  private WebReply mutation(ShopifyShop shop, String query, JsonNode variables) {
    Matcher mutation = MUTATION.matcher(query);
    if (!mutation.find()) {
      return error("Parse error on the query", "PARSE_ERROR");
    }
    String name = mutation.group(1);
    Map<String, JsonNode> given = new LinkedHashMap<>();
    Matcher argument = ARGUMENT.matcher(mutation.group(2));
    while (argument.find()) {
      given.put(argument.group(1), variables.path(argument.group(2)));
    }
    Optional<String> invalid = MutationRules.invalid(name, given);
    if (invalid.isPresent()) {
      return error(invalid.get(), "INVALID_VARIABLE");
    }
    return switch (name) {
      case "paymentSessionResolve", "paymentSessionReject", "paymentSessionPending" ->
          reply(name, "paymentSession", payments.said(shop, name, given));
      case "paymentsAppConfigure" -> reply(name, "", Said.session(Json.object()));
      default -> reply(name, session(name), operations.said(shop, name, given));
    };
  }

  private static String session(String name) {
    return name.replaceAll("(Resolve|Reject)$", "");
  }

  private static WebReply reply(String name, String session, Said said) {
    ObjectNode answer = Json.object();
    ObjectNode payload = answer.putObject("data").putObject(name);
    if (!session.isEmpty()) {
      said.session()
          .ifPresentOrElse(one -> payload.set(session, one), () -> payload.putNull(session));
    }
    var errors = payload.putArray("userErrors");
    said.userError()
        .ifPresent(message -> {
          ObjectNode error = errors.addObject();
          error.putArray("field").add("id");
          error.put("message", message);
        });
    answer.putObject("extensions").putObject("cost").put("requestedQueryCost", 10);
    return WebReply.json(200, Json.write(answer));
  }

  private static WebReply error(String message, String code) {
    ObjectNode answer = Json.object();
    answer
        .putArray("errors")
        .addObject()
        .put("message", message)
        .putObject("extensions")
        .put("code", code);
    return WebReply.json(200, Json.write(answer));
  }
}
