package io.passerelle.gateway;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Makes the form of a visit to the payment page (form guide, data dictionary): what has to be
/// there, what the shop prefers, and what is known of the buyer, as far as it fits.
final class PageForm {

  /// In euro, frictionless authentication is asked for only below this (form guide,
  /// `vads_threeds_mpi`): above, the gateway takes no notice of it.
  private static final long FRICTIONLESS_EURO_MAX = 30_00;

  private static final String FRICTIONLESS = "2";
  private static final String CHALLENGE = "3";
  static final String CONTRIBUTION = "Passerelle";

  private final PageVisit visit;
  private final Buyer buyer;
  private final PagePreferences preferences;
  private final Map<String, String> fields = new LinkedHashMap<>();

  PageForm(PageVisit visit, Buyer buyer, PagePreferences preferences) {
    this.visit = visit;
    this.buyer = buyer;
    this.preferences = preferences;
  }

  Map<String, String> fields() {
    payment();
    preferences();
    wayBack();
    customer(buyer.billing());
    delivery(buyer.shipping());
    preferences.extras().forEach((name, value) -> put("vads_ext_info_" + name, value));
    return fields;
  }

  private void payment() {
    put("vads_version", "V2");
    put("vads_page_action", "PAYMENT");
    put("vads_action_mode", "INTERACTIVE");
    put("vads_site_id", visit.order().siteId().value());
    put("vads_ctx_mode", visit.mode().name());
    put("vads_trans_id", visit.attempt().transactionId());
    put("vads_trans_date", digits(visit.at()));
    put("vads_amount", Long.toString(visit.amount().minorUnits()));
    put("vads_currency", visit.amount().currency().numeric());
    put("vads_payment_config", visit.parts().map(PageForm::multi).orElse("SINGLE"));
    put("vads_order_id", orderId(visit.order()));
    put("vads_contrib", CONTRIBUTION);
  }

  /// The order of the three is imposed.
  private static String multi(Instalments parts) {
    return "MULTI:first="
        + parts.first().minorUnits()
        + ";count="
        + parts.count()
        + ";period="
        + parts.intervalDays();
  }

  /// It is the name of the payment everywhere and cannot be cut or changed.
  private static String orderId(OrderId order) {
    String reference = order.reference();
    boolean known =
        reference.chars().allMatch(c -> FieldText.isLetterOrDigit(c) || c == '-' || c == '_');
    if (!known || FieldText.looksLikeACard(reference)) {
      throw new Rejection(Reason.INVALID, "the gateway does not take such an order's reference");
    }
    return reference;
  }

  private static String digits(Instant at) {
    OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
    long day = (utc.getYear() * 100L + utc.getMonthValue()) * 100 + utc.getDayOfMonth();
    long time = (day * 100 + utc.getHour()) * 100 + utc.getMinute();
    return Long.toString(time * 100 + utc.getSecond());
  }

  private void preferences() {
    put("vads_language", preferences.language());
    put("vads_available_languages", String.join(";", preferences.availableLanguages()));
    preferences.captureDelay().ifPresent(days -> put("vads_capture_delay", Integer.toString(days)));
    if (visit.authorisedOnly()) {
      put("vads_validation_mode", "1");
    } else {
      preferences
          .validatedByHand()
          .ifPresent(byHand -> put("vads_validation_mode", byHand ? "1" : "0"));
    }
    put("vads_payment_cards", String.join(";", cards()));
    put("vads_threeds_mpi", authentication());
    put("vads_shop_name", preferences.shopName());
    put("vads_shop_url", preferences.shopUrl());
  }

  private String authentication() {
    return switch (preferences.authentication()) {
      case CHALLENGE -> CHALLENGE;
      case FRICTIONLESS -> isFrictionlessHeeded() ? FRICTIONLESS : "";
      case UNSAID -> isFrictionlessAskedFor() ? FRICTIONLESS : "";
    };
  }

  /// PayPal has one name in production and another in its own test world.
  private Set<String> cards() {
    Set<String> cards = new LinkedHashSet<>();
    for (String card : preferences.cards()) {
      boolean payPal = card.equals("PAYPAL") || card.equals("PAYPAL_SB");
      cards.add(payPal ? (visit.mode() == Mode.TEST ? "PAYPAL_SB" : "PAYPAL") : card);
    }
    return cards;
  }

  private boolean isFrictionlessAskedFor() {
    return isFrictionlessHeeded()
        && visit.amount().minorUnits() < preferences.frictionlessBelow().orElse(0);
  }

  private boolean isFrictionlessHeeded() {
    Money amount = visit.amount();
    return amount.currency() != Currency.EUR || amount.minorUnits() < FRICTIONLESS_EURO_MAX;
  }

  private void wayBack() {
    put("vads_url_return", visit.returnUrl());
    put("vads_return_mode", preferences.returnsByGet() ? "GET" : "POST");
    redirect("success", preferences.afterSuccess());
    redirect("error", preferences.afterError());
  }

  private void redirect(String when, PagePreferences.Redirect redirect) {
    redirect
        .seconds()
        .ifPresent(seconds -> {
          put("vads_redirect_" + when + "_timeout", Integer.toString(seconds));
          put("vads_redirect_" + when + "_message", redirect.message());
        });
  }

  private void customer(Address billing) {
    put("vads_cust_id", buyer.id());
    put("vads_cust_email", buyer.email());
    put("vads_cust_first_name", billing.givenName());
    put("vads_cust_last_name", billing.familyName());
    put("vads_cust_legal_name", billing.company());
    put("vads_cust_address", joined(billing.line1(), billing.line2()));
    put("vads_cust_zip", billing.zip());
    put("vads_cust_city", billing.city());
    put("vads_cust_state", billing.state());
    put("vads_cust_country", billing.country());
    put("vads_cust_phone", billing.phone().isBlank() ? buyer.phone() : billing.phone());
    if (!billing.equals(Address.none())) {
      put("vads_cust_status", billing.company().isBlank() ? "PRIVATE" : "COMPANY");
    }
  }

  private void delivery(Address shipping) {
    put("vads_ship_to_first_name", shipping.givenName());
    put("vads_ship_to_last_name", shipping.familyName());
    put("vads_ship_to_legal_name", shipping.company());
    put("vads_ship_to_street", shipping.line1());
    put("vads_ship_to_street2", shipping.line2());
    put("vads_ship_to_zip", shipping.zip());
    put("vads_ship_to_city", shipping.city());
    put("vads_ship_to_state", shipping.state());
    put("vads_ship_to_country", shipping.country());
    put("vads_ship_to_phone_num", shipping.phone());
    if (!shipping.equals(Address.none())) {
      put("vads_ship_to_status", shipping.company().isBlank() ? "PRIVATE" : "COMPANY");
    }
  }

  private static String joined(String line1, String line2) {
    return line2.isBlank() ? line1 : line1 + ", " + line2;
  }

  private void put(String name, String value) {
    String fitted = FieldFormats.fitted(name, value);
    if (!fitted.isEmpty()) {
      fields.put(name, fitted);
    }
  }
}
