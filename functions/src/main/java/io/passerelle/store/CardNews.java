package io.passerelle.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An ITN as it was written down before anything else was done with it: its documented fields, cut,
/// and what became of it.
///
/// `place` is its number among the news of its token, 0 where it has none yet. `warrant` says by
/// what it may be believed. `outcome` is a word, empty while it is dealt with; `excerpt` shows what
/// could not be read, without a digit. `due` is when it is looked at next, empty once it is over.
/// `version` counts its writes.
public record CardNews(
    String id,
    Instant at,
    long place,
    Warrant warrant,
    Map<String, String> fields,
    String excerpt,
    String outcome,
    int tries,
    Optional<Instant> due,
    long version) {

  public static final String DONE = "DONE";

  /// A worker that was woken is at it; only then does the sweep wake another one.
  private static final Duration WOKEN_AFTER = Duration.ofMinutes(5);

  public CardNews {
    fields = Map.copyOf(fields);
  }

  public static CardNews of(String id, Instant at, Warrant warrant, Map<String, String> fields) {
    Optional<Instant> due = Optional.of(at.plus(WOKEN_AFTER));
    return new CardNews(id, at, 0, warrant, fields, "", "", 0, due, 0);
  }

  /// One that is not believed or cannot be read: kept, and nothing comes of it by itself.
  public static CardNews aside(
      String id, Instant at, Map<String, String> fields, String excerpt, String why) {
    return new CardNews(id, at, 0, Warrant.NONE, fields, excerpt, why, 0, Optional.empty(), 0);
  }

  public boolean isOver() {
    return !outcome.isEmpty();
  }

  public CardNews provedBy(String company) {
    Warrant proved = warrant.signedBy(company);
    return new CardNews(id, at, place, proved, fields, excerpt, outcome, tries, due, version);
  }

  public CardNews at(long place) {
    return with(place, outcome, tries, due, version);
  }

  public CardNews ended(String outcome) {
    return with(place, outcome, tries, Optional.empty(), version);
  }

  public CardNews later(Instant due) {
    return with(place, outcome, tries + 1, Optional.of(due), version);
  }

  public CardNews written() {
    return with(place, outcome, tries, due, version + 1);
  }

  private CardNews with(
      long place, String outcome, int tries, Optional<Instant> due, long version) {
    return new CardNews(id, at, place, warrant, fields, excerpt, outcome, tries, due, version);
  }

  /// Neither the token nor a card.
  @Override
  public String toString() {
    return "card news " + id + " " + outcome;
  }
}
