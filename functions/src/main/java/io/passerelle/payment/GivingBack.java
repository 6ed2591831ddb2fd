package io.passerelle.payment;

import static io.passerelle.payment.DeedTable.has;
import static io.passerelle.payment.DeedTable.refused;
import static io.passerelle.payment.DeedTable.sum;

import io.passerelle.payment.Charge.Phase;
import io.passerelle.payment.Deed.AlreadyDone;
import io.passerelle.payment.Deed.Cancel;
import io.passerelle.payment.Deed.Later;
import io.passerelle.payment.Deed.Modify;
import io.passerelle.payment.Deed.Refund;
import io.passerelle.payment.DeedTable.Others;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The lines of the table for money that goes back, or that is not taken in the first place.
final class GivingBack {

  private final Optional<Money> asked;
  private final List<Charge> charges;
  private final List<Charge> live;
  private final Others others;

  GivingBack(Optional<Money> asked, List<Charge> charges, Others others) {
    this.asked = asked;
    this.charges = charges;
    this.live = DeedTable.live(charges);
    this.others = others;
  }

  List<Deed> deeds() {
    if (live.isEmpty()) {
      return nothingToGiveBack();
    }
    long rest = sum(live.stream().map(Charge::rest).toList());
    long wanted = asked.map(Money::minorUnits).orElse(rest);
    if (wanted > rest) {
      return has(charges, Phase.CHECKING)
          ? List.of(new Later(Refusal.NOT_YET))
          : refused(Refusal.TOO_MUCH);
    }
    return parts(wanted);
  }

  /// The last part of a payment first, and the last payment first.
  private List<Deed> parts(long wanted) {
    List<Deed> deeds = new ArrayList<>();
    long left = wanted;
    for (Charge charge : lastFirst()) {
      if (left > 0) {
        long taken = Math.min(left, charge.rest().minorUnits());
        deeds.add(deed(charge, Money.of(taken, charge.amount().currency())));
        left -= taken;
      }
    }
    return deeds;
  }

  private List<Charge> lastFirst() {
    return live.reversed().stream()
        .sorted(Comparator.comparingInt(Charge::sequence).reversed())
        .toList();
  }

  private static Deed deed(Charge charge, Money part) {
    if (charge.phase() == Phase.CAPTURED) {
      return new Refund(charge.uuid(), part, charge.sent(part));
    }
    return part.equals(charge.rest())
        ? new Cancel(charge.uuid(), part)
        : new Modify(charge.uuid(), part, charge.amount().minus(part));
  }

  private List<Deed> nothingToGiveBack() {
    if (has(charges, Phase.CHECKING)) {
      return List.of(new Later(Refusal.NOT_YET));
    }
    if (has(charges, Phase.FIXED)) {
      return refused(Refusal.CANNOT_CHANGE);
    }
    List<Charge> gone =
        charges.stream()
            .filter(one -> one.phase() == Phase.CANCELLED || one.phase() == Phase.CAPTURED)
            .toList();
    if (gone.isEmpty()) {
      return refused(Refusal.NOTHING_PAID);
    }
    boolean isDone = asked.map(amount -> isAllOf(gone, amount)).orElse(true);
    return isDone ? List.of(new AlreadyDone()) : refused(Refusal.NOTHING_LEFT);
  }

  /// An amount is done already only where it is all that there was, and no other request took it.
  private boolean isAllOf(List<Charge> gone, Money amount) {
    long all = sum(gone.stream().map(Charge::amount).toList());
    boolean whole = amount.minorUnits() == all || amount.equals(gone.getLast().amount());
    return whole && !others.took();
  }
}
