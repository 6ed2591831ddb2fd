package io.passerelle.store;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Defaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A file of payment orders that is taken over, all of it or nothing, and how far that is.
///
/// `tag` says which file of that name it is, and `sequencer` which of its arrivals in the bucket:
/// it is greater for a later one, and empty where nobody said. `defaults` are the shop's at the
/// beginning, and from `secret` come the links' codes, so that whoever goes on makes the same of
/// each line. `total` is how many lines with an order there are, known once they were checked.
/// `version` counts its writes.
public record Import(
    SiteId siteId,
    String name,
    String tag,
    String sequencer,
    Instant startedAt,
    Defaults defaults,
    String secret,
    State state,
    Mode mode,
    Place place,
    Place reserved,
    long total,
    List<Problem> problems,
    long unlisted,
    long version) {

  /// How many problems are kept; of more there is a count.
  public static final int PROBLEMS_MAX = 1_000;

  /// Where an import stands.
  public enum State {
    /// Every line is read and looked at; nothing is written.
    CHECKING(1),
    /// Every reference is taken, and nothing can be found or paid yet.
    RESERVING(2),
    /// Every line becomes a payment order. It will come to its end.
    PUBLISHING(3),
    DONE(3),
    /// What was reserved is let go, since something else came in between.
    RELEASING(2),
    FAILED(3);

    private final int pass;

    State(int pass) {
      this.pass = pass;
    }

    public int pass() {
      return pass;
    }

    public boolean isOver() {
      return this == DONE || this == FAILED;
    }
  }

  /// How much of a file is done: its lines, its bytes, and the orders in them.
  public record Place(long lines, long offset, long orders) {
    public static final Place START = new Place(0, 0, 0);
  }

  /// What is wrong with a line; line 0 is the file.
  public record Problem(long line, String field, String reason) {}

  public Import {
    problems = List.copyOf(problems);
  }

  /// One that begins.
  public static Import of(
      SiteId siteId,
      String name,
      String tag,
      String sequencer,
      Instant now,
      Defaults defaults,
      String secret) {
    return new Import(
        siteId,
        name,
        tag,
        sequencer,
        now,
        defaults,
        secret,
        State.CHECKING,
        defaults.mode(),
        Place.START,
        Place.START,
        0,
        List.of(),
        0,
        0);
  }

  public Import at(Place done) {
    return with(state, mode, done, reserved, total, problems, unlisted, version);
  }

  public Import in(Mode written) {
    return with(state, written, place, reserved, total, problems, unlisted, version);
  }

  /// Begins its next pass at the beginning of the file.
  public Import begins(State next) {
    return with(next, mode, Place.START, place, total, problems, unlisted, version);
  }

  /// Checked, and all that was written is this much.
  public Import counted() {
    return with(state, mode, place, reserved, place.orders(), problems, unlisted, version);
  }

  public Import ended(State end) {
    return with(end, mode, place, reserved, total, problems, unlisted, version);
  }

  public Import with(Problem problem) {
    if (problems.size() == PROBLEMS_MAX) {
      return with(state, mode, place, reserved, total, problems, unlisted + 1, version);
    }
    List<Problem> more = new ArrayList<>(problems);
    more.add(problem);
    return with(state, mode, place, reserved, total, more, unlisted, version);
  }

  public Import with(List<Problem> more) {
    Import next = this;
    for (Problem one : more) {
      next = next.with(one);
    }
    return next;
  }

  public boolean isSound() {
    return problems.isEmpty();
  }

  public Import written() {
    return with(state, mode, place, reserved, total, problems, unlisted, version + 1);
  }

  /// Whether there may be payment orders of it already, so that it can but come to its end.
  public boolean hasPublished() {
    return state == State.DONE || (state == State.PUBLISHING && place.orders() > 0);
  }

  /// As it begins once more with a file that came later.
  public Import anew(Import next) {
    return next.with(next.state, next.mode, next.place, next.reserved, 0, List.of(), 0, version);
  }

  private Import with(
      State state,
      Mode mode,
      Place place,
      Place reserved,
      long total,
      List<Problem> problems,
      long unlisted,
      long version) {
    return new Import(
        siteId, name, tag, sequencer, startedAt, defaults, secret, state, mode, place, reserved,
        total, problems, unlisted, version);
  }

  /// Neither the secret nor a problem, which may quote a buyer.
  @Override
  public String toString() {
    return "import " + siteId + "/" + name + " " + state;
  }
}
