package io.passerelle.paymentorder;

import java.time.Instant;

/// Where a payment order stands: reckoned from its payment and the clock, never stored.
public enum Status {
  /// No attempt to pay has come to an end.
  RUNNING(true),
  /// Finalised: paid, or so that another payment might be a second one.
  ACCEPTED(false),
  /// Finalised by a refusal; the buyer may try again with the same link.
  REFUSED(true),
  /// Not paid at its end of validity.
  EXPIRED(false),
  CANCELLED(false),
  /// Cancelled, and its end of validity is over too.
  LAPSED(false);

  private final boolean payable;

  Status(boolean payable) {
    this.payable = payable;
  }

  /// Whether a buyer may leave to pay.
  public boolean isPayable() {
    return payable;
  }

  /// As merchants read it, who need not tell a cancelled one from one that is over beside.
  public String shown() {
    return this == LAPSED ? CANCELLED.name() : name();
  }

  /// At a moment, of what was written.
  public static Status of(Outcome outcome, boolean cancelled, Instant validUntil, Instant now) {
    if (outcome == Outcome.ACCEPTED) {
      return ACCEPTED;
    }
    boolean over = !now.isBefore(validUntil);
    if (cancelled) {
      return over ? LAPSED : CANCELLED;
    }
    if (over) {
      return EXPIRED;
    }
    return outcome == Outcome.REFUSED ? REFUSED : RUNNING;
  }
}
