package io.passerelle.store;

import io.passerelle.aws.Table.Row;
import io.passerelle.card.CardReminder;
import io.passerelle.card.CardToken;
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

/// What must be written together: all of it or none. Each part names the version that it was read
/// at.
public final class Change {

  private final List<Row> rows = new ArrayList<>();

  public Change with(Order order) {
    rows.add(OrderItem.write(order));
    return this;
  }

  public Change with(HistoryLine line) {
    rows.add(HistoryItem.write(line));
    return this;
  }

  public Change with(Delivery delivery) {
    rows.add(DeliveryItem.write(delivery));
    return this;
  }

  public Change with(Mailing mailing) {
    rows.add(MailingItem.write(mailing));
    return this;
  }

  public Change with(Session session) {
    rows.add(SessionItem.write(session));
    return this;
  }

  public Change with(GatewayPause pause) {
    rows.add(PauseItem.write(pause));
    return this;
  }

  public Change with(FailureNote note) {
    rows.add(FailureNoteItem.write(note));
    return this;
  }

  public Change with(DigestMailing digest) {
    rows.add(DigestItem.write(digest));
    return this;
  }

  public Change with(TargetHealth health) {
    rows.add(TargetHealthItem.write(health));
    return this;
  }

  public Change with(OperationRequest request) {
    rows.add(OperationItem.write(request));
    return this;
  }

  public Change with(PaymentOrder order) {
    rows.add(PaymentOrderItem.write(order));
    return this;
  }

  public Change with(Sending sending) {
    rows.add(SendingItem.write(sending));
    return this;
  }

  public Change with(CardToken token) {
    rows.add(CardTokenItem.write(token));
    return this;
  }

  public Change with(CardNews news) {
    rows.add(CardNewsItem.write(news));
    return this;
  }

  public Change with(CardReminder reminder) {
    rows.addAll(CardReminderItem.write(reminder));
    return this;
  }

  /// Takes a transaction id for an order; stale where another order has it.
  public Change taking(AttemptId attempt, OrderId order, Instant now) {
    rows.add(AttemptItem.write(order, attempt, now));
    return this;
  }

  List<Row> rows() {
    return rows;
  }
}
