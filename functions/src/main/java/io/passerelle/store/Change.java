package io.passerelle.store;

import io.passerelle.aws.Table.Row;
import io.passerelle.card.CardReminder;
import io.passerelle.card.CardToken;
import io.passerelle.card.TokenId;
import io.passerelle.delivery.Delivery;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What must be written together: all of it or none. Each part names the version that it was read
/// at.
public final class Change {

  private final List<Function<HistoryItem, Row>> rows = new ArrayList<>();

  public Change with(Order order) {
    with(OrderItem.write(order));
    return this;
  }

  public Change with(HistoryLine line) {
    rows.add(lines -> lines.write(line));
    return this;
  }

  public Change with(Delivery delivery) {
    with(DeliveryItem.write(delivery));
    return this;
  }

  public Change with(Mailing mailing) {
    with(MailingItem.write(mailing));
    return this;
  }

  public Change with(Session session) {
    with(SessionItem.write(session));
    return this;
  }

  public Change with(GatewayPause pause) {
    with(PauseItem.write(pause));
    return this;
  }

  public Change with(FailureNote note) {
    with(FailureNoteItem.write(note));
    return this;
  }

  public Change with(DigestMailing digest) {
    with(DigestItem.write(digest));
    return this;
  }

  public Change with(TargetHealth health) {
    with(TargetHealthItem.write(health));
    return this;
  }

  public Change with(OperationRequest request) {
    with(OperationItem.write(request));
    return this;
  }

  public Change with(PaymentOrder order) {
    with(PaymentOrderItem.write(order));
    return this;
  }

  public Change with(Sending sending) {
    with(SendingItem.write(sending));
    return this;
  }

  public Change with(CardToken token) {
    with(CardTokenItem.write(token));
    return this;
  }

  /// With what leads from an order to the card that it was paid with, for whoever forgets its
  /// buyer. `entered` is the order by which that card was entered.
  public Change keeping(TokenId token, OrderId order, OrderId entered) {
    with(CardTraceItem.writeKept(token, order, entered));
    return this;
  }

  /// With what leads from a card to an order by which its holder came to change it; `entered` is
  /// the order by which that holder entered it.
  public Change visiting(TokenId token, OrderId order, OrderId entered) {
    with(CardTraceItem.writeVisit(token, order, entered));
    return this;
  }

  public Change with(CardSubscriptions subscriptions) {
    with(CardSubscriptionItem.write(subscriptions));
    return this;
  }

  public Change with(CardNews news) {
    with(CardNewsItem.write(news));
    return this;
  }

  public Change with(CardReminder reminder) {
    CardReminderItem.write(reminder).forEach(this::with);
    return this;
  }

  /// Takes a transaction id for an order; stale where another order has it.
  public Change taking(AttemptId attempt, OrderId order, Instant now) {
    with(AttemptItem.write(order, attempt, now));
    return this;
  }

  private void with(Row row) {
    rows.add(_ -> row);
  }

  /// Of a change without a line of history, which the [Ledger] alone can write.
  List<Row> rows() {
    return rows(
        new HistoryItem(() -> {
          throw new IllegalStateException("a line of history is the ledger's to write");
        }));
  }

  List<Row> rows(HistoryItem lines) {
    return rows.stream().map(row -> row.apply(lines)).toList();
  }
}
