package io.passerelle.alert;

import io.passerelle.alert.Alert.DeliveryFailed;
import io.passerelle.alert.Alert.PaymentFlagged;
import io.passerelle.alert.Alert.PaymentTold;
import io.passerelle.alert.Alert.TargetRecovered;
import io.passerelle.delivery.CleanText;
import io.passerelle.delivery.Reason;
import io.passerelle.delivery.Texts;
import io.passerelle.payment.Mode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Turns the facts of an alert into the mail that tells them.
public final class AlertMail {

  private static final int SUBJECT_CHARACTERS_MAX = 250;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final EmailAddress from;
  private final Templates templates = new Templates();

  public AlertMail(EmailAddress from) {
    this.from = from;
  }

  public Mail of(Alert alert, Envelope envelope) {
    return switch (alert) {
      case DeliveryFailed failed ->
          mail("delivery-failed", failed, values(failed, envelope), envelope);
      case TargetRecovered recovered ->
          mail("target-recovered", recovered, values(recovered, envelope), envelope);
      case PaymentFlagged flagged ->
          mail(
              flagged.kind().isOfACard() ? "card-changed" : "payment-flagged",
              flagged,
              values(flagged, envelope),
              envelope);
      case CardsExpiring expiring -> mail("cards-expiring", expiring, values(expiring), envelope);
      case CardFileFaulty faulty ->
          mail(
              "card-file-faulty",
              faulty,
              with(faulty, FileMail.values(faulty, envelope.language())),
              envelope);
      case FileServerFailing failing ->
          mail(
              "file-server-failing",
              failing,
              with(
                  failing,
                  FileMail.values(failing, moment(failing.since(), envelope), envelope.language())),
              envelope);
      case PaymentTold told -> new PaymentMail(templates).of(told, envelope, from);
    };
  }

  private Mail mail(String name, Alert alert, Map<String, Object> values, Envelope envelope) {
    Locale language = envelope.language();
    String subject = templates.render(name, "subject.txt", language, values).strip();
    return new Mail(
        from,
        envelope.to(),
        CleanText.line(subject, SUBJECT_CHARACTERS_MAX),
        templates.render(name, "txt", language, values),
        templates.render(name, "html", language, values),
        Threading.headers(alert, envelope, from));
  }

  private static Map<String, Object> values(DeliveryFailed failed, Envelope envelope) {
    Reason reason = Reason.of(failed.failure(), envelope.language());
    Map<String, Object> values = values((Alert) failed);
    values.put("rule", failed.ruleLabel());
    values.put("url", failed.targetUrl());
    values.put("attempt", failed.attempt());
    values.put("attemptsMax", failed.attemptsMax());
    values.put("met", reason.met());
    values.put("analysis", reason.analysis());
    values.put("remedy", reason.remedy());
    values.put("paid", failed.paid());
    values.put("excerpt", failed.excerpt().strip());
    values.put("next", failed.next().map(at -> moment(at, envelope)).orElse(""));
    values.put(
        "nextClock", failed.next().map(at -> CLOCK.format(at.atZone(ZoneOffset.UTC))).orElse(""));
    values.put("exhausted", failed.automaticReplay() && failed.attempt() >= failed.attemptsMax());
    values.put("link", failed.resendLink().orElse(""));
    return values;
  }

  private static Map<String, Object> values(TargetRecovered recovered, Envelope envelope) {
    Map<String, Object> values = values((Alert) recovered);
    values.put("rule", recovered.ruleLabel());
    values.put("url", recovered.targetUrl());
    values.put("since", moment(recovered.since(), envelope));
    return values;
  }

  private static Map<String, Object> values(PaymentFlagged flagged, Envelope envelope) {
    Texts texts = Texts.of(AlertMail.class, "flags", envelope.language());
    Map<String, Object> values = values((Alert) flagged);
    for (String part : new String[] {"title", "analysis", "consequence", "remedy"}) {
      values.put(part, texts.get(flagged.kind() + "." + part));
    }
    values.put("detail", flagged.detail().strip());
    return values;
  }

  private static Map<String, Object> values(CardsExpiring expiring) {
    Map<String, Object> values = values((Alert) expiring);
    int more = expiring.near() + expiring.over() - expiring.cards().size();
    values.put("test", expiring.mode() == Mode.TEST);
    values.put("month", expiring.month().toString());
    values.put("months", expiring.months());
    values.put("near", expiring.near());
    values.put("over", expiring.over());
    values.put("cards", expiring.cards());
    values.put("more", more);
    values.put("hasMore", more > 0);
    return values;
  }

  private static Map<String, Object> with(Alert alert, Map<String, Object> more) {
    Map<String, Object> values = values(alert);
    values.putAll(more);
    return values;
  }

  private static Map<String, Object> values(Alert alert) {
    Map<String, Object> values = new HashMap<>();
    values.put("site", alert.siteId());
    values.put("shop", alert.shopLabel());
    values.put("order", alert.orderId());
    return values;
  }

  /// `2026-01-15 10:15 UTC`, and the same in the merchant's zone where it is known.
  private static String moment(Instant at, Envelope envelope) {
    String utc = MINUTE.format(at.atZone(ZoneOffset.UTC)) + " UTC";
    return envelope.zone().map(zone -> utc + " (" + local(at, zone) + ")").orElse(utc);
  }

  private static String local(Instant at, ZoneId zone) {
    return MINUTE.format(at.atZone(zone)) + " " + zone.getId();
  }
}
