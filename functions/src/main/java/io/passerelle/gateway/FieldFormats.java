package io.passerelle.gateway;

import java.util.Map;

/// How long the form's fields may be (form guide, data dictionary). Where the guides of different
/// years disagree, the shortest: what is cut too early is read, what is too long is refused.
final class FieldFormats {

  private static final int OTHER_MAX = 255;

  /// Followed by the number of the product.
  private static final String PRODUCT_REF = "vads_product_ref";

  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("vads_order_id", 64),
          Map.entry("vads_order_info", 255),
          Map.entry("vads_order_info2", 255),
          Map.entry("vads_order_info3", 255),
          Map.entry("vads_contracts", 255),
          Map.entry("vads_contrib", 128),
          Map.entry("vads_identifier", 50),
          Map.entry("vads_subscription", 50),
          Map.entry("vads_shop_name", 127),
          Map.entry("vads_shop_url", 127),
          Map.entry("vads_payment_cards", 127),
          Map.entry("vads_url_return", 127),
          Map.entry("vads_url_success", 127),
          Map.entry("vads_url_refused", 127),
          Map.entry("vads_url_cancel", 127),
          Map.entry("vads_url_error", 127),
          Map.entry("vads_redirect_success_message", 255),
          Map.entry("vads_redirect_error_message", 255),
          Map.entry("vads_cust_email", 127),
          Map.entry("vads_cust_id", 63),
          Map.entry("vads_cust_title", 63),
          Map.entry("vads_cust_name", 127),
          Map.entry("vads_cust_first_name", 63),
          Map.entry("vads_cust_last_name", 63),
          Map.entry("vads_cust_legal_name", 100),
          Map.entry("vads_cust_address", 255),
          Map.entry("vads_cust_address_number", 5),
          Map.entry("vads_cust_district", 127),
          Map.entry("vads_cust_zip", 63),
          Map.entry("vads_cust_city", 63),
          Map.entry("vads_cust_state", 63),
          Map.entry("vads_cust_country", 2),
          Map.entry("vads_cust_phone", 32),
          Map.entry("vads_cust_cell_phone", 32),
          Map.entry("vads_cust_national_id", 255),
          Map.entry("vads_ship_to_name", 63),
          Map.entry("vads_ship_to_first_name", 63),
          Map.entry("vads_ship_to_last_name", 63),
          Map.entry("vads_ship_to_legal_name", 100),
          Map.entry("vads_ship_to_street", 255),
          Map.entry("vads_ship_to_street2", 255),
          Map.entry("vads_ship_to_street_number", 5),
          Map.entry("vads_ship_to_district", 127),
          Map.entry("vads_ship_to_zip", 63),
          Map.entry("vads_ship_to_city", 63),
          Map.entry("vads_ship_to_state", 63),
          Map.entry("vads_ship_to_country", 2),
          Map.entry("vads_ship_to_phone_num", 32),
          Map.entry("vads_ship_to_delivery_company_name", 127),
          Map.entry("vads_ship_to_user_info", 255),
          Map.entry("vads_user_info", 255),
          Map.entry("vads_theme_config", 255));

  private FieldFormats() {}

  /// The value as the gateway takes it: without `<`, `>` and control characters, white space
  /// collapsed, cut to the field's length by code points and never inside one.
  static String fitted(String name, String value) {
    String clean = value.replaceAll("[<>]", "").replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    int most = name.startsWith(PRODUCT_REF) ? 64 : LENGTHS.getOrDefault(name, OTHER_MAX);
    if (clean.codePointCount(0, clean.length()) <= most) {
      return clean;
    }
    return clean.substring(0, clean.offsetByCodePoints(0, most)).strip();
  }
}
