package io.passerelle.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.control.FileServerCalls;
import io.passerelle.sandbox.control.ShopCalls;
import io.passerelle.sandbox.web.Json;
import java.util.List;

/// The shops that are there from the start, so that there is something to buy. Their keys are for
/// everybody to read: no money is behind them.
final class DemoCompany {

  private static final String ODOO = "12345678";

  private DemoCompany() {}

  /// Opens the shops that are not there yet.
  static void settle(ShopCalls shops, String url) {
    for (ObjectNode shop : List.of(odoo(url), ecwid(url), shopify(url))) {
      if (!shops.isKnown(shop.path("siteId").asText())) {
        shops.save(shop);
      }
    }
  }

  /// The company's account at the file server; that may have another port than in an earlier run.
  static void settle(FileServerCalls files) {
    files.settle(ODOO);
  }

  private static ObjectNode odoo(String url) {
    ObjectNode shop = shop(ODOO, "Maison Lumière", "lyra");
    shop.putObject("connection")
        .put("platform", "odoo")
        .put("app", "lyra")
        .put("url", url + "/sandbox/odoo/12345678");
    shop.putObject("settings").put("cardFiles", true);
    return shop;
  }

  private static ObjectNode ecwid(String url) {
    ObjectNode shop = shop("23456789", "Le Potager", "systempay");
    shop.putObject("connection")
        .put("platform", "ecwid")
        .put("storeId", "23456789")
        .put("token", "secret_demo_ecwid_token")
        .put("clientSecret", "demo_ecwid_client_secret")
        .put("apiUrl", url + "/sandbox/ecwid/api/v3")
        .put("app", "systempay");
    return shop;
  }

  private static ObjectNode shopify(String url) {
    ObjectNode shop = shop("34567890", "Atelier Bleu", "lyra");
    shop.putObject("connection")
        .put("platform", "shopify")
        .put("shopDomain", "atelier-bleu.myshopify.com")
        .put("accessToken", "demo_shopify_access_token")
        .put("graphqlUrl", url + "/sandbox/shopify/graphql")
        .put("clientSecret", "demo_shopify_client_secret");
    ArrayNode instalments = shop.putObject("settings").putArray("instalments");
    instalments.addObject().put("code", "3x").put("label", "3 fois").put("minAmount", 3_000);
    instalments.addObject().put("code", "4x").put("label", "4 fois").put("firstPercent", 40);
    return shop;
  }

  private static ObjectNode shop(String siteId, String label, String brand) {
    ObjectNode shop =
        Json.object()
            .put("siteId", siteId)
            .put("label", label)
            .put("company", "Demo")
            .put("brand", brand)
            .put("mode", "TEST")
            .put("testKey", "TestKeyOf" + siteId)
            .put("productionKey", "ProductionKeyOf" + siteId)
            .put("algorithm", "HMAC-SHA-256")
            .put("restPassword", "testpassword_Of" + siteId)
            .put("hmacKey", "HmacKeyOf" + siteId);
    shop.putArray("rules")
        .addObject()
        .put("kind", "END_OF_PAYMENT")
        .put("alertEmails", "merchant@" + siteId + ".example")
        .put("replay", true);
    return shop;
  }
}
