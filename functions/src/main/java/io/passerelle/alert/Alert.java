package io.passerelle.alert;

import io.passerelle.payment.Mode;
import java.time.Instant;
import java.util.Optional;

/// What somebody has to be told, as facts. No record has a place for a secret, a signature or a
/// card, so none can reach a mail.
public sealed interface Alert {

  String siteId();

  String shopLabel();

  String orderId();

  /// A shop was not told. `status` is 0 where there was no HTTP answer; `failure` is the name of a
  /// [io.passerelle.delivery.FailureClass]; `answer` the first part of what the shop said; `next`
  /// is empty where no attempt follows by itself; `deliveryId` is what a person resends.
  record DeliveryFailed(
      String siteId,
      String shopLabel,
      String orderId,
      Mode mode,
      String ruleLabel,
      String url,
      String deliveryId,
      int attempt,
      int attemptsMax,
      boolean byHand,
      boolean replay,
      boolean paid,
      int status,
      String failure,
      String answer,
      Optional<Instant> next)
      implements Alert {}

  /// A notification was kept and did not settle the order, or an order needs a person's eye.
  record PaymentFlagged(
      String siteId, String shopLabel, String orderId, Mode mode, Kind kind, String detail)
      implements Alert {}

  /// Why a payment was flagged.
  enum Kind {
    AMOUNT_DIFFERS,
    CURRENCY_DIFFERS,
    MODE_DIFFERS,
    UNKNOWN_STATUS,
    DOUBLE_PAYMENT,
    CONTRADICTION,
    TOO_MANY_TRANSACTIONS,
    /// The shop answered with success, and its text says that it did nothing.
    SHOP_REFUSED
  }
}
