package io.passerelle.sandbox.shopify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/// One time that a buyer chose to pay a checkout: what the app was asked, and where it stands.
///
/// `way` is empty, `3x` or `4x`; `answered` whether the app's answer to the request has come;
/// `redirectUrl` where it sent the buyer. `said` is the last word that the app told, its code or
/// reason.
record PaymentSession(
    String id,
    String domain,
    String checkout,
    String way,
    String product,
    String amount,
    String currency,
    String kind,
    State state,
    boolean answered,
    String redirectUrl,
    String said,
    Instant createdAt) {

  /// How a session stands; resolved and rejected are for ever.
  enum State {
    OPEN,
    PENDING,
    RESOLVED,
    REJECTED
  }

  String gid() {
    return "gid://shopify/PaymentSession/" + id;
  }

  @JsonIgnore
  boolean isFinal() {
    return state == State.RESOLVED || state == State.REJECTED;
  }

  PaymentSession answeredWith(String url) {
    return new PaymentSession(
        id, domain, checkout, way, product, amount, currency, kind, state, true, url, said,
        createdAt);
  }

  PaymentSession told(State next, String word) {
    return new PaymentSession(
        id,
        domain,
        checkout,
        way,
        product,
        amount,
        currency,
        kind,
        next,
        answered,
        redirectUrl,
        word,
        createdAt);
  }
}
