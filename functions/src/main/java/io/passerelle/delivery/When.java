package io.passerelle.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// When a rule of the merchant's own applies: at any of `events` (at every one where none is
/// named), if all `conditions` hold.
public record When(Set<PaymentEvent> events, List<Condition> conditions) {

  public static final int CONDITIONS_MAX = 20;

  public When {
    events = Set.copyOf(events);
    conditions = List.copyOf(conditions);
  }

  public static When always() {
    return new When(Set.of(), List.of());
  }

  boolean isAt(PaymentEvent event) {
    return events.isEmpty() || events.contains(event);
  }

  boolean holds(Map<String, String> variables) {
    return conditions.stream().allMatch(condition -> condition.holds(variables));
  }

  /// All conditions where they hold, else the first that does not.
  String explained(Map<String, String> variables) {
    Optional<Condition> failing =
        conditions.stream().filter(condition -> !condition.holds(variables)).findFirst();
    return failing
        .map(condition -> condition.explained(variables))
        .orElseGet(() ->
            String.join(", ", conditions.stream().map(one -> one.explained(variables)).toList()));
  }

  /// The events in one stable order, for people.
  String eventNames() {
    return String.join("/", new TreeSet<>(events).stream().map(PaymentEvent::name).toList());
  }
}
