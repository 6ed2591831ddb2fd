package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.ecwid.EcwidStore;
import io.passerelle.sandbox.gateway.Algorithm;
import io.passerelle.sandbox.gateway.GatewayShop;
import io.passerelle.sandbox.odoo.OdooShop;
import io.passerelle.sandbox.shopify.ShopifyShop;
import io.passerelle.sandbox.web.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A shop's document as it was given, with the keys that were known of it before and what the
/// sandbox adds: REST passwords where none is given (the form's key then), and an address for
/// alerts, so that a test need not name them.
final class ShopPapers {

  private static final List<String> SECRETS =
      List.of(
          "testKey",
          "productionKey",
          "testRestPassword",
          "productionRestPassword",
          "testHmacKey",
          "productionHmacKey");

  private final ObjectNode document;

  ShopPapers(ObjectNode kept, ObjectNode given) {
    this.document = Json.object();
    for (String secret : SECRETS) {
      if (kept.path(secret).isTextual()) {
        document.put(secret, kept.path(secret).asText());
      }
    }
    document.setAll(given);
    putIfMissing("mode", "TEST");
    putIfMissing("brand", "lyra");
    putIfMissing("label", siteId());
    putIfMissing("productionKey", "");
    putIfMissing("algorithm", "HMAC-SHA-256");
    spread(given, "restPassword", "RestPassword");
    spread(given, "hmacKey", "HmacKey");
    putIfMissing("testRestPassword", text("testKey"));
    putIfMissing("productionRestPassword", text("productionKey"));
    if (!document.has("connection")) {
      document.putObject("connection").put("platform", "none");
    }
    if (!document.has("settings")) {
      document.putObject("settings");
    }
    if (!document.has("rules")) {
      document
          .putArray("rules")
          .addObject()
          .put("kind", "END_OF_PAYMENT")
          .put("alertEmails", "merchant@" + siteId() + ".example");
    }
  }

  /// What the bridge is to be told; an empty production key is none.
  ObjectNode document() {
    if (text("productionKey").isEmpty()) {
      document.remove("productionKey");
      document.remove("productionRestPassword");
    }
    if (text("testRestPassword").isEmpty()) {
      document.remove("testRestPassword");
    }
    return document;
  }

  String siteId() {
    return text("siteId");
  }

  GatewayShop atTheGateway(String url) {
    return GatewayShop.of(
            siteId(),
            text("label"),
            text("brand"),
            keys("test"),
            keys("production"),
            url + notificationPath())
        .withAlgorithm(algorithm());
  }

  Optional<OdooShop> atOdoo() {
    if (!platform().equals("odoo")) {
      return Optional.empty();
    }
    return Optional.of(
        new OdooShop(
            siteId(),
            text("label"),
            app(),
            text("mode").equals("PRODUCTION"),
            text("testKey"),
            text("productionKey"),
            algorithm().label(),
            Map.of()));
  }

  /// Where the shop's mutations go to the simulated Shopify.
  Optional<ShopifyShop> atShopify(String url) {
    JsonNode connection = document.path("connection");
    boolean here = connection.path("graphqlUrl").asText().startsWith(url + "/sandbox/shopify/");
    return platform().equals("shopify") && here
        ? Optional.of(
            new ShopifyShop(
                connection.path("shopDomain").asText(),
                siteId(),
                text("label"),
                text("mode").equals("PRODUCTION"),
                connection.path("accessToken").asText(),
                connection.path("clientSecret").asText(),
                true,
                false))
        : Optional.empty();
  }

  /// Where the store's API is the simulated one; another one is somebody else's server.
  Optional<EcwidStore> atEcwid(String url) {
    JsonNode connection = document.path("connection");
    boolean here = connection.path("apiUrl").asText().startsWith(url + "/sandbox/ecwid/");
    String storeId = connection.path("storeId").asText();
    String secret = connection.path("clientSecret").asText();
    return platform().equals("ecwid")
            && here
            && storeId.matches("[0-9]{1,18}")
            && secret.length() >= 16
        ? Optional.of(
            EcwidStore.of(storeId, text("label"), app(), secret, connection.path("token").asText()))
        : Optional.empty();
  }

  private String notificationPath() {
    return switch (platform()) {
      case "ecwid" -> "/vads-cms/ecwid/callback?app-name=" + app();
      case "shopify" -> "/vads-payment/shopify.callback.a";
      default -> "/payment/" + app() + "/ipn";
    };
  }

  private String platform() {
    return document.path("connection").path("platform").asText("none");
  }

  private String app() {
    return document.path("connection").path("app").asText("lyra");
  }

  private GatewayShop.Keys keys(String mode) {
    return new GatewayShop.Keys(
        text(mode + "Key"), text(mode + "RestPassword"), text(mode + "HmacKey"));
  }

  private Algorithm algorithm() {
    String name = document.path("algorithm").asText("HMAC-SHA-256").toUpperCase(Locale.ROOT);
    return name.replaceAll("[-_]", "").equals("SHA1") ? Algorithm.SHA_1 : Algorithm.HMAC_SHA_256;
  }

  /// A secret given without its mode is of the mode that it names, else of the shop's.
  private void spread(ObjectNode given, String name, String suffix) {
    JsonNode secret = given.path(name);
    if (secret.isTextual()) {
      boolean production =
          secret.asText().startsWith("prodpassword_")
              || (!secret.asText().startsWith("testpassword_")
                  && text("mode").equals("PRODUCTION"));
      document.put((production ? "production" : "test") + suffix, secret.asText());
      document.remove(name);
    }
  }

  private void putIfMissing(String name, String value) {
    if (!document.path(name).isTextual()) {
      document.put(name, value);
    }
  }

  private String text(String name) {
    return document.path(name).asText("");
  }
}
