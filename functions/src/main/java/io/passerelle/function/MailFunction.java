package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.alert.AlertMail;
import io.passerelle.alert.EmailAddress;
import io.passerelle.alert.Envelope;
import io.passerelle.alert.RawMessage;
import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.MailServer;
import io.passerelle.aws.Table;
import io.passerelle.delivery.QuarterHours;
import io.passerelle.edge.Log;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Sends the mails that were written down: each message wakes one. A mail that the mail server does
/// not take is tried again at the quarter hours, and never holds up a delivery.
public final class MailFunction extends QueueFunction {

  private final Ledger ledger;
  private final MailServer mailServer;
  private final AlertMail alertMail;
  private final Clock clock;

  /// Lambda calls this one.
  public MailFunction() {
    this(Wiring.ofLambda());
  }

  public MailFunction(Wiring wiring) {
    this.ledger = wiring.ledger();
    this.mailServer = wiring.mailServer();
    this.alertMail = new AlertMail(wiring.mailSender());
    this.clock = wiring.clock();
  }

  @Override
  protected void handle(String body) {
    Instant now = clock.instant();
    MailingId id = MailingId.parse(body);
    ledger
        .mailing(id)
        .filter(mailing -> isDue(mailing, now) && !mailing.isLeased(now))
        .flatMap(mailing -> claim(mailing, now))
        .ifPresent(this::send);
  }

  /// A message that comes a little early is served, since two machines' clocks may differ; before
  /// its quarter hour a mail is left to the sweep.
  private static boolean isDue(Mailing mailing, Instant now) {
    return mailing.due().filter(at -> at.isBefore(now.plus(Mailing.LEASE))).isPresent();
  }

  /// Empty where another worker was first.
  private Optional<Mailing> claim(Mailing mailing, Instant now) {
    try {
      Mailing claimed = mailing.claimed(now);
      ledger.write(new Change().with(claimed));
      return Optional.of(claimed.written());
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }

  private void send(Mailing mailing) {
    Instant now = clock.instant();
    List<EmailAddress> to =
        mailing.to().stream().flatMap(address -> EmailAddress.parse(address).stream()).toList();
    if (mailing.tries() > Mailing.TRIES_MAX || to.isEmpty()) {
      // Workers died of it each time, or nobody is there to read it.
      ledger.write(new Change().with(mailing.givenUp()).with(Lines.givenUp(mailing, now)));
      Log.line("mail given up").with(Log.Field.SITE, mailing.id().order().siteId()).write();
      return;
    }
    Change change =
        isTaken(mailing, to)
            ? new Change().with(mailing.sent()).with(Lines.of(mailing, to, now))
            : notTaken(mailing, now);
    ledger.write(change);
  }

  private static Change notTaken(Mailing mailing, Instant now) {
    Mailing after = mailing.failed(QuarterHours.after(now));
    Change change = new Change().with(after);
    return after.due().isPresent() ? change : change.with(Lines.givenUp(mailing, now));
  }

  private boolean isTaken(Mailing mailing, List<EmailAddress> to) {
    try {
      List<String> recipients = to.stream().map(EmailAddress::value).toList();
      mailServer.send(message(mailing, to), recipients);
      return true;
    } catch (AwsFailure failure) {
      Log.line("mail not sent")
          .with(Log.Field.SITE, mailing.id().order().siteId())
          .with(Log.Field.ERROR, failure.error())
          .write();
      return false;
    }
  }

  private byte[] message(Mailing mailing, List<EmailAddress> to) {
    Optional<ZoneId> zone =
        Optional.of(mailing.zone()).filter(name -> !name.equals("UTC")).map(ZoneId::of);
    Envelope envelope =
        new Envelope(envelopeId(mailing.id()), to, Locale.of(mailing.language()), zone);
    return RawMessage.of(alertMail.of(mailing.alert(), envelope), mailing.createdAt());
  }

  /// The same for each try at sending one mail, so that its reader gets one.
  private static String envelopeId(MailingId id) {
    return UUID.nameUUIDFromBytes(id.toString().getBytes(UTF_8)).toString();
  }
}
