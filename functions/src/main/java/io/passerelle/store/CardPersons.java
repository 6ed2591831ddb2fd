package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.card.CardReminder.End;
import io.passerelle.card.CardToken;
import io.passerelle.card.TokenId;
import io.passerelle.payment.OrderId;
import io.passerelle.store.CardTraceItem.Kept;
import io.passerelle.store.CardTraceItem.Visit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The persons whose cards are kept, to be forgotten: of a token the name and the address of its
/// holder, and with them all reminders. The card itself stays, since payments go on with it.
final class CardPersons {

  private final Table table;

  CardPersons(Table table) {
    this.table = table;
  }

  /// The visits by which its holders came to change the card, of which more is kept.
  List<OrderId> visits(TokenId token) {
    return List.copyOf(begun(token).keySet());
  }

  /// Those of whoever entered the card in that order.
  List<OrderId> visits(TokenId token, OrderId order) {
    Map<OrderId, OrderId> begun = begun(token);
    return begun.keySet().stream().filter(visit -> first(visit, begun).equals(order)).toList();
  }

  /// Whether the holder is still the person who paid an order that leads to the token: who entered
  /// the card there, or has the same address. Where an address is not known, whoever held it then,
  /// as long as nobody entered a card in another order: a reminder that is lost weighs less than a
  /// person who is not forgotten.
  boolean isHeldBy(String email, OrderId order, Kept kept, CardToken token) {
    Map<OrderId, OrderId> begun = begun(token.id());
    OrderId entered = first(token.order(), begun);
    String holder = token.holder().email();
    if (entered.equals(order)) {
      return true;
    }
    if (holder.isBlank() || email.isBlank()) {
      return entered.equals(first(kept.entered(), begun));
    }
    return SessionIndex.isSame(email, holder);
  }

  /// A visit is of whoever had entered the card until then.
  private static OrderId first(OrderId order, Map<OrderId, OrderId> begun) {
    OrderId first = order;
    for (int i = 0; i < begun.size() && begun.containsKey(first); i++) {
      first = begun.get(first);
    }
    return first;
  }

  /// By the visit, the order by which the card had been entered until then.
  private Map<OrderId, OrderId> begun(TokenId token) {
    return table
        .query(CardTokenItem.partition(token.mode(), token.token()), CardTraceItem.visits(token))
        .stream()
        .map(CardTraceItem::readVisit)
        .collect(Collectors.toMap(Visit::order, Visit::entered, (one, _) -> one));
  }

  /// The token last, since it says that all is done.
  void forget(TokenId token) {
    table.query(CardReminderItem.partition(token), "").stream()
        .map(CardReminderItem::read)
        .filter(one -> one.token().equals(token) && one.due().isPresent())
        .map(one -> CardReminderItem.write(one.ended(End.NO_ADDRESS)))
        .forEach(table::write);
    table
        .get(CardTokenItem.key(token))
        .map(CardTokenItem::read)
        .filter(one -> !one.isForgotten())
        .map(CardToken::forgotten)
        .ifPresent(one -> table.write(List.of(CardTokenItem.write(one))));
  }
}
