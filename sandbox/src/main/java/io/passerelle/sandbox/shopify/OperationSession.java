package io.passerelle.sandbox.shopify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Locale;

/// What the merchant asked for in the admin: a refund, a capture or a void of a payment, and what
/// the app said of it.
record OperationSession(
    String id,
    String domain,
    String payment,
    Kind kind,
    String amount,
    String currency,
    State state,
    boolean answered,
    String said,
    Instant createdAt) {

  /// What is asked.
  enum Kind {
    REFUND,
    CAPTURE,
    VOID;

    String type() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT) + "Session";
    }

    String path() {
      return "/shopify/" + name().toLowerCase(Locale.ROOT);
    }
  }

  /// How it stands; resolved and rejected are for ever.
  enum State {
    OPEN,
    RESOLVED,
    REJECTED
  }

  String gid() {
    return "gid://shopify/" + kind.type() + "/" + id;
  }

  @JsonIgnore
  boolean isFinal() {
    return state != State.OPEN;
  }

  OperationSession answered(String word) {
    return new OperationSession(
        id, domain, payment, kind, amount, currency, state, true, word, createdAt);
  }

  OperationSession told(State next, String word) {
    return new OperationSession(
        id, domain, payment, kind, amount, currency, next, answered, word, createdAt);
  }
}
