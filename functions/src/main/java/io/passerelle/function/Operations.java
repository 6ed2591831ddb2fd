package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.By;
import io.passerelle.payment.Order;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Remaining;
import io.passerelle.payment.Wish;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes requests to refund, cancel, capture or modify: each is written down once, and somebody is
/// woken to carry it out. The answer is how the request stands now; what comes of it later is told
/// by a delivery where a platform asked.
final class Operations {

  private static final int TRIES_MAX = 12;

  private final Ledger ledger;
  private final Shops shops;
  private final OperationBook book;
  private final OperationWakeups wakeups;
  private final Clock clock;

  Operations(
      Ledger ledger, Shops shops, OperationBook book, OperationWakeups wakeups, Clock clock) {
    this.ledger = ledger;
    this.shops = shops;
    this.book = book;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /// What a platform asks of a payment of that mode: what proves itself as a test moves no real
  /// money, and the order of the other mode is one that the platform does not know.
  OperationRequest askOf(
      Mode mode, OperationId id, Wish wish, Optional<Money> amount, Map<String, String> fields) {
    if (ledger.order(id.order()).filter(order -> order.mode() == mode).isEmpty()) {
      throw new Rejection(Reason.NOT_FOUND, "no such order in the mode " + mode);
    }
    return ask(id, wish, amount, By.PLATFORM, fields);
  }

  /// The same key again is the same request, and changes nothing. `amount` is in the order's
  /// currency, empty for all that there is; `fields` are the platform's own, told back with what
  /// came of it. Fails where the order is not known, or where the key was used for something else.
  OperationRequest ask(
      OperationId id, Wish wish, Optional<Money> amount, By by, Map<String, String> fields) {
    for (int tries = 1; ; tries++) {
      try {
        return askOnce(id, wish, amount, by, fields);
      } catch (Table.Stale stale) {
        if (tries == TRIES_MAX) {
          throw stale;
        }
      }
    }
  }

  private OperationRequest askOnce(
      OperationId id, Wish wish, Optional<Money> amount, By by, Map<String, String> fields) {
    Instant now = clock.instant();
    Order order =
        ledger
            .order(id.order())
            .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such order"));
    OperationRequest request =
        OperationRequest.of(id, wish, amount, order.amount().currency(), by, fields, now);
    List<OperationRequest> all = ledger.operations(id.order());
    Optional<OperationRequest> known = all.stream().filter(one -> one.id().equals(id)).findFirst();
    if (known.isPresent()) {
      return again(known.get(), request);
    }
    Optional<Shops.Entry> shop = shops.find(id.order().siteId());
    Optional<Refusal> refusal =
        Remaining.foresee(order, request, all)
            .or(() -> hasAccess(shop, order) ? Optional.empty() : Optional.of(Refusal.NO_ACCESS));
    OperationRequest first = refusal.map(why -> request.refused(why, "")).orElse(request);
    OperationRequest written = book.write(first, order, shop, now);
    if (!written.isOver()) {
      wakeups.wake(id, Duration.ZERO);
    }
    return written;
  }

  /// Whoever asks again may have asked because nothing happened.
  private OperationRequest again(OperationRequest known, OperationRequest asked) {
    if (known.wish() != asked.wish() || !known.amount().equals(asked.amount())) {
      throw new Rejection(Reason.CONFLICT, "this key was used for another operation");
    }
    if (!known.isOver()) {
      wakeups.wake(known.id(), Duration.ZERO);
    }
    return known;
  }

  private static boolean hasAccess(Optional<Shops.Entry> shop, Order order) {
    return shop.filter(one -> RestAccounts.hasPassword(one.shop(), order.mode())).isPresent();
  }
}
