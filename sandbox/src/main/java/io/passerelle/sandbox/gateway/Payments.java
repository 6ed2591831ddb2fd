package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// All payments, found by page, by transaction and by order. Changes of one payment happen one
/// after the other.
final class Payments {

  private static final int MOST = 100_000;

  private final Shelf<Payment> shelf;
  private final Set<String> transKeys = new HashSet<>();
  private final Map<String, String> pageByUuid = new HashMap<>();

  Payments(Drawer drawer) {
    this.shelf =
        new Shelf<>(
            drawer, Payment.class, Payment::id, Comparator.comparing(Payment::startedAt), MOST);
    shelf.whenOneLeaves(this::forget);
    shelf.all().forEach(this::index);
  }

  /// Puts a new payment, unless a form with its transaction id was seen that day.
  synchronized boolean open(Payment payment) {
    if (transKeys.contains(payment.transKey())) {
      return false;
    }
    put(payment);
    return true;
  }

  /// Changes a payment with no other change in between; `change` may refuse by throwing.
  synchronized Payment change(String id, UnaryOperator<Payment> change) {
    Payment changed = change.apply(find(id).orElseThrow());
    put(changed);
    return changed;
  }

  Optional<Payment> find(String id) {
    return shelf.find(id);
  }

  synchronized Optional<Payment> ofTransaction(String uuid) {
    return Optional.ofNullable(pageByUuid.get(uuid)).flatMap(shelf::find);
  }

  List<Payment> ofOrder(String siteId, Mode mode, String orderId) {
    return shelf.all().stream()
        .filter(payment -> payment.siteId().equals(siteId) && payment.mode() == mode)
        .filter(payment -> payment.field("vads_order_id").equals(orderId))
        .toList();
  }

  /// The latest payment whose buyer entered the card of this token.
  Optional<Payment> ofToken(String token) {
    return shelf.all().reversed().stream()
        .filter(payment -> payment.token().filter(token::equals).isPresent())
        .findFirst();
  }

  List<Payment> open() {
    return shelf.all().stream().filter(Payment::isOpen).toList();
  }

  List<Payment> latest(int count) {
    return shelf.latest(count);
  }

  private void put(Payment payment) {
    shelf.put(payment);
    index(payment);
  }

  private void index(Payment payment) {
    transKeys.add(payment.transKey());
    payment.transactions().forEach(one -> pageByUuid.put(one.uuid(), payment.id()));
  }

  private synchronized void forget(Payment payment) {
    transKeys.remove(payment.transKey());
    payment.transactions().forEach(one -> pageByUuid.remove(one.uuid()));
  }
}
