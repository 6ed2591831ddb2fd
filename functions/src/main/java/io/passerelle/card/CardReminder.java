package io.passerelle.card;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The plan by which a buyer is reminded of the end of one card's validity, with the link where the
/// card can be changed. There is one for each token and end of validity.
///
/// `lastFour` and `registered` are the token's as the plan was made: what differs later was
/// renewed. `sent` counts the mails. `due` is when the next one goes, empty where none will;
/// `placed` says that this is a place of its own among the mails of the deployment. `lease` is
/// until when one worker has it, `tries` how often the next mail was tried. `outcome` says why it
/// ended, empty while it runs.
public record CardReminder(
    TokenId token,
    Expiry expiry,
    Optional<LastFour> lastFour,
    long registered,
    String link,
    int sent,
    Optional<Instant> due,
    boolean placed,
    Optional<Instant> lease,
    int tries,
    String outcome,
    long version) {

  public static final int TRIES_MAX = 20;
  public static final Duration LEASE = Duration.ofSeconds(60);

  /// Why nobody is reminded any more.
  public enum End {
    /// The buyer has entered a card, or the network has renewed it.
    RENEWED,
    CANCELLED,
    CLOSED,
    NO_ADDRESS,
    /// The address bounced or complained.
    SUPPRESSED,
    /// The mail server will never take the mail.
    REFUSED,
    /// All reminders were sent.
    DONE
  }

  /// Of a card whose end of validity is known.
  public static CardReminder of(CardToken token, String link, Instant due) {
    return new CardReminder(
        token.id(),
        token.card().expiry().orElseThrow(),
        token.card().lastFour(),
        token.facts().registered(),
        link,
        0,
        Optional.of(due),
        false,
        Optional.empty(),
        0,
        "",
        0);
  }

  /// Whether the card is another one than the one that it reminds of.
  public boolean isRenewed(CardToken now) {
    Card then = new Card("", lastFour, Optional.of(expiry));
    return now.facts().registered() > registered || now.card().isRenewalOf(then);
  }

  /// Why the token, as it is now, calls for no more reminders; empty where it does.
  public Optional<End> end(CardToken now) {
    if (now.state() == TokenState.CANCELLED) {
      return Optional.of(End.CANCELLED);
    }
    if (isRenewed(now)) {
      return Optional.of(End.RENEWED);
    }
    if (now.network() == NetworkState.DELETED) {
      return Optional.of(End.CLOSED);
    }
    return Optional.of(End.NO_ADDRESS).filter(_ -> now.holder().email().isEmpty());
  }

  /// A message that comes a little early is served, since two machines' clocks may differ.
  public boolean isDue(Instant now) {
    boolean leased = lease.filter(now::isBefore).isPresent();
    return !leased && due.filter(at -> at.isBefore(now.plus(LEASE))).isPresent();
  }

  /// Whether it has a place that is to come, or was a minute ago.
  public boolean hasPlace(Instant now) {
    return placed && due.filter(now.minus(LEASE)::isBefore).isPresent();
  }

  /// Due at its place.
  public CardReminder placed(Instant place) {
    return with(sent, Optional.of(place), true, lease, tries, outcome);
  }

  public CardReminder claimed(Instant now) {
    return with(sent, due, placed, Optional.of(now.plus(LEASE)), tries + 1, outcome);
  }

  /// The mail was sent; `next` is when the next one goes.
  public CardReminder sent(Optional<Instant> next) {
    return going(sent + 1, next);
  }

  /// This one is left out.
  public CardReminder skipped(Optional<Instant> next) {
    return going(sent, next);
  }

  private CardReminder going(int sent, Optional<Instant> next) {
    String ended = next.isEmpty() ? End.DONE.name() : "";
    return with(sent, next, false, Optional.empty(), 0, ended);
  }

  /// Not taken by the mail server: tried again.
  public CardReminder failed(Instant again) {
    return with(sent, Optional.of(again), false, Optional.empty(), tries, outcome);
  }

  public CardReminder ended(End why) {
    return with(sent, Optional.empty(), false, Optional.empty(), 0, why.name());
  }

  /// As it stands once it has been written.
  public CardReminder written() {
    return new CardReminder(
        token,
        expiry,
        lastFour,
        registered,
        link,
        sent,
        due,
        placed,
        lease,
        tries,
        outcome,
        version + 1);
  }

  private CardReminder with(
      int sent,
      Optional<Instant> due,
      boolean placed,
      Optional<Instant> lease,
      int tries,
      String outcome) {
    return new CardReminder(
        token,
        expiry,
        lastFour,
        registered,
        link,
        sent,
        due,
        placed,
        lease,
        tries,
        outcome,
        version);
  }

  /// Neither the link nor the whole token.
  @Override
  public String toString() {
    return "reminder of " + token + ", " + expiry;
  }
}
