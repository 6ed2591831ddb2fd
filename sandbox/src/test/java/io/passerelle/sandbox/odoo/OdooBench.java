package io.passerelle.sandbox.odoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.state.JsonText;
import io.passerelle.sandbox.state.MemoryDrawer;
import io.passerelle.sandbox.state.StandingClock;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One simulated Odoo shop on a standing clock, and a test in the gateway's place.
final class OdooBench {

  static final String SITE = "12345678";

  final StandingClock clock = new StandingClock("2026-01-15T10:07:00Z");
  final OdooShop shop = OdooShop.inTest(SITE, "Boutique", "lyra", "1122334455667788");
  private final MemoryDrawer orders = new MemoryDrawer();
  private final MemoryDrawer deliveries = new MemoryDrawer();
  private final OdooShops shops = new OdooShops(new MemoryDrawer());
  private Optional<String> fault = Optional.empty();
  private SimulatedOdoo odoo;

  OdooBench() {
    shops.put(shop);
    odoo = start();
  }

  private SimulatedOdoo start() {
    return new SimulatedOdoo(
        shops,
        orders,
        deliveries,
        clock,
        URI.create("http://localhost:8080"),
        URI.create("http://localhost:8080/vads-payment/"),
        () -> fault);
  }

  void restart() {
    odoo = start();
  }

  void fails(String kind) {
    fault = Optional.of(kind);
  }

  void recovers() {
    fault = Optional.empty();
  }

  JsonNode checkout(String product) {
    return JsonText.tree(text(post("api/checkouts", Map.of("product", product))));
  }

  JsonNode order(String reference) {
    return JsonText.tree(text(get("api/orders/" + reference)));
  }

  /// A notification in the gateway's place, rightly signed, of the first checkout.
  WebReply notify(String status, String... changes) {
    Map<String, String> data = data(status);
    for (int i = 0; i < changes.length; i += 2) {
      data.put(changes[i], changes[i + 1]);
    }
    return post("payment/lyra/ipn", signed(data));
  }

  Map<String, String> data(String status) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("vads_order_id", "SO0001-1");
    data.put("vads_ext_info_order_ref", "SO0001-1");
    data.put("vads_trans_status", status);
    data.put("vads_trans_uuid", "0123456789abcdef0123456789abcdef");
    data.put("vads_result", "00");
    return data;
  }

  Map<String, String> signed(Map<String, String> data) {
    Map<String, String> signed = new LinkedHashMap<>(data);
    signed.put("signature", new ModuleSignature(shop).of(data));
    return signed;
  }

  WebReply post(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field ->
                URLEncoder.encode(field.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return odoo.answer(
        new WebRequest(
            "POST",
            "/sandbox/odoo/" + SITE + "/" + path,
            "",
            Map.of("webhook-id", "delivery-1"),
            body.getBytes(UTF_8)));
  }

  WebReply get(String path) {
    return get(path, "");
  }

  WebReply get(String path, String query) {
    return odoo.answer(
        new WebRequest("GET", "/sandbox/odoo/" + SITE + "/" + path, query, Map.of(), new byte[0]));
  }

  static String text(WebReply reply) {
    return new String(reply.body(), UTF_8);
  }
}
