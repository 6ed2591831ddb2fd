package io.passerelle.desk;

import io.passerelle.aws.Table;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.LifeCycle;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a merchant does with payment orders.
public final class PaymentOrderDesk {

  /// What is asked of it.
  public static final Set<String> ACTIONS =
      Set.of(
          "createPaymentOrder",
          "paymentOrder",
          "paymentOrders",
          "exportPaymentOrders",
          "updatePaymentOrder");

  private final PaymentOrders orders;
  private final Ledger ledger;
  private final Shops shops;
  private final PaymentLinks links;
  private final Clock clock;
  private final PaymentOrderSearches searches;

  public PaymentOrderDesk(
      PaymentOrders orders, Ledger ledger, Shops shops, PaymentLinks links, Clock clock) {
    this.orders = orders;
    this.ledger = ledger;
    this.shops = shops;
    this.links = links;
    this.clock = clock;
    this.searches = new PaymentOrderSearches(orders, links, clock);
  }

  public String act(String action, Json request) {
    Shop shop =
        shops
            .find(ShopDocument.siteId(request))
            .orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP))
            .shop();
    PaymentOrderRequest asked = new PaymentOrderRequest(request, shop);
    try {
      return switch (action) {
        case "createPaymentOrder" -> create(asked);
        case "paymentOrder" -> view(found(asked), shop);
        case "paymentOrders" -> searches.list(new SearchRequest(request, shop));
        case "exportPaymentOrders" -> searches.export(new SearchRequest(request, shop));
        default -> view(update(asked), shop);
      };
    } catch (InvalidField invalid) {
      throw new Rejection(Reason.INVALID, invalid.field() + " " + invalid.reason());
    }
  }

  private String create(PaymentOrderRequest asked) {
    Instant now = clock.instant();
    Shop shop = asked.shop();
    Draft draft = asked.draft(now);
    List<PaymentOrder> made = new ArrayList<>();
    for (PaymentOrder order :
        draft.orders(shop.siteId(), PaymentLinks.reference(), PaymentLinks::random, now)) {
      made.add(add(order));
    }
    return PaymentOrderView.list(
        made.stream().map(order -> links.of(order, shop, Optional.empty(), now)).toList(),
        Optional.empty());
  }

  /// Where a reference is taken, what was made before it stays: references are numbered, so that
  /// the caller sees which.
  private PaymentOrder add(PaymentOrder order) {
    if (ledger.order(order.id()).isPresent()) {
      throw taken(order.id());
    }
    try {
      return orders.add(order, PaymentLinks.session(order));
    } catch (Table.Stale _) {
      throw taken(order.id());
    }
  }

  private static Rejection taken(OrderId id) {
    return new Rejection(
        Reason.CONFLICT, "reference " + id.reference() + " is taken by another order of the shop");
  }

  private String view(PaymentOrder order, Shop shop) {
    return PaymentOrderView.of(links.of(order, shop, ledger.order(order.id()), clock.instant()));
  }

  private PaymentOrder found(PaymentOrderRequest asked) {
    return asked
        .id()
        .flatMap(orders::find)
        .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such payment order"));
  }

  /// Does what the life cycle lets be done, and answers what came of it: a copy's is the copy.
  private PaymentOrder update(PaymentOrderRequest asked) {
    PaymentOrder order = found(asked);
    Optional<Order> payment = ledger.order(order.id());
    Instant now = clock.instant();
    Action action = asked.deed();
    LifeCycle.refusal(order.status(payment, now), action, order.channel())
        .ifPresent(reason -> {
          throw new Rejection(Reason.CONFLICT, reason);
        });
    return switch (action) {
      case CHANGE_VALIDITY -> orders.save(order.until(asked.end(now)));
      case CANCEL -> cancel(order, payment, now);
      case REACTIVATE -> orders.save(order.inCancellation(false));
      case MARK_SENT -> orders.save(order.sent());
      case CREATE_FROM -> copy(order, asked, now);
      case SHOW, SHOW_MESSAGE, SHOW_TRANSACTION -> order;
      case RESEND, MODIFY_AND_RESEND ->
          throw new Rejection(
              Reason.CONFLICT, "nothing here sends a payment order by " + order.channel());
    };
  }

  /// Not under the hands of a buyer who may be paying this very moment.
  private PaymentOrder cancel(PaymentOrder order, Optional<Order> payment, Instant now) {
    if (order.isBeingPaid(payment, now)) {
      throw new Rejection(Reason.CONFLICT, "a buyer is paying it, ask again in 20 minutes");
    }
    return orders.save(order.inCancellation(true));
  }

  private PaymentOrder copy(PaymentOrder order, PaymentOrderRequest asked, Instant now) {
    return add(
        order.copied(
            new OrderId(
                order.id().siteId(), asked.newReference().orElseGet(PaymentLinks::reference)),
            PaymentLinks.code(),
            now,
            asked.end(now)));
  }
}
