package io.passerelle.desk;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Table;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Shop;
import io.passerelle.store.Sending;
import io.passerelle.store.SendingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes payment orders, one or ten thousand of one request.
///
/// All references are looked at before the first is written, so that one that is taken leaves
/// nothing behind. Where the table fails in the middle, the same request under the same reference
/// makes the rest: what is there already and asks for the same is left as it is.
public final class Creation {

  private static final int TAKEN_NAMED_MAX = 5;

  private final Books books;
  private final SendWakeups wakeups;
  private final SendChecks checks;

  /// `carried` are the channels that this deployment has somebody for.
  public Creation(Books books, PaymentLinks links, SendWakeups wakeups, Set<Channel> carried) {
    this.books = books;
    this.wakeups = wakeups;
    this.checks = new SendChecks(books, links, carried);
  }

  /// Writes them all, and wakes whoever sends them. The same making again answers what it has made.
  List<PaymentOrder> create(Draft draft, Shop shop, Making making) {
    List<PaymentOrder> orders =
        draft.orders(shop.siteId(), making.reference(), making.codes(), making.at());
    check(orders.getFirst(), shop);
    return orders.size() == 1 ? List.of(add(orders.getFirst())) : addAll(orders);
  }

  /// Refuses what could not be made, and makes nothing.
  void check(Draft draft, Shop shop, Making making) {
    check(
        draft.orders(shop.siteId(), making.reference(), making.codes(), making.at()).getFirst(),
        shop);
  }

  /// Refuses what this deployment cannot send, or what its carrier would not take.
  void check(PaymentOrder order, Shop shop) {
    checks.of(shop).accept(order);
  }

  /// One alone: its reference is taken by whatever stands there, but by that making itself.
  PaymentOrder add(PaymentOrder order) {
    if (books.ledger().order(order.id()).isEmpty()) {
      try {
        PaymentOrder made = books.orders().add(order, PaymentLinks.session(order));
        wake(List.of(made));
        return made;
      } catch (Table.Stale _) {
        // Somebody has the reference: this making itself, or another.
      }
    }
    return books
        .orders()
        .find(order.id())
        .filter(one -> isOfOneMaking(one, order))
        .orElseThrow(() -> taken(List.of(order.id())));
  }

  private static boolean isOfOneMaking(PaymentOrder one, PaymentOrder other) {
    return one.code().equals(other.code());
  }

  private List<PaymentOrder> addAll(List<PaymentOrder> orders) {
    List<Optional<PaymentOrder>> known =
        SideBySide.all(orders, order -> known(order)).stream().toList();
    List<OrderId> taken = new ArrayList<>();
    List<PaymentOrder> missing = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      PaymentOrder order = orders.get(i);
      if (known.get(i).isEmpty()) {
        missing.add(order);
      } else if (!isOfOneMaking(known.get(i).get(), order)
          && !known.get(i).get().asksTheSameAs(order)) {
        taken.add(order.id());
      }
    }
    boolean again =
        known.getFirst().filter(one -> isOfOneMaking(one, orders.getFirst())).isPresent();
    if (!taken.isEmpty() || (missing.isEmpty() && !again)) {
      throw taken(taken.isEmpty() ? List.of(orders.getFirst().id()) : taken);
    }
    return made(orders, known, missing);
  }

  /// What stands under a reference; a payment of another kind takes it too.
  private Optional<PaymentOrder> known(PaymentOrder order) {
    Optional<PaymentOrder> found = books.orders().find(order.id());
    if (found.isEmpty() && books.ledger().order(order.id()).isPresent()) {
      throw taken(List.of(order.id()));
    }
    return found;
  }

  private List<PaymentOrder> made(
      List<PaymentOrder> orders, List<Optional<PaymentOrder>> known, List<PaymentOrder> missing) {
    AtomicInteger written = new AtomicInteger(orders.size() - missing.size());
    try {
      SideBySide.all(
          missing,
          order -> {
            write(order);
            return written.incrementAndGet();
          });
    } catch (AwsFailure | Table.Stale _) {
      wake(missing);
      throw new Rejection(
          Reason.CONFLICT,
          "%d of %d payment orders are made, ask again with the reference %s for the others"
              .formatted(written.get(), orders.size(), base(orders.getFirst())));
    }
    List<PaymentOrder> all = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      all.add(known.get(i).orElse(orders.get(i).written()));
    }
    wake(missing);
    return all;
  }

  /// The same making may be at work twice.
  private void write(PaymentOrder order) {
    try {
      books.orders().add(order, PaymentLinks.session(order));
    } catch (Table.Stale stale) {
      if (books.orders().find(order.id()).filter(one -> isOfOneMaking(one, order)).isEmpty()) {
        throw stale;
      }
    }
  }

  /// The reference of a series, without its number.
  private static String base(PaymentOrder first) {
    String reference = first.id().reference();
    return reference.substring(0, reference.lastIndexOf('-'));
  }

  void wake(List<PaymentOrder> orders) {
    List<SendingId> ids = new ArrayList<>();
    for (PaymentOrder order : orders) {
      Sending.of(order, Sending.Cause.CREATED, order.createdAt()).ifPresent(s -> ids.add(s.id()));
    }
    wakeups.wakeAll(ids);
  }

  private static Rejection taken(List<OrderId> ids) {
    List<String> named = ids.stream().limit(TAKEN_NAMED_MAX).map(OrderId::reference).toList();
    return new Rejection(
        Reason.CONFLICT,
        "reference " + String.join(", ", named) + " is taken by another order of the shop");
  }
}
