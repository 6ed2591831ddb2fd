package io.passerelle.edge;

import io.passerelle.payment.CardNumbers;

/// A request turned away: the caller's fault, told in a few words that hold no secret.
///
/// The reason decides the status and is counted in the log; the detail says which field or limit.
public final class Rejection extends RuntimeException {

  /// Why, and with which HTTP status it is told.
  public enum Reason {
    MALFORMED(400, "Malformed request"),
    DUPLICATE_FIELD(400, "Field given twice"),
    TOO_MANY_FIELDS(400, "Too many fields"),
    WRONG_CHARSET(400, "Not UTF-8"),
    /// Neither says which of the two is wrong.
    WRONG_PASSWORD(401, "Wrong site id or password"),
    BAD_SIGNATURE(403, "Invalid signature"),
    WRONG_SOURCE(403, "Source address not allowed"),
    UNKNOWN_SHOP(404, "Unknown shop"),
    UNKNOWN_BRAND(404, "Unknown brand"),
    NOT_FOUND(404, "Not found"),
    CONFLICT(409, "Conflict"),
    TOO_LARGE(413, "Request too large"),
    WRONG_CONTENT_TYPE(415, "Wrong content type"),
    INVALID(422, "Invalid value"),
    /// Too often in too short a time; later it may be tried again.
    TOO_MANY_TRIES(429, "Too many tries"),
    /// The shop does not take such a payment: its currency, its country, its amount.
    NOT_OFFERED(422, "Payment not offered");

    private final int status;
    private final String words;

    Reason(int status, String words) {
      this.status = status;
      this.words = words;
    }

    public int status() {
      return status;
    }

    public String words() {
      return words;
    }
  }

  private final Reason reason;
  private final String detail;

  public Rejection(Reason reason) {
    this(reason, "");
  }

  public Rejection(Reason reason, String detail) {
    super(words(reason, CardNumbers.hidden(detail)));
    this.reason = reason;
    this.detail = CardNumbers.hidden(detail);
  }

  public Reason reason() {
    return reason;
  }

  public String detail() {
    return detail;
  }

  /// What the caller reads: `Field given twice: vads_amount`.
  public String words() {
    return words(reason, detail);
  }

  private static String words(Reason reason, String detail) {
    return detail.isEmpty() ? reason.words() : reason.words() + ": " + detail;
  }
}
