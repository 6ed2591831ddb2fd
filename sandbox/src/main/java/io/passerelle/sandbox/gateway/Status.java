package io.passerelle.sandbox.gateway;

import java.util.Optional;

/// The states of a transaction under the gateway's own words (chapter 3.4), each with the coarser
/// status of the web services and whether the buyer is told of success.
enum Status {
  ABANDONED("ABANDONED", false),
  ACCEPTED("PAID", true),
  AUTHORISED("PAID", true),
  AUTHORISED_TO_VALIDATE("RUNNING", true),
  CANCELLED("UNPAID", false),
  CAPTURED("PAID", true),
  CAPTURE_FAILED("UNPAID", false),
  EXPIRED("UNPAID", false),
  INITIAL("RUNNING", true),
  NOT_CREATED("UNPAID", false),
  PARTIALLY_AUTHORISED("PAID", true),
  PENDING("RUNNING", true),
  PRE_AUTHORISED("PAID", true),
  REFUSED("UNPAID", false),
  REFUND_TO_RETRY("RUNNING", true),
  SUSPENDED("RUNNING", true),
  UNDER_VERIFICATION("RUNNING", true),
  WAITING_AUTHORISATION("RUNNING", true),
  WAITING_AUTHORISATION_TO_VALIDATE("RUNNING", true),
  WAITING_FOR_PAYMENT("RUNNING", true);

  private final String rest;
  private final boolean good;

  Status(String rest, boolean good) {
    this.rest = rest;
    this.good = good;
  }

  static Optional<Status> named(String word) {
    for (Status status : values()) {
      if (status.name().equals(word)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /// PAID, RUNNING, UNPAID or ABANDONED, as the web services say it.
  String rest() {
    return rest;
  }

  /// Whether the buyer's page speaks of a payment that was accepted or may still be.
  boolean isGood() {
    return good;
  }

  boolean isRefusal() {
    return this == REFUSED || this == NOT_CREATED;
  }
}
