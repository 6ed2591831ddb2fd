package io.passerelle.function;

import io.passerelle.desk.Books;
import io.passerelle.desk.Carrier;
import io.passerelle.desk.MailCarrier;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.desk.PostRoom;
import io.passerelle.desk.Reminding;
import io.passerelle.desk.SendWakeups;
import io.passerelle.desk.TextCarrier;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Channel;
import io.passerelle.store.SendingId;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Sends payment orders to their buyers, by e-mail and by text message, and reminds them.
///
/// A message only wakes: what is to be sent, and whether, stands in the table. No faster than the
/// carriers take it; what is beyond is put off.
public final class SendFunction extends QueueFunction {

  private final PostRoom room;
  private final Reminding reminding;
  private final MailCaps caps;
  private final SendWakeups wakeups;
  private final Clock clock;

  /// Lambda calls this one.
  public SendFunction() {
    this(Wiring.ofLambda());
  }

  public SendFunction(Wiring wiring) {
    Map<Channel, Carrier> carriers = new EnumMap<>(Channel.class);
    carriers.put(
        Channel.EMAIL,
        new MailCarrier(wiring.mailServer(), wiring.suppressions(), wiring.mailSender()));
    carriers.put(Channel.SMS, new TextCarrier(wiring.textServer()));
    wiring.whatsApp().ifPresent(carrier -> carriers.put(Channel.WHATSAPP, carrier));
    Books books = wiring.books();
    this.clock = wiring.clock();
    this.room = new PostRoom(books, new PaymentLinks(wiring.publicUrl()), carriers, clock);
    this.reminding = new Reminding(books.orders(), books.ledger(), room, clock);
    this.caps = wiring.sendCaps();
    this.wakeups = new SendWakeups(wiring.sendQueue());
  }

  @Override
  protected void handle(String body) {
    Optional<OrderId> reminded = Reminding.parse(body);
    Optional<SendingId> sending = SendingId.parse(body);
    Optional<OrderId> order = reminded.or(() -> sending.map(SendingId::order));
    if (order.isEmpty()) {
      Log.line("message dropped").with(Log.Field.REASON, "names no sending").write();
      return;
    }
    Duration wait = caps.wait(clock.instant());
    if (wait.isPositive()) {
      wakeups.later(body, order.get(), wait);
      return;
    }
    reminded.ifPresent(reminding::remind);
    sending.ifPresent(room::send);
  }
}
