package io.passerelle.payment;

import java.util.Optional;
import java.util.Set;

/// What a report does to an order.
public sealed interface Transition {

  /// More is known of the order than before.
  record Moved(Order order, Set<Notice> notices) implements Transition {}

  /// The same event was told before. The notice says why it was kept aside, where it was.
  record Repeated(Optional<Notice> notice) implements Transition {}

  /// What came later in life arrived first; or it can never be so, which the notice then says.
  record Overtaken(Order order, Set<Notice> notices) implements Transition {}

  /// Kept aside for a person: it settles nothing.
  record Flagged(Order order, Notice notice) implements Transition {}
}
