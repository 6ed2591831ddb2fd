package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.alert.EmailAddress;
import io.passerelle.alert.Envelope;
import io.passerelle.alert.Mail;
import io.passerelle.alert.RawMessage;
import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.MailServer;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Suppression;
import io.passerelle.store.Suppressions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Hands a mail to the mail server, for those of its recipients who may have it.
final class Post {

  /// What the mail server says of a mail that will never do: as it stands, or to whom it goes.
  private static final Set<String> FOR_GOOD =
      Set.of("MessageRejected", "InvalidParameterValue", "ValidationError");

  /// What became of a mail. `to` got it, `skipped` are suppressed; `error` is the mail server's.
  record Handed(
      Outcome outcome,
      List<EmailAddress> to,
      Map<EmailAddress, Suppression> skipped,
      String error) {

    Handed {
      to = List.copyOf(to);
    }
  }

  /// How it went.
  enum Outcome {
    TAKEN,
    LATER,
    /// The mail server will never take it.
    REFUSED,
    /// Nobody is there who may have it.
    NOBODY
  }

  private final MailServer mailServer;
  private final Suppressions suppressions;

  Post(MailServer mailServer, Suppressions suppressions) {
    this.mailServer = mailServer;
    this.suppressions = suppressions;
  }

  /// `id` makes the message's own id, the same for each try at one mail.
  Handed hand(
      String id,
      SiteId siteId,
      List<String> addresses,
      String language,
      String zone,
      Instant date,
      Function<Envelope, Mail> writing) {
    List<EmailAddress> known =
        addresses.stream().flatMap(address -> EmailAddress.parse(address).stream()).toList();
    Map<EmailAddress, Suppression> skipped = new LinkedHashMap<>();
    known.forEach(one -> suppressions.find(one.value()).ifPresent(held -> skipped.put(one, held)));
    List<EmailAddress> to = known.stream().filter(one -> !skipped.containsKey(one)).toList();
    if (to.isEmpty()) {
      return new Handed(Outcome.NOBODY, to, skipped, "");
    }
    Envelope envelope = new Envelope(uuid(id), to, Locale.of(language), zone(zone));
    return hand(RawMessage.of(writing.apply(envelope), date), siteId, to, skipped);
  }

  private Handed hand(
      byte[] message,
      SiteId siteId,
      List<EmailAddress> to,
      Map<EmailAddress, Suppression> skipped) {
    try {
      mailServer.send(message, to.stream().map(EmailAddress::value).toList());
      return new Handed(Outcome.TAKEN, to, skipped, "");
    } catch (AwsFailure failure) {
      Log.line("mail not sent")
          .with(Log.Field.SITE, siteId)
          .with(Log.Field.ERROR, failure.error())
          .write();
      boolean forGood = FOR_GOOD.contains(failure.error());
      return new Handed(forGood ? Outcome.REFUSED : Outcome.LATER, to, skipped, failure.error());
    }
  }

  private static Optional<ZoneId> zone(String zone) {
    return Optional.of(zone).filter(name -> !name.equals("UTC")).map(ZoneId::of);
  }

  private static String uuid(String id) {
    return UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString();
  }
}
