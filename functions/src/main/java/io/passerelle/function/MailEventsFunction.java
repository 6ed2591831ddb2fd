package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.alert.EmailAddress;
import io.passerelle.desk.SendingEvents;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.store.SendingId;
import io.passerelle.store.Suppression;
import io.passerelle.store.Suppressions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes what SES tells of the mails that it was given (event publishing through SNS), and keeps
/// the addresses that bounced for good or complained, so that they get no more; a payment order's
/// mail that did not arrive is shown in it.
///
/// What cannot be read is logged and dropped: coming again would not make it readable. A table that
/// fails is not caught, and the event comes again.
public final class MailEventsFunction implements RequestStreamHandler {

  private final Suppressions suppressions;
  private final SendingEvents sendings;
  private final Clock clock;

  /// Lambda calls this one.
  public MailEventsFunction() {
    this(Wiring.ofLambda());
  }

  public MailEventsFunction(Wiring wiring) {
    this.suppressions = wiring.suppressions();
    this.sendings = new SendingEvents(wiring.sendings(), wiring.paymentOrders(), wiring.ledger());
    this.clock = wiring.clock();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    String event = new String(in.readNBytes(EVENT_BYTES_MAX), UTF_8);
    try {
      Json.parse(event).get("Records").items().forEach(this::record);
    } catch (Rejection _) {
      dropped("not JSON");
    }
  }

  /// Lambda hands over no more than this at once to a function that is not waited for.
  private static final int EVENT_BYTES_MAX = 1 << 20;

  private void record(Json record) {
    try {
      MailEvent.of(Json.parse(record.get("Sns").get("Message").text("")))
          .ifPresentOrElse(this::take, () -> dropped("unknown"));
    } catch (Rejection _) {
      dropped("not JSON");
    }
  }

  private void take(MailEvent event) {
    Instant now = clock.instant();
    Instant at = event.at().filter(now::isAfter).orElse(now);
    event.suppressed().ifPresent(reason -> suppress(event, reason, at));
    event.sending().ifPresent(sending -> report(event, sending));
    Log.line("mail event")
        .with(Log.Field.KIND, event.kind())
        .with(Log.Field.OUTCOME, event.suppressed().map(Enum::name).orElse("NONE"))
        .with(Log.Field.COUNT, event.recipients().size())
        .write();
  }

  /// What it says of the payment order that was sent by it.
  private void report(MailEvent event, SendingId sending) {
    Set<String> to =
        event.recipients().stream().map(EmailAddress::value).collect(Collectors.toSet());
    switch (event.kind()) {
      case "Bounce" -> sendings.failed(sending, to, "it bounced: " + event.detail());
      case "Reject" ->
          sendings.failed(sending, to, "the mail server rejected it: " + event.detail());
      case "Delivery" -> sendings.delivered(sending, to);
      default -> {} // A complaint came from somebody who got it.
    }
  }

  private void suppress(MailEvent event, Suppression.Reason reason, Instant at) {
    for (EmailAddress recipient : event.recipients()) {
      suppressions.add(recipient.value(), reason, at);
    }
  }

  private static void dropped(String why) {
    Log.line("mail event dropped").with(Log.Field.REASON, why).write();
  }
}
