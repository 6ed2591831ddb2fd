package io.passerelle.desk;

import io.passerelle.aws.Table;
import io.passerelle.desk.PaymentLinks.Shown;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.LifeCycle;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Validity;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a merchant does with payment orders, whoever carries the request: each caller reads what it
/// is asked into these calls, and writes what they answer.
///
/// A field that cannot be so is an [InvalidField]; what the life cycle does not allow, or a
/// reference that is taken, a [Rejection]; that somebody else was first, a [Table.Stale].
public final class PaymentOrderDesk {

  private final PaymentOrders orders;
  private final Ledger ledger;
  private final PaymentLinks links;
  private final Clock clock;

  public PaymentOrderDesk(PaymentOrders orders, Ledger ledger, PaymentLinks links, Clock clock) {
    this.orders = orders;
    this.ledger = ledger;
    this.links = links;
    this.clock = clock;
  }

  /// Reads what is written as [#create] does, and makes nothing.
  public void check(Shop shop, Map<String, String> fields, Instant now) {
    Draft.read(fields, defaults(shop), now);
  }

  /// Makes what is written in the fields of [Draft#FIELDS]: one for each recipient. The same making
  /// again answers what it has made.
  public List<Shown> create(Shop shop, Map<String, String> fields, Making making) {
    Draft draft = Draft.read(fields, defaults(shop), making.at());
    List<PaymentOrder> made = new ArrayList<>();
    for (PaymentOrder order :
        draft.orders(shop.siteId(), making.reference(), making.codes(), making.at())) {
      made.add(add(order));
    }
    return made.stream().map(order -> shown(order, shop)).toList();
  }

  /// Where a reference is taken, what was made before it stays: references are numbered, so that
  /// the caller sees which.
  private PaymentOrder add(PaymentOrder order) {
    if (ledger.order(order.id()).isEmpty()) {
      try {
        return orders.add(order, PaymentLinks.session(order));
      } catch (Table.Stale _) {
        // Somebody has the reference: this making itself, or another.
      }
    }
    return orders
        .find(order.id())
        .filter(one -> one.code().equals(order.code()))
        .orElseThrow(() -> taken(order.id()));
  }

  private static Rejection taken(OrderId id) {
    return new Rejection(
        Reason.CONFLICT, "reference " + id.reference() + " is taken by another order of the shop");
  }

  public Optional<Shown> find(Shop shop, String reference) {
    return Optional.of(reference)
        .filter(OrderId::isValid)
        .flatMap(one -> orders.find(new OrderId(shop.siteId(), one)))
        .map(order -> shown(order, shop));
  }

  /// The same by its link.
  public Optional<Shown> find(Shop shop, LinkCode code) {
    return orders
        .byCode(code)
        .filter(order -> order.id().siteId().equals(shop.siteId()))
        .map(order -> shown(order, shop));
  }

  private Shown shown(PaymentOrder order, Shop shop) {
    return links.of(order, shop, ledger.order(order.id()), clock.instant());
  }

  /// Does what the life cycle lets be done with a payment order as it was read, and answers what
  /// came of it: a copy's is the copy.
  public Shown update(Shop shop, PaymentOrder order, Action action, Map<String, String> fields) {
    Optional<Order> payment = ledger.order(order.id());
    Instant now = clock.instant();
    LifeCycle.refusal(order.status(payment, now), action, order.channel())
        .ifPresent(reason -> {
          throw new Rejection(Reason.CONFLICT, reason);
        });
    PaymentOrder updated =
        switch (action) {
          case CHANGE_VALIDITY -> orders.save(order.until(end(shop, fields, now)));
          case CANCEL -> cancel(order, payment, now);
          case REACTIVATE -> orders.save(order.inCancellation(false));
          case MARK_SENT -> orders.save(order.sent());
          case CREATE_FROM -> copy(order, shop, fields, now);
          case SHOW, SHOW_MESSAGE, SHOW_TRANSACTION -> order;
          case RESEND, MODIFY_AND_RESEND ->
              throw new Rejection(
                  Reason.CONFLICT, "nothing here sends a payment order by " + order.channel());
        };
    return shown(updated, shop);
  }

  /// Not under the hands of a buyer who may be paying this very moment.
  private PaymentOrder cancel(PaymentOrder order, Optional<Order> payment, Instant now) {
    if (order.isBeingPaid(payment, now)) {
      throw new Rejection(Reason.CONFLICT, "a buyer is paying it, ask again in 20 minutes");
    }
    return orders.save(order.inCancellation(true));
  }

  private PaymentOrder copy(
      PaymentOrder order, Shop shop, Map<String, String> fields, Instant now) {
    String written =
        Draft.reference("newReference", fields.getOrDefault("newReference", ""), defaults(shop));
    String reference = written.isEmpty() ? PaymentLinks.reference() : written;
    return add(
        order.copied(
            new OrderId(shop.siteId(), reference),
            PaymentLinks.code(),
            now,
            end(shop, fields, now)));
  }

  private static Instant end(Shop shop, Map<String, String> fields, Instant now) {
    return defaults(shop).validity().end(fields.getOrDefault(Validity.FIELD, ""), now);
  }

  private static Defaults defaults(Shop shop) {
    PageSettings page = shop.page();
    return new Defaults(
        shop.mode(),
        new Validity(ZoneId.of(shop.timeZone()), page.paymentOrderDays()),
        page.paymentOrderReferenceNeeded());
  }
}
