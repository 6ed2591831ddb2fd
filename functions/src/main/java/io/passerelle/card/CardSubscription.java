package io.passerelle.card;

import io.passerelle.payment.CardNumbers;
import io.passerelle.payment.SiteId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A subscription that a kept card pays, as the notifications of its shop tell it. Amounts are in
/// the smallest unit of its currency.
///
/// `id` is the shop's or the gateway's (`vads_subscription`); a shop may use one twice for the same
/// token, and then both are taken for one. `paid` is the number of the latest payment, `total` how
/// many there are in all, where that is told. The first `initialTimes` are of the `initial` amount.
public record CardSubscription(
    SiteId shop,
    String id,
    int paid,
    OptionalInt total,
    String rule,
    Optional<LocalDate> effect,
    OptionalLong amount,
    OptionalLong initial,
    OptionalInt initialTimes) {

  private static final int ID_MAX = 50;
  private static final int RULE_MAX = 1_000;
  private static final int COUNTED_MAX = 999;
  private static final Pattern RULE = Pattern.compile("(?:RRULE:)?[A-Z0-9=;,:+-]*");
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{12}");
  private static final Pattern COUNT = Pattern.compile("(?:^|[:;])COUNT=([0-9]{1,4})(?:;|$)");

  /// A rule that is not one of recurrence (RFC 5545) is not kept: it may be any text.
  public CardSubscription {
    if (!isId(id) || paid < 0) {
      throw new IllegalArgumentException("a subscription has an id and a count");
    }
    boolean plain = rule.length() <= RULE_MAX && RULE.matcher(rule).matches();
    rule = plain && !LONG_NUMBER.matcher(rule).find() ? rule : "";
    total = total.isPresent() ? total : counted(rule);
  }

  /// Whether a subscription may be named so: some shops write into a field whatever they have, the
  /// number of a card among it.
  public static boolean isId(String id) {
    return !id.isBlank()
        && id.length() <= ID_MAX
        && id.chars().noneMatch(Character::isISOControl)
        && CardNumbers.hidden(id).equals(id);
  }

  private static OptionalInt counted(String rule) {
    Matcher count = COUNT.matcher(rule);
    return count.find() ? OptionalInt.of(Integer.parseInt(count.group(1))) : OptionalInt.empty();
  }

  /// Whether its last payment was made, or tried.
  public boolean isOver() {
    return total.isPresent() && paid >= total.getAsInt();
  }

  public boolean isSame(CardSubscription other) {
    return shop.equals(other.shop) && id.equals(other.id);
  }

  /// With what is told of it later, or came later: what that does not say stays as it was known.
  public CardSubscription and(CardSubscription told) {
    return new CardSubscription(
        shop,
        id,
        Math.max(paid, told.paid),
        told.total.isPresent() ? told.total : total,
        told.rule.isEmpty() ? rule : told.rule,
        told.effect.or(() -> effect),
        told.amount.isPresent() ? told.amount : amount,
        told.initial.isPresent() ? told.initial : initial,
        told.initialTimes.isPresent() ? told.initialTimes : initialTimes);
  }

  /// `3/12`, or `3` where nobody said how many there are; empty where it is beyond three digits.
  public String counter() {
    if (paid > COUNTED_MAX) {
      return "";
    }
    boolean ends = total.isPresent() && total.getAsInt() <= COUNTED_MAX;
    return ends ? paid + "/" + total.getAsInt() : Integer.toString(paid);
  }
}
