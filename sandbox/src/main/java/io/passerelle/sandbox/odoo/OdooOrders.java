package io.passerelle.sandbox.odoo;

import static java.time.ZoneOffset.UTC;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The orders of all simulated Odoo shops; changes happen one after the other.
final class OdooOrders {

  private static final int MOST = 20_000;
  private static final int TENTHS_OF_A_DAY = 864_000;

  private final Shelf<OdooOrder> shelf;
  private final Clock clock;
  private final Map<String, Integer> lastNumber = new HashMap<>();
  private final Map<String, Integer> lastTransId = new HashMap<>();

  OdooOrders(Drawer drawer, Clock clock) {
    this.shelf =
        new Shelf<>(
            drawer,
            OdooOrder.class,
            OdooOrder::id,
            Comparator.comparing(OdooOrder::createdAt).thenComparing(OdooOrder::reference),
            MOST);
    this.clock = clock;
    shelf.all().forEach(this::count);
  }

  /// A new order with a first attempt to pay it: `SO0001` and `SO0001-1`.
  synchronized OdooOrder order(OdooShop shop, Product product) {
    int number = lastNumber.getOrDefault(shop.siteId(), 0) + 1;
    String reference = String.format(Locale.ROOT, "SO%04d", number);
    OdooOrder order =
        new OdooOrder(shop.siteId(), reference, product.id(), clock.instant(), List.of());
    return attempt(order);
  }

  /// One more attempt, with a reference and a transaction id of its own.
  synchronized OdooOrder attempt(OdooOrder order) {
    String reference = order.reference() + "-" + (order.payments().size() + 1);
    OdooOrder more =
        order.with(OdooPayment.draft(reference, transId(order.siteId()), clock.instant()));
    shelf.put(more);
    count(more);
    return more;
  }

  /// Changes the payment of that reference with no other change in between.
  synchronized Optional<OdooPayment> change(
      String siteId, String reference, UnaryOperator<OdooPayment> change) {
    Optional<OdooOrder> order = find(siteId, reference);
    Optional<OdooPayment> changed = order.flatMap(one -> one.payment(reference)).map(change);
    changed.ifPresent(payment -> shelf.put(order.orElseThrow().with(payment)));
    return changed;
  }

  /// The order of that reference, or that one of its payments has.
  Optional<OdooOrder> find(String siteId, String reference) {
    int dash = reference.lastIndexOf('-');
    String order = dash < 0 ? reference : reference.substring(0, dash);
    return shelf
        .find(OdooOrder.id(siteId, order))
        .filter(one -> dash < 0 || one.payment(reference).isPresent());
  }

  /// The orders of a shop, the first one first.
  List<OdooOrder> of(String siteId) {
    return shelf.all().stream().filter(order -> order.siteId().equals(siteId)).toList();
  }

  private void count(OdooOrder order) {
    int number = Integer.parseInt(order.reference().substring(2));
    lastNumber.merge(order.siteId(), number, Math::max);
    for (OdooPayment payment : order.payments()) {
      String day = day(order.siteId(), payment.createdAt());
      lastTransId.merge(day, Integer.parseInt(payment.transId()), Math::max);
    }
  }

  /// The module takes the tenths of a second since midnight, which collides within one tenth. A
  /// sandbox's clock may stand still, so here the next free one is taken.
  private String transId(String siteId) {
    Instant now = clock.instant();
    int tenths = (int) (LocalTime.ofInstant(now, UTC).toNanoOfDay() / 100_000_000);
    int last = lastTransId.getOrDefault(day(siteId, now), -1);
    return String.format(Locale.ROOT, "%06d", Math.max(tenths, last + 1) % TENTHS_OF_A_DAY);
  }

  private static String day(String siteId, Instant instant) {
    return siteId + "/" + instant.atOffset(UTC).toLocalDate();
  }
}
