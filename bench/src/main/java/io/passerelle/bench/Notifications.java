package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.gateway.FormSigner;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/// Signed notifications as the gateway sends them at the end of a payment, and the signed forms
/// with which shop modules send buyers to pay, each of another order, in the event of API Gateway
/// (HTTP API, payload format 2.0).
final class Notifications {

  /// What a module's form has of a notification's fields.
  private static final Set<String> ASKED =
      Set.of(
          "vads_action_mode",
          "vads_amount",
          "vads_capture_delay",
          "vads_contrib",
          "vads_ctx_mode",
          "vads_currency",
          "vads_cust_address",
          "vads_cust_city",
          "vads_cust_country",
          "vads_cust_email",
          "vads_cust_id",
          "vads_cust_name",
          "vads_cust_phone",
          "vads_cust_zip",
          "vads_language",
          "vads_page_action",
          "vads_payment_config",
          "vads_shop_name",
          "vads_shop_url",
          "vads_site_id",
          "vads_trans_date",
          "vads_trans_id",
          "vads_validation_mode",
          "vads_version");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  private final FormSigner signer;
  private final Instant now;

  Notifications(FormSigner signer, Instant now) {
    this.signer = signer;
    this.now = now;
  }

  /// The form of one notification, with its signature.
  String form(int number) {
    return signed(fields(number));
  }

  private String signed(Map<String, String> fields) {
    fields.put(FormSigner.SIGNATURE, signer.sign(fields));
    StringJoiner form = new StringJoiner("&");
    fields.forEach((name, value) -> form.add(name + "=" + URLEncoder.encode(value, UTF_8)));
    return form.toString();
  }

  byte[] event(int number) {
    return ApiEvent.of("/payment/{app}/ipn", "/payment/lyra/ipn", form(number));
  }

  /// A buyer leaves to pay an order of which nothing is known yet.
  byte[] checkout(int number) {
    Map<String, String> fields = new TreeMap<>();
    fields(number)
        .forEach((name, value) -> {
          if (ASKED.contains(name)) {
            fields.put(name, value);
          }
        });
    fields.put("vads_order_id", "C" + reference(number));
    fields.put("vads_url_return", "https://shop.example.com/payment/lyra/return");
    return ApiEvent.of("/vads-payment/", "/vads-payment/", signed(fields));
  }

  static String transactionId(int number) {
    String id = Integer.toString(number, 36);
    return "0".repeat(6 - id.length()) + id;
  }

  static String reference(int number) {
    return "S%08d".formatted(number);
  }

  private Map<String, String> fields(int number) {
    Map<String, String> fields = new TreeMap<>();
    FIELDS
        .lines()
        .forEach(line -> {
          int equals = line.indexOf('=');
          fields.put("vads_" + line.substring(0, equals), line.substring(equals + 1));
        });
    fields.put("vads_site_id", Scene.SITE_ID);
    fields.put("vads_order_id", reference(number));
    fields.put("vads_trans_id", transactionId(number));
    fields.put("vads_trans_uuid", "%032x".formatted(0x5eed_0000_0000L + number));
    fields.put("vads_trans_date", DATE.format(now));
    fields.put("vads_presentation_date", DATE.format(now));
    fields.put("vads_effective_creation_date", DATE.format(now));
    fields.put("vads_hash", "%064x".formatted(0x4a54_0000L + number));
    return fields;
  }

  /// The fields of a card payment with 3-D Secure (form guide, chapter on the notification URL).
  private static final String FIELDS =
      """
      amount=12500
      auth_mode=FULL
      auth_number=3fe205
      auth_result=00
      capture_delay=0
      card_brand=CB
      card_number=497010XXXXXX0055
      payment_certificate=a50d15063b5ec6cb140043138b8d7576470b71a9
      ctx_mode=PRODUCTION
      currency=978
      effective_amount=12500
      effective_currency=978
      validation_mode=0
      version=V2
      warranty_result=YES
      payment_src=EC
      cust_email=buyer@example.com
      cust_id=2380
      cust_name=Hélène Dupont
      cust_address=10 rue de l'Innovation
      cust_zip=31670
      cust_city=Labège
      cust_country=FR
      cust_phone=0562448900
      sequence_number=1
      contract_used=5785350
      trans_status=AUTHORISED
      expiry_month=6
      expiry_year=2030
      bank_code=17807
      bank_label=Banque Populaire Occitane
      bank_product=A
      pays_ip=FR
      operation_type=DEBIT
      result=00
      extra_result=
      card_country=FR
      language=fr
      brand_management={"userChoice":false,"brandList":"CB|VISA","brand":"CB"}
      action_mode=INTERACTIVE
      payment_config=SINGLE
      page_action=PAYMENT
      url_check_src=PAY
      threeds_enrolled=Y
      threeds_auth_type=FRICTIONLESS
      threeds_eci=05
      threeds_xid=WXJsVXpHVjFoMktzNmw5dTd1ekQ=
      threeds_cavvAlgorithm=2
      threeds_cavv=Q2F2dkNhdnZDYXZ2Q2F2dkNhdnY=
      threeds_sign_valid=1
      threeds_status=Y
      threeds_error_code=
      risk_control=CARD_FRAUD=OK;COMMERCIAL_CARD=OK
      shop_name=Boutique de démonstration
      shop_url=https://shop.example.com
      contrib=Odoo_17_4.3.0/17.0
      acquirer_network=CB
      tid=001
      """;
}
