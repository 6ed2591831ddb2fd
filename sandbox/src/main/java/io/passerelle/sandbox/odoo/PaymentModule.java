package io.passerelle.sandbox.odoo;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The module's treatment of a notification, as version 4.3 does it in Odoo 16 to 18: the answer is
/// a text with HTTP status 200 whatever it is, the amount is not looked at, and states move as
/// Odoo's core allows.
final class PaymentModule {

  static final String PROCESSED = "Payment processed, order has been updated.";
  static final String ABANDONED = "Payment abandoned.";
  static final String FAILURE = "Payment failure.";
  static final String BAD = "Bad request received.";

  private static final Set<String> SUCCESS = Set.of("AUTHORISED", "CAPTURED", "ACCEPTED");
  private static final Set<String> PENDING =
      Set.of(
          "AUTHORISED_TO_VALIDATE",
          "WAITING_AUTHORISATION",
          "WAITING_AUTHORISATION_TO_VALIDATE",
          "INITIAL",
          "UNDER_VERIFICATION",
          "WAITING_FOR_PAYMENT",
          "PRE_AUTHORISED");

  /// The module ignores these two; the second is its own misspelling of CANCELLED.
  private static final Set<String> IGNORED = Set.of("ABANDONED", "CANCELED");

  private static final Set<String> CANCEL = Set.of("ABANDONED", "CANCELLED", "NOT_CREATED");

  private final OdooOrders orders;
  private final Clock clock;

  PaymentModule(OdooOrders orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /// Treats a notification and gives the text to answer.
  String notified(OdooShop shop, Map<String, String> data) {
    String status = data.getOrDefault("vads_trans_status", "");
    Optional<OdooPayment> payment = payment(shop, data);
    if (payment.isEmpty() || status.isEmpty() || !new ModuleSignature(shop).isRight(data)) {
      return BAD;
    }
    if (IGNORED.contains(status)) {
      return ABANDONED;
    }
    move(shop, payment.get().reference(), data);
    return SUCCESS.contains(status) || PENDING.contains(status) ? PROCESSED : FAILURE;
  }

  /// The payment that the data speaks of, found by the module's own field, else by the order id.
  Optional<OdooPayment> payment(OdooShop shop, Map<String, String> data) {
    String own = data.getOrDefault("vads_ext_info_order_ref", "");
    String reference = own.isEmpty() ? data.getOrDefault("vads_order_id", "") : own;
    return orders.find(shop.siteId(), reference).flatMap(order -> order.payment(reference));
  }

  private void move(OdooShop shop, String reference, Map<String, String> data) {
    String status = data.getOrDefault("vads_trans_status", "");
    String uuid = data.getOrDefault("vads_trans_uuid", "");
    String message = "gateway: " + status + ", result " + data.getOrDefault("vads_result", "");
    orders.change(
        shop.siteId(),
        reference,
        payment -> payment.to(state(status), uuid, message, clock.instant()));
  }

  private static State state(String status) {
    if (SUCCESS.contains(status)) {
      return State.DONE;
    }
    if (PENDING.contains(status)) {
      return State.PENDING;
    }
    return CANCEL.contains(status) ? State.CANCEL : State.ERROR;
  }
}
