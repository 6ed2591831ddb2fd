package io.passerelle.function;

import io.passerelle.desk.Books;
import io.passerelle.desk.Carrier;
import io.passerelle.desk.MailCarrier;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.desk.PostRoom;
import io.passerelle.desk.Reminding;
import io.passerelle.desk.SendTurns;
import io.passerelle.desk.SendWakeups;
import io.passerelle.desk.TextCarrier;
import io.passerelle.edge.Log;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Channel;
import io.passerelle.store.SendingId;
import java.time.Clock;
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
  private final SendTurns turns;

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
    Clock clock = wiring.clock();
    this.room = new PostRoom(books, new PaymentLinks(wiring.publicUrl()), carriers, clock);
    this.reminding = new Reminding(books.orders(), books.ledger(), clock);
    SendWakeups wakeups = new SendWakeups(wiring.sendQueue());
    this.turns = new SendTurns(books, wiring.sendPlaces(), wakeups, clock);
  }

  @Override
  protected void handle(String body) {
    Optional<OrderId> reminded = Reminding.parse(body);
    Optional<SendingId> sending = SendingId.parse(body);
    if (reminded.isEmpty() && sending.isEmpty()) {
      Log.line("message dropped").with(Log.Field.REASON, "names no sending").write();
      return;
    }
    reminded
        .flatMap(reminding::remind)
        .or(() -> sending)
        .flatMap(turns::take)
        .ifPresent(room::send);
  }
}
