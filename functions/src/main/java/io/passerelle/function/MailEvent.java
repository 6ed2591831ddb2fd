package io.passerelle.function;

import io.passerelle.alert.EmailAddress;
import io.passerelle.delivery.CleanText;
import io.passerelle.desk.MailCarrier;
import io.passerelle.edge.Json;
import io.passerelle.store.SendingId;
import io.passerelle.store.Suppression.Reason;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What SES tells of a mail (SES developer guide, contents of event data published to SNS): that it
/// bounced, was rejected or delivered, or that somebody complained. `detail` is its reason;
/// `sending` names the payment order's mail that it is about, where it is about one.
record MailEvent(
    String kind,
    List<EmailAddress> recipients,
    Optional<Instant> at,
    Optional<Reason> suppressed,
    String detail,
    Optional<SendingId> sending) {

  private static final int RECIPIENTS_MAX = 100;

  /// `"Jane Doe" <jane@example.com>`
  private static final Pattern NAMED = Pattern.compile(".{0,250}<([^<>]{1,254})>\\s{0,5}");

  /// Empty for an event that is not one of these.
  static Optional<MailEvent> of(Json event) {
    Optional<SendingId> sending =
        event.get("mail").get("tags").get(MailCarrier.TAG).items().stream()
            .findFirst()
            .flatMap(tag -> SendingId.parse(tag.text("")));
    return read(event).map(one -> one.about(sending));
  }

  private MailEvent about(Optional<SendingId> sending) {
    return new MailEvent(kind, recipients, at, suppressed, detail, sending);
  }

  private MailEvent(
      String kind,
      List<EmailAddress> recipients,
      Optional<Instant> at,
      Optional<Reason> suppressed,
      String detail) {
    this(kind, recipients, at, suppressed, detail, Optional.empty());
  }

  private static Optional<MailEvent> read(Json event) {
    String kind =
        event.get("eventType").text().or(() -> event.get("notificationType").text()).orElse("");
    return switch (kind) {
      case "Bounce" -> Optional.of(bounce(event.get("bounce")));
      case "Complaint" -> Optional.of(complaint(event.get("complaint")));
      case "Delivery" -> {
        Json delivery = event.get("delivery");
        List<String> to =
            delivery.get("recipients").items().stream()
                .flatMap(one -> one.text().stream())
                .toList();
        yield Optional.of(new MailEvent(kind, addresses(to), at(delivery), Optional.empty(), ""));
      }
      case "Reject" -> {
        String reason = word(event.get("reject").get("reason").text(""));
        yield Optional.of(
            new MailEvent(kind, List.of(), Optional.empty(), Optional.empty(), reason));
      }
      default -> Optional.empty();
    };
  }

  /// A word of the mail server's, such as `MailboxFull`.
  private static String word(String written) {
    return CleanText.line(written, 100).strip();
  }

  /// Only what will never be delivered counts: a full mailbox or a slow server passes.
  private static MailEvent bounce(Json bounce) {
    boolean forGood = bounce.get("bounceType").text("").equals("Permanent");
    return new MailEvent(
        "Bounce",
        addresses(emails(bounce.get("bouncedRecipients"))),
        at(bounce),
        forGood ? Optional.of(Reason.BOUNCED) : Optional.empty(),
        word(bounce.get("bounceType").text("") + " " + bounce.get("bounceSubType").text("")));
  }

  /// A report of `not-spam` says the opposite of a complaint.
  private static MailEvent complaint(Json complaint) {
    boolean praise = complaint.get("complaintFeedbackType").text("").equals("not-spam");
    return new MailEvent(
        "Complaint",
        addresses(emails(complaint.get("complainedRecipients"))),
        at(complaint),
        praise ? Optional.empty() : Optional.of(Reason.COMPLAINED),
        "");
  }

  private static List<String> emails(Json recipients) {
    return recipients.items().stream()
        .flatMap(one -> one.get("emailAddress").text().stream())
        .toList();
  }

  private static List<EmailAddress> addresses(List<String> written) {
    return written.stream()
        .limit(RECIPIENTS_MAX)
        .map(MailEvent::bare)
        .flatMap(one -> EmailAddress.parse(one).stream())
        .distinct()
        .toList();
  }

  private static String bare(String written) {
    Matcher named = NAMED.matcher(written);
    return named.matches() ? named.group(1) : written;
  }

  private static Optional<Instant> at(Json detail) {
    try {
      return detail.get("timestamp").text().map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
