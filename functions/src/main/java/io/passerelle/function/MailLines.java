package io.passerelle.function;

import static java.util.stream.Collectors.joining;

import io.passerelle.alert.Alert;
import io.passerelle.alert.EmailAddress;
import io.passerelle.payment.OrderId;
import io.passerelle.store.DigestId;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.Mailing;
import io.passerelle.store.Suppression;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The lines of mails in the history.
final class MailLines {

  private MailLines() {}

  static HistoryLine of(Mailing mailing, Post.Handed handed, Instant at) {
    String info =
        switch (handed.outcome()) {
          case TAKEN -> "to: " + addresses(handed);
          case NOBODY -> "not sent, nobody may have it, to: " + String.join(";", mailing.to());
          case REFUSED ->
              "not sent, given up, to: "
                  + String.join(";", mailing.to())
                  + ", error="
                  + handed.error();
          case LATER -> "not sent, given up, to: " + String.join(";", mailing.to());
        };
    return line(mailing, at, info + skipped(handed.skipped()));
  }

  static HistoryLine givenUp(Mailing mailing, Instant at) {
    return line(mailing, at, "not sent, given up, to: " + String.join(";", mailing.to()));
  }

  /// Not mailed by itself, because its shop had too many mails in this hour.
  static HistoryLine left(Mailing mailing, DigestId digest, Instant at) {
    return line(mailing, at, "left to the digest of " + digest.hour() + ", too many in this hour");
  }

  /// An order that a digest names.
  static HistoryLine of(OrderId order, DigestId digest, Post.Handed handed, Instant at) {
    return new HistoryLine(
        order,
        at + "#4M#" + digest.hour() + "#" + digest.audience(),
        at,
        "Alert e-mail",
        Origins.BATCH,
        "digest of " + digest.hour() + ", to: " + addresses(handed) + skipped(handed.skipped()));
  }

  private static HistoryLine line(Mailing mailing, Instant at, String info) {
    return new HistoryLine(
        mailing.id().order(),
        at + "#4M#" + mailing.id().id(),
        at,
        mailing.alert() instanceof Alert.PaymentTold ? "Notification e-mail" : "Alert e-mail",
        Origins.BATCH,
        info);
  }

  private static String addresses(Post.Handed handed) {
    return handed.to().stream().map(EmailAddress::value).collect(joining(";"));
  }

  /// `, not sent to b***@shop.example: bounced on 2026-01-15`.
  private static String skipped(Map<EmailAddress, Suppression> skipped) {
    return skipped.entrySet().stream()
        .map(one -> ", not sent to " + masked(one.getKey()) + ": " + why(one.getValue()))
        .collect(Collectors.joining());
  }

  private static String why(Suppression held) {
    return held.reason().map(reason -> reason.name().toLowerCase(Locale.ROOT)).orElse("lifted")
        + held.at().map(at -> " on " + at.atOffset(ZoneOffset.UTC).toLocalDate()).orElse("");
  }

  static String masked(EmailAddress address) {
    return address.value().charAt(0) + address.toString();
  }
}
