package io.passerelle.paymentorder;

/// Whether a payment order has reached its buyer.
public enum DeliveryStatus {
  IN_PROGRESS,
  SENT,
  FAILED,
  /// The merchant hands it over, and has not said that it is done.
  MANUAL;

  static DeliveryStatus first(Channel channel) {
    return channel.isByHand() ? MANUAL : IN_PROGRESS;
  }
}
