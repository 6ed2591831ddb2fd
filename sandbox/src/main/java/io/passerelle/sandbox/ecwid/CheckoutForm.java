package io.passerelle.sandbox.ecwid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// The form with which a store's checkout sends its buyer to the payment app.
final class CheckoutForm {

  /// Which of the two fields a store sends.
  enum Fields {
    BOTH,
    ENC_DATA,
    DATA;

    static Fields named(String name) {
      return switch (name) {
        case "enc_data" -> ENC_DATA;
        case "data" -> DATA;
        default -> BOTH;
      };
    }
  }

  private final EcwidStore store;
  private final EcwidOrder order;
  private final String home;
  private final String language;

  CheckoutForm(EcwidStore store, EcwidOrder order, String home, String language) {
    this.store = store;
    this.order = order;
    this.home = home;
    this.language = language;
  }

  Map<String, String> of(Fields fields) {
    String payload = Json.write(payload());
    Sealing sealing = new Sealing(store.clientSecret());
    Map<String, String> form = new LinkedHashMap<>();
    if (fields != Fields.DATA) {
      form.put("enc_data", sealing.gcm(payload));
    }
    if (fields != Fields.ENC_DATA) {
      form.put("data", sealing.cbc(payload));
    }
    return form;
  }

  /// Where the buyer comes back to: an address of Ecwid's that looks at the order and leads on.
  String returnUrl() {
    return home
        + "/sandbox/ecwid/custompaymentapps/"
        + store.storeId()
        + "?orderId="
        + order.id()
        + "&clientId="
        + store.app()
        + "&lang="
        + language;
  }

  private ObjectNode payload() {
    ObjectNode payload = Json.object();
    payload.put("storeId", Long.parseLong(store.storeId()));
    payload.put("returnUrl", returnUrl());
    payload.put("lang", language);
    payload.putObject("merchantAppSettings");
    ObjectNode cart = payload.putObject("cart");
    cart.put("currency", store.currency());
    fill(cart.putObject("order"));
    payload.put("token", store.token());
    return payload;
  }

  private void fill(ObjectNode json) {
    json.put("id", order.id());
    json.put("referenceTransactionId", order.reference());
    json.put("orderNumber", order.number());
    json.put("vendorOrderNumber", Long.toString(order.number()));
    json.put("email", order.email());
    json.put("ipAddress", "192.0.2.10");
    json.put("customerId", 41);
    json.put("subtotal", BigDecimal.valueOf(order.total(), 2));
    json.put("total", BigDecimal.valueOf(order.total(), 2));
    json.put("tax", 0);
    json.put("paymentStatus", order.paymentStatus());
    json.put("paymentModule", "CUSTOM_PAYMENT_APP-" + store.app());
    json.set("billingPerson", person());
    json.set("shippingPerson", person());
    ArrayNode items = json.putArray("items");
    order
        .items()
        .forEach((product, quantity) ->
            items
                .addObject()
                .put("sku", product)
                .put("name", product)
                .put("quantity", quantity)
                .put("price", BigDecimal.valueOf(Product.named(product).orElseThrow().price(), 2)));
  }

  private ObjectNode person() {
    return Json.object()
        .put("name", order.buyer())
        .put("street", "12 rue de l'Église\nBâtiment B")
        .put("city", "Labège")
        .put("countryCode", "FR")
        .put("postalCode", "31670")
        .put("phone", "+33 5 61 00 00 00");
  }
}
