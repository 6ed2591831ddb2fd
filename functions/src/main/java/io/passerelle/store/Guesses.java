package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.store.Tries.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who has missed too often what must not be guessed. Only misses are counted, so that nobody is
/// held for what they know; whoever is over the limit is held until the window is over, and a row
/// says so, which costs one read to see.
public final class Guesses {

  private final Table table;
  private final Tries tries;

  public Guesses(Tries tries) {
    this.table = tries.table();
    this.tries = tries;
  }

  public boolean isHeld(Limit limit, String who, Instant now) {
    return table.get(key(limit, who, now)).isPresent();
  }

  /// Counts a miss, and holds from now on whoever has one too many.
  public void missed(Limit limit, String who, Instant now) {
    if (tries.take(limit, who, now)) {
      return;
    }
    try {
      Instant end = now.plus(limit.window().multipliedBy(2));
      table.write(
          List.of(
              new Table.Row(key(limit, who, now), 0, "{}", Optional.empty(), Optional.of(end))));
    } catch (Table.Stale _) {
      return; // Two misses at once: both hold.
    }
  }

  private static Table.Key key(Limit limit, String who, Instant now) {
    return new Table.Key(Tries.partition(limit, who, now), "HELD");
  }
}
