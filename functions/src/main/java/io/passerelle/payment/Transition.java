package io.passerelle.payment;

import java.util.Optional;

/// What a report does to an order.
public sealed interface Transition {

  /// More is known of the order than before.
  record Moved(Order order, Optional<Notice> notice) implements Transition {}

  /// The same event was told before.
  record Repeated() implements Transition {}

  /// What came later in life arrived first; or it can never be so, which the notice then says.
  record Overtaken(Order order, Optional<Notice> notice) implements Transition {}

  /// Kept aside for a person: it settles nothing.
  record Flagged(Order order, Notice notice) implements Transition {}
}
