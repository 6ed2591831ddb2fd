package io.passerelle.alert;

import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Texts;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Turns the facts of an hour into the mail that tells them.
public final class DigestMail {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final EmailAddress from;
  private final Templates templates = new Templates();

  public DigestMail(EmailAddress from) {
    this.from = from;
  }

  public Mail of(Digest digest, Envelope envelope) {
    Locale language = envelope.language();
    Map<String, Object> values = values(digest, envelope);
    return new Mail(
        from,
        envelope.to(),
        templates.render("digest", "subject.txt", language, values).strip(),
        templates.render("digest", "txt", language, values),
        templates.render("digest", "html", language, values),
        Threading.ofDigests(digest.siteId(), envelope, from));
  }

  /// A failure's class or a flag's kind, in a few words.
  public static String words(String reason, Locale language) {
    boolean failure =
        Arrays.stream(FailureClass.values()).anyMatch(one -> one.name().equals(reason));
    return failure || Digest.BESIDE.contains(reason)
        ? Texts.of(DigestMail.class, "digest", language).get("reason." + reason)
        : Texts.of(DigestMail.class, "flags", language).get(reason + ".title");
  }

  private static Map<String, Object> values(Digest digest, Envelope envelope) {
    Locale language = envelope.language();
    Texts texts = Texts.of(DigestMail.class, "digest", language);
    Map<String, Object> values = new HashMap<>();
    values.put("site", digest.siteId());
    values.put("shop", digest.shopLabel());
    values.put("hour", hour(digest, envelope));
    values.put("total", digest.total());
    values.put("orders", digest.orders());
    values.put("waiting", digest.waiting());
    values.put("exhausted", digest.exhausted());
    values.put("more", digest.orders() - digest.lines().size());
    values.put("hasMore", digest.orders() > digest.lines().size());
    values.put(
        "counts",
        digest.counts().stream()
            .map(one ->
                Map.of(
                    "count", one.count(),
                    "rule", one.rule(),
                    "reason", words(one.reason(), language)))
            .toList());
    values.put(
        "lines",
        digest.lines().stream()
            .map(one ->
                Map.of(
                    "order", one.orderId(),
                    "reason", words(one.reason(), language),
                    "standing", texts.get("standing." + one.standing())))
            .toList());
    return values;
  }

  /// `2026-01-15 10:00 - 11:00 UTC`, and the same in the merchant's zone where it is known.
  private static String hour(Digest digest, Envelope envelope) {
    String utc = hour(digest, ZoneOffset.UTC) + " UTC";
    return envelope
        .zone()
        .map(zone -> utc + " (" + hour(digest, zone) + " " + zone.getId() + ")")
        .orElse(utc);
  }

  private static String hour(Digest digest, ZoneId zone) {
    return HOUR.format(digest.from().atZone(zone)) + " - " + CLOCK.format(digest.to().atZone(zone));
  }
}
