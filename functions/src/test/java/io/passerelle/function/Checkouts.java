package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.store.Sessions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checkouts that a platform asked to take the payment of, and their buyers' browsers.
final class Checkouts {

  static final String TOKEN = "dGhlLXRva2VuLW9mLXRoZS1yZWNvcmRlZC1ldmVudHM";
  static final String SHOP = "https://shop.example/thanks?order=42";

  private static final Pattern INPUT = Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\"");

  private final Bridge bridge;

  Checkouts(Bridge bridge) {
    this.bridge = bridge;
  }

  /// A shop of no platform of its own that has these settings.
  Checkouts withSettings(String settings) {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "label": "Boutique d'Été",
         "testKey": "1122334455667788", "settings": %s}}\
        """
            .formatted(settings));
    return this;
  }

  static Session session() {
    return session("", Session.Kind.SALE, "fr", Map.of("returnUrl", SHOP));
  }

  static Session session(
      String option, Session.Kind kind, String language, Map<String, String> fields) {
    Address address =
        new Address("Zoé", "Müller", "", "1 rue A", "", "Lyon", "69001", "", "FR", "");
    Buyer buyer =
        new Buyer("7", "zoe@buyer.example", "", language, "192.0.2.1", address, Address.none());
    return new Session(
        Bridge.ORDER,
        Platform.NONE,
        Mode.TEST,
        Money.of(4_990, Currency.EUR),
        kind,
        option,
        TOKEN,
        buyer,
        fields,
        Bridge.START,
        0);
  }

  Checkouts add(Session session) {
    new Sessions(bridge.rows).add(session);
    return this;
  }

  Json pay() {
    return Bridge.run(new PayFunction(bridge.wiring), get("/pay/", TOKEN, ""));
  }

  Json back(String query) {
    return Bridge.run(new ReturnFunction(bridge.wiring), get("/return/", TOKEN, query));
  }

  Json backByPost(byte[] body) {
    return Bridge.run(
        new ReturnFunction(bridge.wiring),
        Requests.http(
            "/return/" + TOKEN, "application/x-www-form-urlencoded", body, Map.of("token", TOKEN)));
  }

  static String get(String path, String token, String query) {
    return Json.object(json -> {
      json.writeStringField("rawPath", path + token);
      json.writeStringField("rawQueryString", query);
      json.writeObjectFieldStart("headers");
      json.writeStringField("host", "bridge.example");
      json.writeStringField("x-forwarded-proto", "https");
      json.writeStringField("accept-language", "ja,de;q=0.5");
      json.writeEndObject();
      json.writeObjectFieldStart("requestContext");
      json.writeObjectFieldStart("http");
      json.writeStringField("method", "GET");
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("pathParameters");
      json.writeStringField("token", token);
      json.writeEndObject();
    });
  }

  /// What the gateway gives the browser on its way back: a notification without what is the
  /// server's alone.
  static String signed(String status, String... changes) {
    String[] all = java.util.Arrays.copyOf(changes, changes.length + 2);
    all[changes.length] = "vads_url_check_src";
    all[changes.length + 1] = "-";
    return new String(Requests.notification(status, all), UTF_8);
  }

  /// The hidden fields of the page that goes on to the gateway.
  static Map<String, String> inputs(Json page) {
    Map<String, String> inputs = new TreeMap<>();
    Matcher input = INPUT.matcher(page.get("body").text(""));
    while (input.find()) {
      inputs.put(input.group(1), input.group(2).replace("&#39;", "'").replace("&amp;", "&"));
    }
    return inputs;
  }
}
