package io.passerelle.gateway;

import io.passerelle.payment.Buyer;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The form that sends a buyer to the payment page.
///
/// Values are made to fit the gateway's formats as they are set: `<` and `>` go, white space is
/// collapsed, what is too long is cut at a whole character. The gateway refuses a whole form for
/// one bad field, and a buyer with a long name must be able to pay.
public final class PaymentForm {

  private final Map<String, String> fields;

  private PaymentForm(Map<String, String> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  public static PaymentForm empty() {
    return new PaymentForm(new TreeMap<>());
  }

  /// The form of a visit to the payment page. Fails with a [io.passerelle.edge.Rejection] where the
  /// order has a reference that the gateway does not take.
  public static PaymentForm of(PageVisit visit, Buyer buyer, PagePreferences preferences) {
    return new PaymentForm(new TreeMap<>(new PageForm(visit, buyer, preferences).fields()));
  }

  /// The form of a visit by which the card behind a token is changed (form guide,
  /// `REGISTER_UPDATE`): it has no amount, and its way back is a POST, so that no address holds
  /// what the gateway says of the card.
  public static PaymentForm of(CardVisit visit) {
    return empty()
        .with("vads_version", "V2")
        .doing("REGISTER_UPDATE")
        .with("vads_action_mode", "INTERACTIVE")
        .with("vads_site_id", visit.order().siteId().value())
        .with("vads_ctx_mode", visit.mode().name())
        .with("vads_trans_id", visit.attempt().transactionId())
        .with("vads_trans_date", FormDate.digits(visit.at().atOffset(ZoneOffset.UTC)))
        .with("vads_order_id", visit.order().reference())
        .with("vads_identifier", visit.token())
        .with("vads_cust_email", visit.email())
        .with("vads_language", visit.language())
        .with("vads_shop_name", visit.shopName())
        .with("vads_shop_url", visit.shopUrl())
        .with("vads_url_return", visit.returnUrl())
        .with("vads_return_mode", "POST")
        .with("vads_contrib", PageForm.CONTRIBUTION)
        .with("vads_ext_info_platform", Notification.OUR_CARD);
  }

  /// A form that a shop's module has made; its fields stay as they are.
  static PaymentForm of(Map<String, String> fields) {
    return new PaymentForm(new TreeMap<>(fields));
  }

  /// The form with a field more, or with another value of it. An empty value leaves the field out.
  public PaymentForm with(String name, String value) {
    Map<String, String> next = new TreeMap<>(fields);
    String fitted = FieldFormats.fitted(name, value);
    if (fitted.isEmpty()) {
      next.remove(name);
    } else {
      next.put(name, fitted);
    }
    return new PaymentForm(next);
  }

  /// What the page is to do beside or instead of a payment (form guide, `vads_page_action`).
  public PaymentForm doing(String action) {
    return with("vads_page_action", action);
  }

  public Map<String, String> fields() {
    return fields;
  }

  /// All fields and their signature: to be made when the buyer clicks, not before, since the
  /// gateway refuses a form of another hour (error 04).
  public Map<String, String> signed(FormSigner signer) {
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put(FormSigner.SIGNATURE, signer.sign(fields));
    return signed;
  }
}
