package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Key;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The places of a deployment's sendings: so many in each second, given out one after the other.
///
/// A row says up to where they are given out, so that each place is had once and none is passed
/// over: who comes when ten thousand wait is told when, and need not ask again. The table asks for
/// one writer at a time; those of one worker come one by one.
public final class SendPlaces {

  private static final Key KEY = new Key("SENDS", "PLACES");

  /// Of a few workers that write at once, one is always first.
  private static final int TRIES_TO_WRITE = 50;

  private final Table table;
  private final int perSecond;
  private final ReentrantLock turn = new ReentrantLock();

  public SendPlaces(Table table, int perSecond) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("nothing could ever be sent");
    }
    this.table = table;
    this.perSecond = perSecond;
  }

  /// The next place: `now` where one is free in this second, else the second in which the first one
  /// is.
  public Instant next(Instant now) {
    turn.lock();
    try {
      for (int tries = 1; ; tries++) {
        try {
          return draw(now);
        } catch (Table.Stale stale) {
          if (tries == TRIES_TO_WRITE) {
            throw stale;
          }
        }
      }
    } finally {
      turn.unlock();
    }
  }

  private Instant draw(Instant now) {
    Optional<Row> row = table.get(KEY);
    Json last = Json.ours(row.map(Row::document).orElse("{}"));
    long second = last.get("second").number().orElse(0L);
    long taken = last.get("taken").number().orElse(0L);
    if (second < now.getEpochSecond()) {
      second = now.getEpochSecond();
      taken = 0;
    } else if (taken >= perSecond) {
      second++;
      taken = 0;
    }
    write(row.map(Row::version).orElse(0L), second, taken + 1);
    return second == now.getEpochSecond() ? now : Instant.ofEpochSecond(second);
  }

  private void write(long version, long second, long taken) {
    String document =
        Json.object(json -> {
          json.writeNumberField("second", second);
          json.writeNumberField("taken", taken);
        });
    table.write(List.of(new Row(KEY, version, document)));
  }
}
