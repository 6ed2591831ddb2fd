package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Payment.Ending;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The buyer's way back to the shop (chapter 1.7): an address by the outcome, with the signed
/// fields in the query or in a form, or bare. The fields are those of the notification without its
/// hash and origin, which the browser is never given.
record Way(String url, String mode, Map<String, String> fields) {

  static Way back(GatewayShop shop, Payment payment) {
    String url = payment.field(outcomeField(payment.ending()));
    if (url.isEmpty()) {
      url = payment.field("vads_url_return");
    }
    if (url.isEmpty()) {
      url = shop.url();
    }
    String mode = payment.field("vads_return_mode");
    boolean bare = mode.isEmpty() || mode.equals("NONE");
    return new Way(url, bare ? "NONE" : mode, bare ? Map.of() : signed(shop, payment));
  }

  private static String outcomeField(Ending ending) {
    return switch (ending) {
      case ACCEPTED -> "vads_url_success";
      case REFUSED -> "vads_url_refused";
      case CANCELLED, EXPIRED -> "vads_url_cancel";
      case OPEN -> "vads_url_error";
    };
  }

  private static Map<String, String> signed(GatewayShop shop, Payment payment) {
    Transaction first = payment.transactions().isEmpty() ? null : payment.transactions().getFirst();
    var fields =
        new LinkedHashMap<>(Envelope.onTheWire(NotificationFields.of(shop, payment, first)));
    String key = shop.keys(payment.mode()).form();
    fields.put("signature", Signature.of(fields, key, shop.algorithm()));
    return fields;
  }

  boolean isNowhere() {
    return url.isEmpty();
  }

  boolean isPost() {
    return mode.equals("POST") && !isNowhere();
  }

  /// The address to go to, with the fields in its query where they belong there.
  String address() {
    if (!mode.equals("GET") || isNowhere()) {
      return url;
    }
    String query =
        fields.entrySet().stream()
            .map(field -> Envelope.encode(field.getKey()) + "=" + Envelope.encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return url + (url.contains("?") ? "&" : "?") + query;
  }
}
