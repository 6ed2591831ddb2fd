package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.gateway.RestAccount;
import io.passerelle.gateway.ServiceAnswer.Failed;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Plan;
import io.passerelle.store.Change;
import io.passerelle.store.GatewayPause;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Asks the gateway about orders of which it told nothing final, when their plan says, and at once
/// where a person asks.
///
/// The plan stands in the order itself and moves on only after the answer was written down: a
/// worker that dies asks again, which changes nothing that was changed.
final class Reconciler {

  private static final int TRIES_MAX = 5;

  private final Ledger ledger;
  private final Shops shops;
  private final RestAccounts accounts;
  private final Inquiry inquiry;
  private final Pauses pauses;
  private final Clock clock;

  Reconciler(
      Ledger ledger,
      Shops shops,
      RestAccounts accounts,
      Inquiry inquiry,
      Pauses pauses,
      Clock clock) {
    this.ledger = ledger;
    this.shops = shops;
    this.accounts = accounts;
    this.inquiry = inquiry;
    this.pauses = pauses;
    this.clock = clock;
  }

  /// By the plan. Does nothing where it is not due, since a message may come twice.
  void askIfDue(OrderId id) {
    Instant now = clock.instant();
    ledger
        .order(id)
        .filter(order -> order.reconciliation().isDue(now))
        .ifPresent(order -> ask(order, now));
  }

  private void ask(Order order, Instant now) {
    Optional<Shops.Entry> shop = shops.find(order.id().siteId());
    Optional<RestAccount> account = shop.flatMap(entry -> accounts.of(entry.shop(), order.mode()));
    if (account.isEmpty()) {
      rewrite(order.id(), now, one -> Plan.of(one).none(), "");
      return;
    }
    long shopVersion = shop.orElseThrow().shop().version();
    GatewayPause pause = pauses.of(order.id().siteId(), order.mode());
    if (pause.holds(now, shopVersion)) {
      rewrite(order.id(), now, one -> Plan.of(one).postponed(pause.until()), "");
      return;
    }
    Inquiry.Result result = inquiry.of(order, shop.get(), account.get());
    log(order.id(), result);
    Optional<GatewayPause> next =
        pauses.after(result.trouble(), pause, order.id(), shop.get(), now);
    if (next.isPresent()) {
      rewrite(order.id(), now, one -> Plan.of(one).postponed(next.get().until()), "");
    } else {
      rewrite(order.id(), now, one -> Plan.of(one).asked(now), result.words());
    }
  }

  /// Because a person asked: at once, whatever the plan and a pause say.
  void askNow(Order order, Shops.Entry shop) {
    Instant now = clock.instant();
    RestAccount account =
        accounts
            .of(shop.shop(), order.mode())
            .orElseThrow(() ->
                new Rejection(
                    Reason.INVALID,
                    "reconciliation is " + accounts.standing(shop.shop(), order.mode())));
    Inquiry.Result result = inquiry.of(order, shop, account);
    log(order.id(), result);
    if (result.trouble().filter(Pauses::isOurTrouble).isPresent()) {
      throw new Rejection(Reason.CONFLICT, "asked the gateway: " + result.words());
    }
    rewrite(order.id(), now, one -> Plan.of(one).learnt(now), result.words());
  }

  /// Changes the plan and, where there are words, adds a line to the history; read anew each time,
  /// as a notification may come at any moment.
  private void rewrite(OrderId id, Instant now, UnaryOperator<Order> plan, String words) {
    for (int tries = 1; ; tries++) {
      Optional<Order> found = ledger.order(id);
      if (found.isEmpty()) {
        return;
      }
      Order next = plan.apply(found.get());
      Change change = new Change().with(next);
      if (!words.isEmpty()) {
        boolean over = next.reconciliation().next().isEmpty() && next.transactions().isEmpty();
        change.with(Lines.asked(next, now, words + (over ? "; not asked again" : "")));
      }
      try {
        ledger.write(change);
        return;
      } catch (Table.Stale stale) {
        if (tries == TRIES_MAX) {
          throw stale;
        }
      }
    }
  }

  private static void log(OrderId order, Inquiry.Result result) {
    Log.line("gateway asked")
        .with(Log.Field.SITE, order.siteId())
        .with(Log.Field.ORDER, order.reference())
        .with(Log.Field.OUTCOME, result.trouble().map(one -> one.trouble().name()).orElse("FOUND"))
        .with(Log.Field.REASON, result.trouble().map(Failed::code).orElse(""))
        .write();
  }
}
