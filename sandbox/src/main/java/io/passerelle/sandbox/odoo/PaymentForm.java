package io.passerelle.sandbox.odoo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// The form that the module renders for a payment: the fields of the published module (version
/// 4.3), empty ones included, and the signature. Posted by the buyer's browser.
final class PaymentForm {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private PaymentForm() {}

  /// `home` is the shop's own address, ending in a slash; `language` is the visitor's.
  static Map<String, String> of(
      OdooShop shop, OdooOrder order, OdooPayment payment, String home, String language) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("vads_site_id", shop.siteId());
    fields.put("vads_amount", Long.toString(order.product().price()));
    fields.put("vads_currency", order.product().currency());
    fields.put("vads_trans_date", date(payment.createdAt()));
    fields.put("vads_trans_id", payment.transId());
    fields.put("vads_ctx_mode", shop.mode());
    fields.put("vads_page_action", "PAYMENT");
    fields.put("vads_action_mode", "INTERACTIVE");
    fields.put("vads_payment_config", "SINGLE");
    fields.put("vads_version", "V2");
    fields.put("vads_url_return", home + "payment/" + shop.app() + "/return");
    fields.put("vads_order_id", payment.reference().replaceAll("[^0-9a-zA-Z_-]+", ""));
    fields.put("vads_ext_info_order_ref", payment.reference());
    fields.put("vads_contrib", "Odoo_15-18_4.3.0/18.0");
    page(fields, language);
    buyer(fields);
    redirection(fields);
    fields.putAll(shop.settings());
    fields.put("signature", new ModuleSignature(shop).of(fields));
    return fields;
  }

  static String date(Instant instant) {
    return DATE.format(instant.atOffset(ZoneOffset.UTC));
  }

  private static void page(Map<String, String> fields, String language) {
    fields.put("vads_language", language);
    fields.put("vads_available_languages", "");
    fields.put("vads_capture_delay", "");
    fields.put("vads_validation_mode", "");
    fields.put("vads_payment_cards", "");
    fields.put("vads_return_mode", "GET");
    fields.put("vads_threeds_mpi", "");
  }

  private static void buyer(Map<String, String> fields) {
    fields.put("vads_cust_id", "41");
    fields.put("vads_cust_first_name", "Zoé");
    fields.put("vads_cust_last_name", "Lefèvre-D'Œuf");
    fields.put("vads_cust_address", "12 rue de l'Église, 2 + 3");
    fields.put("vads_cust_zip", "31670");
    fields.put("vads_cust_city", "Labège");
    fields.put("vads_cust_state", "");
    fields.put("vads_cust_country", "FR");
    fields.put("vads_cust_email", "buyer@shop.example");
    fields.put("vads_cust_phone", "+33 5 61 00 00 00");
    fields.put("vads_ship_to_first_name", "Zoé");
    fields.put("vads_ship_to_last_name", "Lefèvre-D'Œuf");
    fields.put("vads_ship_to_street", "12 rue de l'Église, 2 + 3");
    fields.put("vads_ship_to_zip", "31670");
    fields.put("vads_ship_to_city", "Labège");
    fields.put("vads_ship_to_state", "");
    fields.put("vads_ship_to_country", "FR");
    fields.put("vads_ship_to_phone_num", "+33 5 61 00 00 00");
  }

  private static void redirection(Map<String, String> fields) {
    fields.put("vads_redirect_success_timeout", "");
    fields.put("vads_redirect_success_message", "");
    fields.put("vads_redirect_error_timeout", "");
    fields.put("vads_redirect_error_message", "");
  }
}
