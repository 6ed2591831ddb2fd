package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.card.CardChange;
import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who is told of what became of a kept card: the merchant's people by mail, as the shop's settings
/// want it, and its servers by its rules. It is written with the token itself, whoever learnt of
/// it, so that each change is told once.
final class CardTelling {

  static final CardTelling NOBODY = new CardTelling(List.of(), Optional.empty());

  private final List<Mailing> mails;
  private final Optional<CardCalls> calls;

  private CardTelling(List<Mailing> mails, Optional<CardCalls> calls) {
    this.mails = mails;
    this.calls = calls;
  }

  /// `after` has the version that it was read at.
  static CardTelling of(
      CardOwner owner, CardToken before, CardToken after, Source source, Instant now) {
    return new CardTelling(
        mails(owner, before, after, source, now),
        Optional.of(CardCalls.of(owner, before, after, source, now)));
  }

  void into(Change change) {
    mails.forEach(change::with);
    calls.ifPresent(one -> one.into(change));
  }

  /// Called once it is written.
  void wake(Wakeups wakeups, Instant now) {
    mails.forEach(mail -> wakeups.wake(mail.id()));
    calls.stream()
        .flatMap(one -> one.deliveries().stream())
        .forEach(delivery -> wakeups.wake(delivery, now));
  }

  private static List<Mailing> mails(
      CardOwner owner, CardToken before, CardToken after, Source source, Instant now) {
    List<String> alerted = owner.rules().alertEmails();
    List<String> to = alerted.isEmpty() ? owner.rules().addresses() : alerted;
    List<Mailing> mails = new ArrayList<>();
    if (to.isEmpty() || !owner.shop().page().cardMails().wants(isPerhapsTheIssuers(source))) {
      return mails;
    }
    for (CardChange change : CardChange.between(before, after)) {
      MailingId id = new MailingId(after.order(), mailId(change, after));
      Alert alert = alert(kind(change, source), after, owner.shop());
      mails.add(Alerts.mailing(id, alert, to, owner.shop(), now));
    }
    return mails;
  }

  /// What was found by asking, or is of nobody who is named, may be: of an ITN that was lost, all
  /// that is known is what it would have told.
  private static boolean isPerhapsTheIssuers(Source source) {
    return source == Source.ISSUER || source == Source.UNKNOWN;
  }

  /// One for each change that is written.
  private static String mailId(CardChange change, CardToken after) {
    return "CARD#"
        + change
        + "#"
        + Integer.toHexString(after.id().hashCode())
        + "#"
        + (after.version() + 1);
  }

  private static Alert.Kind kind(CardChange change, Source source) {
    return change == CardChange.RENEWED && source == Source.BUYER
        ? Alert.Kind.CARD_REPLACED
        : Alert.Kind.valueOf("CARD_" + change);
  }

  private static Alert alert(Alert.Kind kind, CardToken token, Shop shop) {
    return new Alert.PaymentFlagged(
        shop.siteId().value(),
        shop.label(),
        token.order().reference(),
        kind,
        token.card() + " (" + token.id().shown() + ", " + token.id().mode() + ")");
  }
}
