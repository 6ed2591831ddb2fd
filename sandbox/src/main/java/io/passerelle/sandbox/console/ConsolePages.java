package io.passerelle.sandbox.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.control.FailedCalls;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.control.ShopCalls;
import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// `/sandbox/` and what is below it for people: forms and links, no script.
public final class ConsolePages implements Site {

  private static final String ROOT = "/sandbox/";
  private static final String ORDERS = ROOT + "orders/";
  private static final String FAILED = ROOT + "failed/";
  private static final String SHOPS = ROOT + "shops/";
  private static final int ORDERS_SHOWN = 30;

  private final Operator operator;
  private final ShopCalls shops;
  private final Sandbox sandbox;
  private final ConsoleActions actions;
  private final FailedPages failed;
  private final RulePages rules;

  public ConsolePages(Operator operator, ShopCalls shops, Sandbox sandbox) {
    this.operator = operator;
    this.shops = shops;
    this.sandbox = sandbox;
    FailedCalls calls = new FailedCalls(operator);
    this.actions = new ConsoleActions(operator, calls, sandbox);
    this.failed = new FailedPages(calls, sandbox.clock());
    this.rules = new RulePages(operator, shops);
  }

  @Override
  public WebReply answer(WebRequest request) {
    String path = request.path();
    if (path.startsWith(RulePages.ROOT)) {
      return rules.answer(request);
    }
    if (request.method().equals("POST")) {
      return actions.act(path, request.form()).orElseGet(ConsolePages::missing);
    }
    if (path.startsWith(FAILED)) {
      return failed.page(path.substring(FAILED.length()), request.query());
    }
    if (path.startsWith(ORDERS)) {
      return order(path.substring(ORDERS.length()), request.query());
    }
    if (path.startsWith(CardPage.ROOT)) {
      return CardPage.facts(operator, path.substring(CardPage.ROOT.length()))
          .map(facts -> page("Kept cards", "console/cards", facts))
          .orElseGet(ConsolePages::missing);
    }
    if (path.startsWith(SHOPS)) {
      return ShopPage.facts(operator, path.substring(SHOPS.length()))
          .map(facts -> page("Shop", "console/shop", facts))
          .orElseGet(ConsolePages::missing);
    }
    return switch (path) {
      case ROOT, "/sandbox" -> index(request.query());
      case ROOT + "mailbox" -> BoxPages.mails(sandbox.cloud().mailbox());
      case ROOT + "smsbox" -> BoxPages.messages(sandbox.cloud().smsbox());
      default -> missing();
    };
  }

  private WebReply index(Map<String, String> query) {
    List<Map<String, Object>> shown =
        shops.all().stream()
            .map(shop ->
                Map.<String, Object>of(
                    "siteId", shop.path("siteId").asText(),
                    "label", shop.path("label").asText(),
                    "brand", shop.path("brand").asText(),
                    "platform", shop.path("connection").path("platform").asText("none"),
                    "ecwid",
                        shop.path("connection")
                                .path("apiUrl")
                                .asText("")
                                .startsWith(sandbox.url() + "/sandbox/ecwid/")
                            ? shop.path("connection").path("storeId").asText()
                            : "",
                    "odoo",
                        shop.path("connection")
                            .path("url")
                            .asText("")
                            .startsWith(sandbox.url() + "/sandbox/odoo/")))
            .toList();
    return page(
        "Sandbox",
        "console/index",
        Map.of(
            "now", sandbox.clock().instant().toString(),
            "standing", sandbox.clock().standing(),
            "url", sandbox.url(),
            "shops", shown,
            "mails", sandbox.cloud().mailbox().mails().size(),
            "messages", sandbox.cloud().smsbox().messages().size(),
            "orders", recentOrders(),
            "error", query.getOrDefault("error", "")));
  }

  /// The orders in the table, the youngest first.
  private List<Map<String, Object>> recentOrders() {
    JsonNode scanned =
        sandbox
            .cloud()
            .dynamo()
            .call(
                "Scan",
                Json.read(
                    """
                    {"TableName": "Table", "FilterExpression": "sk = :order",
                     "ExpressionAttributeValues": {":order": {"S": "ORDER"}}}
                    """));
    return scanned
        .path("Items")
        .valueStream()
        .map(RecentOrder::of)
        .sorted((one, other) -> other.createdAt().compareTo(one.createdAt()))
        .limit(ORDERS_SHOWN)
        .map(RecentOrder::facts)
        .toList();
  }

  private WebReply order(String place, Map<String, String> query) {
    int slash = place.indexOf('/');
    if (slash < 0) {
      return missing();
    }
    Operator.Answer answer = operator.order(place.substring(0, slash), place.substring(slash + 1));
    return answer.isOk()
        ? page(
            "Order " + place.substring(slash + 1),
            "console/order",
            OrderFacts.of(
                answer.body(),
                sandbox.clock().instant(),
                orderPath(place.substring(0, slash), place.substring(slash + 1)),
                query.getOrDefault("error", "")))
        : missing();
  }

  static WebReply page(String title, String template, Map<String, ?> facts) {
    return WebReply.html(200, Layout.page("en", title, template, facts));
  }

  static WebReply missing() {
    return WebReply.html(404, Layout.page("Not found", "<h1>There is no such page</h1>"));
  }

  static String orderPath(String siteId, String orderId) {
    return ORDERS + encoded(siteId) + "/" + encoded(orderId);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
