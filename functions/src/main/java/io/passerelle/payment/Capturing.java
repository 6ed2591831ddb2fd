package io.passerelle.payment;

import static io.passerelle.payment.DeedTable.has;
import static io.passerelle.payment.DeedTable.refused;
import static io.passerelle.payment.DeedTable.sum;

import io.passerelle.payment.Charge.Phase;
import io.passerelle.payment.Deed.AlreadyDone;
import io.passerelle.payment.Deed.Later;
import io.passerelle.payment.Deed.Modify;
import io.passerelle.payment.Deed.Validate;
import io.passerelle.payment.DeedTable.Others;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The lines of the table for money that is still to be taken: all of it, or less.
final class Capturing {

  private static final List<Deed> ALREADY_DONE = List.of(new AlreadyDone());

  private final Optional<Money> asked;
  private final List<Charge> charges;
  private final List<Charge> live;
  private final Others others;

  Capturing(Optional<Money> asked, List<Charge> charges, Others others) {
    this.asked = asked;
    this.charges = charges;
    this.live = DeedTable.live(charges);
    this.others = others;
  }

  List<Deed> captures() {
    if (live.isEmpty()) {
      return withoutLife();
    }
    List<Deed> whole = validations().isEmpty() ? ALREADY_DONE : validations();
    if (asked.isEmpty()) {
      return whole;
    }
    // One payment is captured once: a second amount is not beside the first, but in its place.
    if (others.captured()) {
      return refused(Refusal.CAPTURED_ALREADY);
    }
    long total = sum(live.stream().map(Charge::amount).toList());
    long wanted = asked.get().minorUnits();
    if (wanted >= total) {
      return wanted > total ? refused(Refusal.TOO_MUCH) : whole;
    }
    return live.size() > 1 ? refused(Refusal.IN_PARTS) : capturesLess(live.getFirst());
  }

  /// Lowered first: once validated, it may be captured at any moment.
  private List<Deed> capturesLess(Charge charge) {
    Money wanted = asked.orElseThrow();
    if (charge.phase() == Phase.CAPTURED) {
      return refused(Refusal.CAPTURED_ALREADY);
    }
    List<Deed> deeds = new ArrayList<>(List.of(lowered(charge, wanted)));
    validations().forEach(_ -> deeds.add(new Validate(charge.uuid(), wanted)));
    return deeds;
  }

  List<Deed> modifies() {
    if (asked.isEmpty()) {
      return refused(Refusal.NO_AMOUNT);
    }
    if (live.isEmpty()) {
      return withoutLife();
    }
    if (has(live, Phase.CAPTURED)) {
      return refused(Refusal.CAPTURED_ALREADY);
    }
    if (live.size() > 1) {
      return refused(Refusal.IN_PARTS);
    }
    int way = asked.get().compareTo(live.getFirst().amount());
    if (way >= 0) {
      return way == 0 ? ALREADY_DONE : refused(Refusal.TOO_MUCH);
    }
    return List.of(lowered(live.getFirst(), asked.get()));
  }

  /// Validating the first part of a payment validates all; what is left then is seen at the next
  /// reading.
  private List<Deed> validations() {
    return live.stream()
        .filter(one -> one.phase() == Phase.TO_VALIDATE)
        .sorted(Comparator.comparingInt(Charge::sequence))
        .<Deed>map(one -> new Validate(one.uuid(), one.amount()))
        .toList();
  }

  private static Deed lowered(Charge charge, Money left) {
    return new Modify(charge.uuid(), charge.amount().minus(left), left);
  }

  private List<Deed> withoutLife() {
    if (has(charges, Phase.CHECKING)) {
      return List.of(new Later(Refusal.NOT_YET));
    }
    if (has(charges, Phase.FIXED)) {
      return refused(Refusal.CANNOT_CHANGE);
    }
    if (has(charges, Phase.CAPTURED)) {
      return refused(Refusal.NOTHING_LEFT);
    }
    if (has(charges, Phase.CANCELLED)) {
      return refused(Refusal.CANCELLED);
    }
    boolean expired = charges.stream().anyMatch(one -> one.state() == TransactionState.EXPIRED);
    return refused(expired ? Refusal.EXPIRED : Refusal.NOTHING_PAID);
  }
}
