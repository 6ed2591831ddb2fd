package io.passerelle.sandbox.odoo;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The states of Odoo's `payment.transaction`, each with those that it may be reached from (Odoo 16
/// to 18). A move from elsewhere is logged by Odoo and changes nothing.
enum State {
  DRAFT,
  PENDING,
  AUTHORIZED,
  DONE,
  CANCEL,
  ERROR;

  boolean isReachableFrom(State other) {
    return sources().contains(other);
  }

  private Set<State> sources() {
    return switch (this) {
      case DRAFT -> EnumSet.noneOf(State.class);
      case PENDING -> EnumSet.of(DRAFT);
      case AUTHORIZED -> EnumSet.of(DRAFT, PENDING);
      case DONE -> EnumSet.of(DRAFT, PENDING, AUTHORIZED, ERROR);
      case CANCEL, ERROR -> EnumSet.of(DRAFT, PENDING, AUTHORIZED);
    };
  }

  /// As Odoo writes it: `draft`, `done`, …
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
