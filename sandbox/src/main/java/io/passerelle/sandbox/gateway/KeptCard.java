package io.passerelle.sandbox.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card that a buyer let the gateway keep, under its token (chapters 4.5 and 5.1): the number as
/// it is shown, its validity, and how the card's network stands to it. `cancelledAt` is when the
/// token itself was cancelled.
record KeptCard(
    String token,
    String siteId,
    Mode mode,
    String number,
    String brand,
    int expiryMonth,
    int expiryYear,
    String networkStatus,
    Instant createdAt,
    @Nullable Instant cancelledAt) {

  static KeptCard of(String token, Payment payment) {
    return new KeptCard(
        token,
        payment.siteId(),
        payment.mode(),
        payment.cardNumber(),
        payment.cardBrand(),
        6,
        NotificationFields.expiryYear(payment),
        "ACTIVE",
        payment.startedAt(),
        null);
  }

  static String key(String siteId, Mode mode, String token) {
    return siteId + "-" + mode + "-" + token;
  }

  String key() {
    return key(siteId, mode, token);
  }

  KeptCard network(String status) {
    return new KeptCard(
        token,
        siteId,
        mode,
        number,
        brand,
        expiryMonth,
        expiryYear,
        status,
        createdAt,
        cancelledAt);
  }

  KeptCard cancelled(@Nullable Instant at) {
    return new KeptCard(
        token, siteId, mode, number, brand, expiryMonth, expiryYear, networkStatus, createdAt, at);
  }

  /// With the card that the buyer has entered in its place.
  KeptCard entered(Payment payment) {
    return new KeptCard(
        token,
        siteId,
        mode,
        payment.cardNumber(),
        payment.cardBrand(),
        6,
        NotificationFields.expiryYear(payment),
        "ACTIVE",
        createdAt,
        null);
  }

  /// After a renewal nobody knows more of the number than its last four digits (chapter 5.1).
  KeptCard renewed(String lastFour, int month, int year) {
    return new KeptCard(
        token,
        siteId,
        mode,
        "XXXXXXXXXXXX" + lastFour,
        brand,
        month,
        year,
        networkStatus,
        createdAt,
        cancelledAt);
  }

  String lastFour() {
    return number.length() < 4 ? number : number.substring(number.length() - 4);
  }
}
