package io.passerelle.sandbox.odoo;

import java.time.Instant;
import java.util.Map;

/// One call of the notification URL as the shop saw it. `fingerprint` is of the body's bytes, so
/// that two calls can be told to be the same; `headers` are those that speak of attempts.
record Delivery(
    long number,
    String siteId,
    Instant at,
    String reference,
    String origin,
    String fingerprint,
    Map<String, String> headers,
    int status,
    String answer) {

  Delivery {
    headers = Map.copyOf(headers);
  }

  String id() {
    return Long.toString(number);
  }
}
