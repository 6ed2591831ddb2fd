package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.gateway.GatewayShop.Format;
import io.passerelle.sandbox.gateway.GatewayShop.Keys;
import io.passerelle.sandbox.gateway.GatewayShop.Rule;
import io.passerelle.sandbox.state.JsonText;
import io.passerelle.sandbox.state.MemoryDrawer;
import io.passerelle.sandbox.state.StandingClock;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A gateway with one shop whose server records, on a clock that stands still: what every test of
/// the gateway begins with.
final class GatewayBench implements AutoCloseable {

  static final String SITE = "12345678";
  static final String TEST_KEY = "1122334455667788";
  static final String PRODUCTION_KEY = "8877665544332211";

  final StandingClock clock = new StandingClock("2026-01-15T10:07:00Z");
  final RecordingShop shop = new RecordingShop();
  final GatewayShops shops = new GatewayShops(new MemoryDrawer());
  private final MemoryDrawer payments = new MemoryDrawer();
  private final MemoryDrawer notices = new MemoryDrawer();
  private final MemoryDrawer tokens = new MemoryDrawer();
  private Optional<String> fault = Optional.empty();
  private SimulatedGateway gateway;

  GatewayBench() {
    shops.put(
        GatewayShop.of(
            SITE,
            "Demo",
            "lyra",
            new Keys(TEST_KEY, "testpassword_A", "hmac_A"),
            new Keys(PRODUCTION_KEY, "prodpassword_B", "hmac_B"),
            shop.url("/ipn")));
    gateway = start();
  }

  private SimulatedGateway start() {
    return new SimulatedGateway(
        shops, payments, notices, tokens, clock, clock, () -> fault, Duration.ofSeconds(5));
  }

  /// A new gateway on what the old one has written; the old one's agenda is lost with it.
  void restart() {
    gateway.close();
    gateway = start();
  }

  void fails(String kind) {
    fault = Optional.of(kind);
  }

  void format(Format format, boolean replay) {
    shops.put(shop().withRule(new Rule(shop.url("/ipn"), format, replay)));
  }

  GatewayShop shop() {
    return shops.find(SITE).orElseThrow();
  }

  /// A right form, not yet signed.
  static Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("vads_site_id", SITE);
    form.put("vads_ctx_mode", "TEST");
    form.put("vads_trans_id", "000001");
    form.put("vads_trans_date", "20260115100700");
    form.put("vads_amount", "4990");
    form.put("vads_currency", "978");
    form.put("vads_action_mode", "INTERACTIVE");
    form.put("vads_page_action", "PAYMENT");
    form.put("vads_payment_config", "SINGLE");
    form.put("vads_version", "V2");
    form.put("vads_order_id", "SO0001-1");
    form.put("vads_url_return", "https://shop.example/return");
    return form;
  }

  static Map<String, String> form(String... changes) {
    Map<String, String> form = form();
    for (int i = 0; i < changes.length; i += 2) {
      form.put(changes[i], changes[i + 1]);
    }
    return form;
  }

  Map<String, String> signed(Map<String, String> form) {
    Map<String, String> copy = new LinkedHashMap<>(form);
    String key = "PRODUCTION".equals(form.get("vads_ctx_mode")) ? PRODUCTION_KEY : TEST_KEY;
    copy.put("signature", Signature.of(form, key, shop().algorithm()));
    return copy;
  }

  WebReply post(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(one -> Envelope.encode(one.getKey()) + "=" + Envelope.encode(one.getValue()))
            .collect(Collectors.joining("&"));
    return gateway.answer(
        new WebRequest("POST", "/sandbox/gateway/" + path, "", Map.of(), body.getBytes(UTF_8)));
  }

  WebReply get(String path) {
    return gateway.answer(
        new WebRequest("GET", "/sandbox/gateway/" + path, "", Map.of(), new byte[0]));
  }

  WebReply call(String service, String credentials, String json) {
    String basic =
        "Basic " + java.util.Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    return gateway.answer(
        new WebRequest(
            "POST",
            "/sandbox/gateway/api-payment/V4/" + service,
            "",
            Map.of("authorization", basic),
            json.getBytes(UTF_8)));
  }

  /// Posts the form and gives the id of the payment page that it leads to.
  String open(Map<String, String> form) {
    WebReply reply = post("vads-payment/", signed(form));
    String location = reply.headers().getOrDefault("location", "");
    if (reply.status() != 303) {
      throw new IllegalStateException(text(reply));
    }
    return location.substring(location.lastIndexOf('/') + 1);
  }

  JsonNode pay(String page, String more) {
    return JsonText.tree(gateway.control().pay("{\"page\":\"" + page + "\"" + more + "}"));
  }

  /// Opens and pays in one go.
  JsonNode paid(Map<String, String> form, String more) {
    return pay(open(form), more);
  }

  JsonNode event(String uuid, String json) {
    return JsonText.tree(gateway.control().event(uuid, json));
  }

  static String text(WebReply reply) {
    return new String(reply.body(), UTF_8);
  }

  @Override
  public void close() {
    gateway.close();
    shop.close();
  }
}
