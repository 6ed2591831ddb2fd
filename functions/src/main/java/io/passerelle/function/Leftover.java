package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.alert.Alert.DeliveryFailed;
import io.passerelle.alert.Alert.PaymentFlagged;
import io.passerelle.alert.Alert.PaymentTold;
import io.passerelle.alert.Alert.TargetRecovered;
import io.passerelle.alert.CardFileFaulty;
import io.passerelle.alert.CardsExpiring;
import io.passerelle.alert.Digest;
import io.passerelle.alert.Digest.Standing;
import io.passerelle.alert.FileServerFailing;
import io.passerelle.store.DigestId;
import io.passerelle.store.DigestMailing;
import io.passerelle.store.FailureNote;
import io.passerelle.store.Mailing;
import java.time.Instant;

/// What the digest of an hour is told of a mail that was one too many in it.
final class Leftover {

  private Leftover() {}

  static DigestMailing digest(Mailing mailing, Instant now) {
    return DigestMailing.of(
        digestId(mailing, now),
        mailing.alert().shopLabel(),
        mailing.to(),
        mailing.language(),
        mailing.zone());
  }

  static FailureNote of(Mailing mailing, Instant now) {
    return switch (mailing.alert()) {
      case DeliveryFailed failed ->
          note(mailing, now, failed.ruleLabel(), failed.failure().failureClass(), after(failed));
      case TargetRecovered recovered ->
          note(mailing, now, recovered.ruleLabel(), Digest.ANSWERS_AGAIN, Standing.DELIVERED);
      case PaymentTold _, CardsExpiring _ ->
          throw new IllegalArgumentException("what storms never is never left");
      case CardFileFaulty _ -> note(mailing, now, "", Digest.CARD_FILE_FAULTY, Standing.FLAGGED);
      case FileServerFailing _ ->
          note(mailing, now, "", Digest.FILE_SERVER_FAILING, Standing.FLAGGED);
      case PaymentFlagged flagged -> note(mailing, now, "", flagged.kind(), Standing.FLAGGED);
    };
  }

  private static Standing after(DeliveryFailed failed) {
    if (failed.next().isPresent()) {
      return Standing.WAITING;
    }
    boolean all = failed.automaticReplay() && failed.attempt() >= failed.attemptsMax();
    return all ? Standing.EXHAUSTED : Standing.LEFT;
  }

  private static FailureNote note(
      Mailing mailing, Instant now, String rule, Object reason, Standing standing) {
    return new FailureNote(
        digestId(mailing, now),
        mailing.id().order(),
        mailing.id().id(),
        subject(mailing),
        mailing.createdAt(),
        rule,
        reason.toString(),
        standing);
  }

  /// The number of the delivery, which is in the id of an attempt's mail.
  private static String subject(Mailing mailing) {
    String[] parts = mailing.id().id().split("#", -1);
    return mailing.alert() instanceof Alert.DeliveryFailed && parts.length == 3
        ? parts[1]
        : mailing.id().id();
  }

  private static DigestId digestId(Mailing mailing, Instant now) {
    return DigestId.of(mailing.id().order().siteId(), now, mailing.to());
  }
}
