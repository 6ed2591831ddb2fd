package io.passerelle.cardfile;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A subscription that an expiring card pays. Amounts are in the smallest unit of a currency that
/// the file does not name.
///
/// `counter` says which payment is the current one, such as `2` or `2/12`: `1/3` is the first of
/// three. The layout calls it three digits and its example has `0/12`, before the first. `rule` is
/// the rule of recurrence (RFC 5545), or what else describes it; nobody says how long it may be, so
/// that the limit is ours. The first `initialOccurrences` payments are of the `initial` amount.
public record Subscription(
    String id,
    String counter,
    String rule,
    Optional<LocalDate> effect,
    OptionalLong amount,
    OptionalLong initial,
    OptionalInt initialOccurrences) {

  static final int RULE_MAX = 1_000;

  private static final Pattern COUNTER = Pattern.compile("(?:[0-9]{1,3}(?:/[0-9]{1,3})?)?");

  public Subscription {
    id = Check.id("subscription", id, 50);
    if (!COUNTER.matcher(counter).matches()) {
      throw new InvalidRecord(Fault.NO_COUNTER, "counter");
    }
    rule = Check.text("rule", rule, RULE_MAX);
    effect.ifPresent(date -> Check.date("effect", date));
    amount.ifPresent(units -> Check.digits("amount", units, 12));
    initial.ifPresent(units -> Check.digits("initial amount", units, 12));
    initialOccurrences.ifPresent(times -> Check.digits("initial occurrences", times, 3));
  }
}
