package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.card.CardReminder.End;
import io.passerelle.card.CardToken;
import io.passerelle.card.TokenId;
import io.passerelle.payment.OrderId;
import java.util.List;

/// The persons whose cards are kept, to be forgotten: of a token the name and the address of its
/// holder, and with them all reminders. The card itself stays, since payments go on with it.
final class CardPersons {

  private final Table table;

  CardPersons(Table table) {
    this.table = table;
  }

  /// The visits by which its holder came to change the card, of which more is kept.
  List<OrderId> visits(TokenId token) {
    return table
        .query(CardTokenItem.partition(token.mode(), token.token()), CardTraceItem.visits(token))
        .stream()
        .map(CardTraceItem::readVisit)
        .map(CardTraceItem.Visit::order)
        .toList();
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
