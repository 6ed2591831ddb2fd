package io.passerelle.function;

import io.passerelle.delivery.Delivery.State;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.store.FailedPage.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// How far a recovery has come: first through the exhausted, then through the failed, and how many
/// were spread from `base` on, so that the next call goes on behind them.
record RecoveryCursor(State state, Optional<Place> after, Instant base, long asked) {

  private static final long ASKED_MAX = 1_000_000_000;

  static RecoveryCursor start(Instant now) {
    return new RecoveryCursor(State.EXHAUSTED, Optional.empty(), now, 0);
  }

  /// Where to go on; empty at the end.
  Optional<RecoveryCursor> after(Optional<Place> next, Instant base, long asked) {
    if (next.isPresent()) {
      return Optional.of(new RecoveryCursor(state, next, base, asked));
    }
    return state == State.FAILED
        ? Optional.empty()
        : Optional.of(new RecoveryCursor(State.FAILED, Optional.empty(), base, asked));
  }

  /// As callers get it and hand it back.
  @Override
  public String toString() {
    return state + ";" + base + ";" + asked + ";" + after.map(Place::toString).orElse("");
  }

  private RecoveryCursor checked() {
    boolean listed = state == State.EXHAUSTED || state == State.FAILED;
    if (!listed || asked < 0 || asked > ASKED_MAX) {
      throw new IllegalArgumentException("no recovery stops there");
    }
    return this;
  }

  static RecoveryCursor parse(String text) {
    try {
      String[] parts = text.split(";", 4);
      Optional<Place> after =
          parts[3].isEmpty() ? Optional.empty() : Optional.of(Place.parse(parts[3]));
      RecoveryCursor read =
          new RecoveryCursor(
              State.valueOf(parts[0]), after, Instant.parse(parts[1]), Long.parseLong(parts[2]));
      return read.checked();
    } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new Rejection(Reason.INVALID, "page is not one that was given");
    }
  }
}
