package io.passerelle.payment;

import io.passerelle.payment.Charge.Phase;
import io.passerelle.payment.Deed.Refused;
import java.util.List;
import java.util.Optional;

/// What a wish comes to: **captured money is refunded; of money that is not captured a part is
/// taken by modifying the payment, and all of it by cancelling; a capture for less modifies, then
/// validates** (module guides, operations from the back office; vendor modules, online refund).
///
/// The deeds are those that are still to be made, in their order, and never none. Whoever makes the
/// first reads the gateway again and asks anew, so that nothing is made on old knowledge.
public final class DeedTable {

  /// What other requests of the same order have done or are about to do: `took` money from it, or
  /// `captured` it.
  public record Others(boolean took, boolean captured) {

    public static final Others NONE = new Others(false, false);
  }

  private DeedTable() {}

  /// `asked` is empty for all that there is; `charges` are the order's debits, the oldest first.
  public static List<Deed> of(
      Wish wish, Optional<Money> asked, List<Charge> charges, Others others) {
    if (asked.filter(money -> money.minorUnits() == 0).isPresent()) {
      return refused(Refusal.ZERO);
    }
    if (asked.isPresent() && charges.stream().anyMatch(one -> isOfAnother(one, asked.get()))) {
      return refused(Refusal.CURRENCY);
    }
    if (charges.stream().anyMatch(DeedTable::isSplit)) {
      return refused(Refusal.SPLIT);
    }
    return switch (wish) {
      case REFUND, CANCEL -> new GivingBack(asked, charges, others).deeds();
      case CAPTURE -> new Capturing(asked, charges, others).captures();
      case MODIFY -> new Capturing(asked, charges, others).modifies();
    };
  }

  private static boolean isOfAnother(Charge charge, Money asked) {
    return charge.amount().currency() != asked.currency();
  }

  private static boolean isSplit(Charge charge) {
    return charge.state() == TransactionState.PARTIALLY_AUTHORISED
        || (charge.split() && charge.phase() != Phase.DEAD);
  }

  /// Those of which something is left.
  static List<Charge> live(List<Charge> charges) {
    return charges.stream()
        .filter(one -> one.phase().isLive() && one.rest().minorUnits() > 0)
        .toList();
  }

  static boolean has(List<Charge> charges, Phase phase) {
    return charges.stream().anyMatch(one -> one.phase() == phase);
  }

  static long sum(List<Money> amounts) {
    return amounts.stream().mapToLong(Money::minorUnits).sum();
  }

  static List<Deed> refused(Refusal why) {
    return List.of(new Refused(why));
  }
}
