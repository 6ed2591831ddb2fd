package io.passerelle.desk;

import io.passerelle.aws.Table;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Sending;
import io.passerelle.store.Sending.State;
import io.passerelle.store.SendingId;
import io.passerelle.store.Sendings;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the mail server tells of a payment order's mail, some time after it took it.
///
/// A mail that bounced or was rejected did not arrive, whatever was told of it before. It speaks
/// for its own sending alone: where the payment order was sent anew since, that one's word holds.
public final class SendingEvents {

  private static final int TRIES_TO_WRITE = 10;

  private final Sendings sendings;
  private final PaymentOrders orders;
  private final Ledger ledger;

  public SendingEvents(Sendings sendings, PaymentOrders orders, Ledger ledger) {
    this.sendings = sendings;
    this.orders = orders;
    this.ledger = ledger;
  }

  /// It did not arrive at one of `recipients`; none named means at none. A blind copy that bounces
  /// says nothing of the buyer.
  public void failed(SendingId id, Set<String> recipients, String reason) {
    take(id, State.FAILED, recipients, reason);
  }

  /// It arrived.
  public void delivered(SendingId id, Set<String> recipients) {
    take(id, State.SENT, recipients, "");
  }

  private void take(SendingId id, State state, Set<String> recipients, String reason) {
    for (int tries = 1; ; tries++) {
      Optional<PaymentOrder> order = orders.find(id.order());
      Optional<Sending> sending = sendings.find(id).filter(one -> changes(one, state));
      if (order.isEmpty() || sending.isEmpty() || !isOf(sending.get(), order.get(), recipients)) {
        return;
      }
      Sending after = sending.get().settled(state, reason);
      Change change = new Change().with(after);
      PostRoom.reported(order.get(), after).ifPresent(change::with);
      try {
        ledger.write(change);
        return;
      } catch (Table.Stale stale) {
        if (tries == TRIES_TO_WRITE) {
          throw stale;
        }
      }
    }
  }

  /// A failure is the last word, and what is sent stays so.
  private static boolean changes(Sending sending, State state) {
    return switch (sending.state()) {
      case WAITING -> true;
      case SENT -> state == State.FAILED;
      case FAILED, DROPPED -> false;
    };
  }

  private static boolean isOf(Sending sending, PaymentOrder order, Set<String> recipients) {
    String to = sending.to().isEmpty() ? order.message().to() : sending.to();
    return recipients.isEmpty()
        || recipients.stream().anyMatch(one -> lower(one).equals(lower(to)));
  }

  private static String lower(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
