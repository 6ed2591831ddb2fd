package io.passerelle.shop.shopify;

import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Report;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Start;
import io.passerelle.payment.TransactionState;
import io.passerelle.payment.Transition;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// Orders of a Shopify checkout, by what the gateway has told of them.
final class Orders {

  static final OrderId ID = new OrderId(new SiteId("34567890"), "u0nwmSrNntjIWozmNslK5Tlq");
  static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
  static final Money AMOUNT = Money.of(12_300, Currency.EUR);

  private static final AttemptId ATTEMPT = new AttemptId(LocalDate.parse("2026-01-15"), "000001");

  private Orders() {}

  static Session session(Session.Kind kind, Map<String, String> fields) {
    return new Session(
        ID,
        Platform.SHOPIFY,
        Mode.TEST,
        AMOUNT,
        kind,
        "",
        "token",
        Buyer.unknown(),
        fields,
        START,
        1);
  }

  /// An order of one attempt of which these states were told, one after the other.
  static Order told(TransactionState... states) {
    Order order = Order.starting(ID, Mode.TEST, new Start(ATTEMPT, AMOUNT, START));
    for (TransactionState state : states) {
      order =
          switch (order.after(report(state))) {
            case Transition.Moved(Order next, _) -> next;
            case Transition.Overtaken(Order next, _) -> next;
            case Transition.Flagged(Order next, _) -> next;
            case Transition.Repeated _ -> order;
          };
    }
    return order;
  }

  private static Report report(TransactionState state) {
    return new Report(
        ID,
        Mode.TEST,
        Optional.of("0123456789abcdef0123456789abcdef"),
        ATTEMPT,
        Operation.DEBIT,
        1,
        state,
        state.name(),
        AMOUNT,
        AMOUNT,
        EventKind.END_OF_PAYMENT);
  }
}
