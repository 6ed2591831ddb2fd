package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.ecwid.EcwidStores;
import io.passerelle.sandbox.gateway.GatewayShops;
import io.passerelle.sandbox.odoo.OdooShops;
import io.passerelle.sandbox.shopify.ShopifyShops;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;

/// `POST /sandbox/api/shops`, `GET /sandbox/api/shops/{siteId}` with what is below it, and `GET
/// /sandbox/api/info`.
///
/// A shop is made at the bridge (through the operators' function, with all its checks), at the
/// simulated gateway, and, where it is connected to one, at the simulated platform.
public final class ShopCalls implements Site {

  private static final String SHOPS = "/sandbox/api/shops";
  private static final String TEST = "/rules/test";
  private static final String REFUSALS = "/refusals";

  private final Operator operator;
  private final FailedCalls failed;
  private final GatewayShops gatewayShops;
  private final OdooShops odooShops;
  private final ShopifyShops shopifyShops;
  private final EcwidStores ecwidStores;
  private final Drawer drawer;
  private final Clock clock;
  private final String url;

  public ShopCalls(
      Operator operator,
      GatewayShops gatewayShops,
      OdooShops odooShops,
      ShopifyShops shopifyShops,
      EcwidStores ecwidStores,
      Drawer drawer,
      Clock clock,
      String url) {
    this.operator = operator;
    this.failed = new FailedCalls(operator);
    this.gatewayShops = gatewayShops;
    this.odooShops = odooShops;
    this.shopifyShops = shopifyShops;
    this.ecwidStores = ecwidStores;
    this.drawer = drawer;
    this.clock = clock;
    this.url = url;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String path = request.path();
    if (path.equals(SHOPS) && request.method().equals("POST")) {
      return post(request);
    }
    if (path.startsWith(SHOPS + "/") && path.endsWith(TEST) && request.method().equals("POST")) {
      String siteId = path.substring(SHOPS.length() + 1, path.length() - TEST.length());
      return testUrl(siteId, request);
    }
    if (path.startsWith(SHOPS + "/") && path.endsWith(REFUSALS) && request.method().equals("GET")) {
      return operator
          .refusals(path.substring(SHOPS.length() + 1, path.length() - REFUSALS.length()))
          .reply();
    }
    if (!path.startsWith(SHOPS + "/")) {
      return error(404, "No such call");
    }
    String[] place = path.substring(SHOPS.length() + 1).split("/", 2);
    if (place.length == 2) {
      return failed.answer(place[0], place[1], request).orElseGet(() -> error(404, "No such call"));
    }
    return request.method().equals("GET")
        ? operator.ask("shop", Json.object().put("siteId", place[0])).reply()
        : error(404, "No such call");
  }

  private WebReply testUrl(String siteId, WebRequest request) {
    try {
      JsonNode document = Json.read(request.text());
      return testUrl(siteId, document.path("url").asText(), document.path("mode").asText("TEST"))
          .reply();
    } catch (UncheckedIOException e) {
      return error(400, "The body is not JSON");
    }
  }

  /// Calls a notification URL with an empty form, and says what to correct.
  public Operator.Answer testUrl(String siteId, String url, String mode) {
    return operator.ask(
        "testUrl", Json.object().put("siteId", siteId).put("url", url).put("mode", mode));
  }

  private WebReply post(WebRequest request) {
    try {
      JsonNode document = Json.read(request.text());
      return document instanceof ObjectNode shop
          ? save(shop).reply()
          : error(400, "A shop is a JSON object");
    } catch (UncheckedIOException e) {
      return error(400, "The body is not JSON");
    }
  }

  /// Creates or replaces a shop everywhere, unless the bridge refuses it.
  public Operator.Answer save(ObjectNode given) {
    ShopPapers papers = new ShopPapers(kept(given.path("siteId").asText()), given);
    ObjectNode document = papers.document();
    Operator.Answer answer =
        operator.ask("saveShop", Json.object().set("shop", document.deepCopy()));
    if (answer.isOk()) {
      gatewayShops.put(papers.atTheGateway(url));
      papers.atOdoo().ifPresent(odooShops::put);
      papers.atShopify(url).ifPresent(shopifyShops::settle);
      papers.atEcwid(url).ifPresent(ecwidStores::put);
      drawer.put(papers.siteId(), Json.write(document));
    }
    return answer;
  }

  /// Brings the shops of an earlier run, which was at another address, to this one.
  public void moveFrom(String address) {
    for (ObjectNode shop : all()) {
      save((ObjectNode) Json.read(Json.write(shop).replace(address + "/", url + "/")));
    }
  }

  public boolean isKnown(String siteId) {
    return drawer.all().containsKey(siteId);
  }

  /// All shops with their keys: there is nothing to protect here.
  public List<ObjectNode> all() {
    return drawer.all().values().stream()
        .map(Json::read)
        .map(ObjectNode.class::cast)
        .sorted((one, other) -> siteId(one).compareTo(siteId(other)))
        .toList();
  }

  /// `GET /sandbox/api/info`.
  public Site info() {
    return new ControlCall().on("GET", document -> Json.write(facts()));
  }

  private ObjectNode facts() {
    ObjectNode info = Json.object().put("now", clock.instant().toString());
    var shops = info.putArray("shops");
    for (ObjectNode shop : all()) {
      ObjectNode shown = shops.addObject();
      for (String field :
          List.of("siteId", "label", "brand", "mode", "testKey", "productionKey", "algorithm")) {
        shown.put(field, shop.path(field).asText());
      }
      boolean test = shop.path("mode").asText().equals("TEST");
      shown.put(
          "restPassword", shop.path(test ? "testRestPassword" : "productionRestPassword").asText());
      shown.put("hmacKey", shop.path(test ? "testHmacKey" : "productionHmacKey").asText());
    }
    info.putObject("gateway")
        .put("formUrl", url + "/sandbox/gateway/vads-payment/")
        .put("restUrl", url + "/sandbox/gateway/api-payment/V4/");
    return info;
  }

  private ObjectNode kept(String siteId) {
    String kept = drawer.all().get(siteId);
    return kept == null ? Json.object() : (ObjectNode) Json.read(kept);
  }

  private static String siteId(ObjectNode shop) {
    return shop.path("siteId").asText();
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
