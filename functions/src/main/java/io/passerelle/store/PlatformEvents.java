package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Key;
import io.passerelle.aws.Table.Row;
import io.passerelle.shop.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The events of platforms that were dealt with, by the id that the platform gave each. They are
/// forgotten once no platform sends them any more.
///
/// An event is noted after it was dealt with, not before: one that is cut off in between comes
/// again and is dealt with again, which does no harm, where one that was noted too early would be
/// lost.
public final class PlatformEvents {

  private static final Duration KEPT = Duration.ofDays(30);

  private final Table table;

  public PlatformEvents(Table table) {
    this.table = table;
  }

  public boolean isKnown(Platform platform, String sender, String eventId) {
    return table.get(key(platform, sender, eventId)).isPresent();
  }

  /// False where another worker noted it meanwhile.
  public boolean note(Platform platform, String sender, String eventId, Instant now) {
    Key key = key(platform, sender, eventId);
    Optional<Instant> expires = Optional.of(now.plus(KEPT));
    try {
      table.write(List.of(new Row(key, 0, now.toString(), Optional.empty(), expires)));
      return true;
    } catch (Table.Stale _) {
      return false;
    }
  }

  private static Key key(Platform platform, String sender, String eventId) {
    return new Key("EVENT#" + platform + "#" + sender + "#" + eventId, "EVENT");
  }
}
