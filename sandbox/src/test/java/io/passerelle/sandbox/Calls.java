package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sandbox as tests use it, in this process or in another: by its HTTP surface alone.
class Calls implements AutoCloseable {

  /// The gateway's test card that is accepted without a challenge.
  static final String GOOD_CARD = "4970100000000055";

  /// The key of [#shopAt] in TEST.
  static final String TEST_KEY = "TestKeyOfTheTestShop";

  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
  private static final Pattern INPUT = Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\"");

  final Http http;

  Calls(String url) {
    this.http = new Http(url);
  }

  /// A buyer on the gateway's payment page, with what led there: the form that the shop signed and
  /// the one that Passerelle handed on.
  record Purchase(
      String siteId,
      String reference,
      Map<String, String> signed,
      Map<String, String> handedOn,
      String page) {}

  /// Saves a shop whose Odoo is at `url`, with one rule for the end of payment, as its answer says.
  JsonNode shopAt(String url, String siteId) {
    return saved(shop(url, siteId));
  }

  static ObjectNode shop(String url, String siteId) {
    ObjectNode shop = Json.object().put("siteId", siteId).put("label", "Shop " + siteId);
    shop.put("company", "Tests").put("brand", "lyra").put("mode", "TEST");
    shop.put("testKey", TEST_KEY).put("productionKey", "ProductionKeyOfTheTestShop");
    shop.put("restPassword", "testpassword_OfTheTestShop").put("hmacKey", "HmacKeyOfTheTestShop");
    shop.put("algorithm", "HMAC-SHA-256");
    shop.putObject("connection").put("platform", "odoo").put("app", "lyra").put("url", url);
    shop.putArray("rules")
        .addObject()
        .put("kind", "END_OF_PAYMENT")
        .put("alertEmails", "a@shop.example;b@shop.example")
        .put("replay", true);
    return shop;
  }

  JsonNode saved(ObjectNode shop) {
    Http.Reply reply = http.post("/sandbox/api/shops", shop);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  /// Leaves the simulated shop for the gateway, through Passerelle's page.
  Purchase checkout(String siteId, String product) {
    Http.Reply begun =
        http.postForm("/sandbox/odoo/" + siteId + "/api/checkouts", Map.of("product", product));
    assertThat(begun.status()).as(begun.body()).isEqualTo(200);
    Map<String, String> signed = new LinkedHashMap<>();
    begun
        .json()
        .path("fields")
        .properties()
        .forEach(field -> signed.put(field.getKey(), field.getValue().asText()));
    Http.Reply page = http.postForm(begun.json().path("action").asText(), signed);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    Map<String, String> handedOn = inputs(page.body());
    Http.Reply gateway = http.postForm(action(page.body()), handedOn);
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    String reference = begun.json().path("reference").asText();
    return new Purchase(siteId, reference, signed, handedOn, gateway.location());
  }

  /// Pays on the gateway's page; the answer is the control call's.
  JsonNode pay(Purchase purchase, ObjectNode how) {
    Http.Reply reply = http.post("/sandbox/api/gateway/payments", how.put("page", purchase.page()));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  JsonNode pay(Purchase purchase) {
    return pay(purchase, Json.object().put("card", GOOD_CARD));
  }

  /// Buys a lamp of 49.90 EUR with a card that is accepted, and waits until all is done.
  Purchase buy(String siteId) {
    Purchase purchase = checkout(siteId, "lamp");
    JsonNode paid = pay(purchase);
    assertThat(paid.at("/notification/status").asInt()).as(paid.toString()).isEqualTo(200);
    settle();
    return purchase;
  }

  /// A buyer of the first demo shop pays and has the card kept; the answer is its token.
  String keepsACard(String order, String transaction) {
    String siteId = "12345678";
    Map<String, String> fields = new TreeMap<>(checkout(siteId, "lamp").signed());
    fields.remove("signature");
    fields.put("vads_page_action", "REGISTER_PAY");
    fields.put("vads_cust_email", "buyer@example.com");
    fields.put("vads_order_id", order);
    fields.put("vads_trans_id", transaction);
    fields.put("signature", Published.signature(fields, "TestKeyOf" + siteId));
    Http.Reply page = http.postForm("/vads-payment/", fields);
    Http.Reply gateway = http.postForm(action(page.body()), inputs(page.body()));
    pay(new Purchase(siteId, order, Map.of(), Map.of(), gateway.location()));
    settle();
    for (JsonNode token : http.get("/sandbox/api/tokens/" + siteId).json()) {
      if (token.path("orderId").asText().equals(order)) {
        return token.path("token").asText();
      }
    }
    throw new AssertionError("no card was kept for " + order);
  }

  JsonNode event(String uuid, ObjectNode event) {
    Http.Reply reply = http.post("/sandbox/api/gateway/transactions/" + uuid + "/events", event);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  JsonNode order(Purchase purchase) {
    return order(purchase.siteId(), purchase.reference());
  }

  JsonNode order(String siteId, String reference) {
    Http.Reply reply = http.get("/sandbox/api/orders/" + siteId + "/" + reference);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  JsonNode atOdoo(Purchase purchase) {
    return http.get("/sandbox/odoo/" + purchase.siteId() + "/api/orders/" + purchase.reference())
        .json();
  }

  JsonNode mails() {
    return http.get("/sandbox/api/mailbox").json();
  }

  void forgetMails() {
    http.delete("/sandbox/api/mailbox");
  }

  /// Returns when all that is due now is done.
  void settle() {
    advance("PT0S");
  }

  Instant advance(String duration) {
    return moved(Json.object().put("advance", duration));
  }

  Instant moveTo(String instant) {
    return moved(Json.object().put("to", instant));
  }

  Instant nextQuarter() {
    return moved(Json.object().put("to", "next-quarter"));
  }

  private Instant moved(ObjectNode move) {
    Http.Reply reply = http.post("/sandbox/api/clock", move);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return Instant.parse(reply.json().path("now").asText());
  }

  void inject(String target, String kind, int count) {
    ObjectNode fault = Json.object().put("target", target).put("kind", kind).put("count", count);
    Http.Reply reply = http.post("/sandbox/api/faults", fault);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  void clearFaults() {
    http.delete("/sandbox/api/faults");
  }

  static String action(String html) {
    Matcher action = ACTION.matcher(html);
    assertThat(action.find()).as(html).isTrue();
    return unescaped(action.group(1));
  }

  static Map<String, String> inputs(String html) {
    Map<String, String> inputs = new LinkedHashMap<>();
    INPUT
        .matcher(html)
        .results()
        .forEach(input -> inputs.put(unescaped(input.group(1)), unescaped(input.group(2))));
    return inputs;
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Override
  public void close() {
    http.close();
  }
}
