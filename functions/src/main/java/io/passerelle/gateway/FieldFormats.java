package io.passerelle.gateway;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What the form's fields may hold, and how much (form guide, data dictionary). Where the guides of
/// different years disagree, the shortest: what is cut too early is read, what is too long is
/// refused.
final class FieldFormats {

  private static final int OTHER_MAX = 255;

  private static final Set<String> LANGUAGES =
      Set.of("de", "en", "zh", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr");

  /// Beside letters and digits (RFC 5322, `atext`, without what a page could take for markup).
  private static final String EMAIL = "@.!#$%&'*+/=?^_{|}~-";

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

  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "vads_cust_status", Set.of("PRIVATE", "COMPANY"),
          "vads_ship_to_status", Set.of("PRIVATE", "COMPANY"),
          "vads_ship_to_type",
              Set.of(
                  "RECLAIM_IN_SHOP",
                  "RELAY_POINT",
                  "RECLAIM_IN_STATION",
                  "PACKAGE_DELIVERY_COMPANY",
                  "ETICKET"),
          "vads_ship_to_speed", Set.of("STANDARD", "EXPRESS", "PRIORITY"),
          "vads_language", LANGUAGES,
          "vads_return_mode", Set.of("NONE", "GET", "POST"));

  private FieldFormats() {}

  /// The value as the gateway takes it; empty where it cannot be made to fit, and the field is then
  /// left out.
  ///
  /// Texts are cleaned and cut to the field's length. What means something else when it is cut (an
  /// address, a URL, a number, a code) is left out instead.
  static String fitted(String name, String value) {
    String clean = FieldText.clean(value);
    int most = name.startsWith(PRODUCT_REF) ? 64 : LENGTHS.getOrDefault(name, OTHER_MAX);
    Set<String> words = WORDS.get(name);
    if (words != null) {
      return words.contains(clean) ? clean : "";
    }
    return switch (name) {
      case "vads_cust_email" -> isEmail(clean, most) ? clean : "";
      case "vads_cust_country", "vads_ship_to_country" -> country(clean);
      case "vads_cust_phone", "vads_cust_cell_phone", "vads_ship_to_phone_num" ->
          phone(clean, most);
      case "vads_cust_id" -> text(FieldText.only(clean, "-_"), most);
      case "vads_available_languages" -> languages(clean);
      case "vads_payment_cards" -> clean.equals("ALL") || clean.length() > most ? "" : clean;
      default -> isUrl(name) ? url(clean, most) : text(clean, most);
    };
  }

  private static String text(String clean, int most) {
    String cut = FieldText.cut(clean, most);
    return FieldText.looksLikeACard(cut) ? "" : cut;
  }

  private static boolean isUrl(String name) {
    return name.startsWith("vads_url_") || name.equals("vads_shop_url");
  }

  private static String url(String clean, int most) {
    boolean web = clean.startsWith("https://") || clean.startsWith("http://");
    boolean whole = clean.length() <= most && clean.indexOf(' ') < 0 && clean.indexOf('"') < 0;
    return web && whole ? clean : "";
  }

  /// What a mail server on the internet takes without quotation: the gateway writes to it.
  private static boolean isEmail(String text, int most) {
    int at = text.indexOf('@');
    int dot = text.lastIndexOf('.');
    return at > 0
        && at == text.lastIndexOf('@')
        && dot > at + 1
        && dot < text.length() - 1
        && text.length() <= most
        && !text.contains("..")
        && text.chars().allMatch(c -> FieldText.isLetterOrDigit(c) || EMAIL.indexOf(c) >= 0);
  }

  private static String country(String text) {
    String country = text.toUpperCase(Locale.ROOT);
    boolean code = country.length() == 2 && country.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    return code ? country : "";
  }

  /// As it was written where it fits, else its digits alone.
  private static String phone(String clean, int most) {
    String written = FieldText.only(clean, "+()./- ").strip();
    String phone = written.length() <= most ? written : digits(written);
    return phone.length() > most || FieldText.looksLikeACard(phone) ? "" : phone;
  }

  private static String digits(String phone) {
    StringBuilder digits = new StringBuilder();
    phone.chars().filter(c -> c == '+' || (c >= '0' && c <= '9')).forEach(digits::appendCodePoint);
    return digits.toString();
  }

  private static String languages(String text) {
    return Stream.of(text.split(";", -1)).filter(LANGUAGES::contains).collect(joining(";"));
  }
}
