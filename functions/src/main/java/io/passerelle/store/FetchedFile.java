package io.passerelle.store;

import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A file of expiring cards that was fetched from the gateway, and how far it is read.
///
/// `siteId` is the shop with whose account it was found, which is told of it. `digest` is its
/// SHA-256, so that another file of the same name is another one; `listed` is how its folder listed
/// it, `stored` where it lies here. `place` is the line up to which its cards are taken over,
/// `used` how many they are. `due` is when somebody has to look whether its reading has stopped.
/// `version` counts its writes.
public record FetchedFile(
    Id id,
    SiteId siteId,
    Listed listed,
    Stored stored,
    State state,
    long place,
    int used,
    Problems problems,
    Instant fetchedAt,
    Optional<Instant> due,
    long version) {

  /// How many problems are kept; of more there is a count.
  public static final int PROBLEMS_MAX = 50;

  /// The company, whose shops may see the same files with accounts of their own; the file's name;
  /// and its digest, or where it was not fetched one of what its folder said of it.
  public record Id(String company, String name, String digest) {}

  /// Its size and time at the server.
  public record Listed(long size, Instant modified) {}

  /// Its key in the bucket and its tag there; both are empty where it was not fetched.
  public record Stored(String key, String tag) {
    public static final Stored NOWHERE = new Stored("", "");
  }

  /// What is wrong with a line; line 0 is the file. `fault` is a word of the package `cardfile`.
  public record Problem(long line, String field, String fault) {}

  /// The first that were found, and how many there are.
  public record Problems(List<Problem> first, long count) {
    public static final Problems NONE = new Problems(List.of(), 0);

    public Problems {
      first = List.copyOf(first);
    }

    public boolean isNone() {
      return count == 0;
    }

    /// The first of them, for a log; empty where there is none.
    public String shown() {
      return first.stream()
          .findFirst()
          .map(one -> "line " + one.line() + " " + one.field() + " " + one.fault())
          .orElse("");
    }
  }

  /// What has become of it.
  public enum State {
    FETCHED,
    /// It was looked through, and its cards are taken over.
    READING,
    READ,
    /// It is not what its name says, its name is no file's of this kind, or it is too large:
    /// nothing of it is used.
    REFUSED,
    /// It is not in the bucket any more.
    GONE,
    /// Its reading failed for too long.
    GIVEN_UP;

    public boolean isOver() {
      return this != FETCHED && this != READING;
    }
  }

  /// One that was put into the bucket.
  public static FetchedFile of(
      Id id, SiteId siteId, Listed listed, Stored stored, Instant now, Instant due) {
    return new FetchedFile(
        id, siteId, listed, stored, State.FETCHED, 0, 0, Problems.NONE, now, Optional.of(due), 0);
  }

  /// One that was not fetched.
  public static FetchedFile refused(
      Id id, SiteId siteId, Listed listed, Problem problem, Instant now) {
    return new FetchedFile(
        id,
        siteId,
        listed,
        Stored.NOWHERE,
        State.REFUSED,
        0,
        0,
        new Problems(List.of(problem), 1),
        now,
        Optional.empty(),
        0);
  }

  public FetchedFile looked(Problems problems) {
    return with(State.READING, place, used, problems, due, version);
  }

  /// With a problem that stands before all others.
  public FetchedFile having(Problem problem) {
    List<Problem> first =
        Stream.concat(Stream.of(problem), problems.first().stream()).limit(PROBLEMS_MAX).toList();
    Problems after = new Problems(first, problems.count() + 1);
    return with(state, place, used, after, due, version);
  }

  /// Taken over up to this line.
  public FetchedFile at(long line, int used) {
    return with(state, line, used, problems, due, version);
  }

  public FetchedFile due(Instant at) {
    return with(state, place, used, problems, Optional.of(at), version);
  }

  public FetchedFile ended(State end) {
    return with(end, place, used, problems, Optional.empty(), version);
  }

  /// Left where it was, because of its name or its size.
  public boolean isUnfetched() {
    return stored.equals(Stored.NOWHERE);
  }

  public boolean isSound() {
    return problems.isNone();
  }

  /// As it stands once it has been written.
  public FetchedFile written() {
    return with(state, place, used, problems, due, version + 1);
  }

  private FetchedFile with(
      State state, long place, int used, Problems problems, Optional<Instant> due, long version) {
    return new FetchedFile(
        id, siteId, listed, stored, state, place, used, problems, fetchedAt, due, version);
  }
}
