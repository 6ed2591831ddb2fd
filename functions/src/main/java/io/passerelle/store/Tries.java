package io.passerelle.store;

import io.passerelle.aws.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/// How often somebody has tried what must not be guessed, in fixed windows of time. Who tries is
/// kept as a digest, and forgotten a window later.
public final class Tries {

  private final Table table;

  public Tries(Table table) {
    this.table = table;
  }

  /// At most `most` tries in each `window`, for one `what` by one `who`.
  public record Limit(String what, int most, Duration window) {}

  /// Counts one more try, and says whether it is still within the limit.
  public boolean take(Limit limit, String who, Instant now) {
    return table.next(key(limit, who, now), now.plus(limit.window().multipliedBy(2)))
        <= limit.most();
  }

  /// Whether none is left in this window, without counting one more: for what counts failures
  /// alone.
  public boolean isSpent(Limit limit, String who, Instant now) {
    return table.get(key(limit, who, now)).filter(row -> row.version() >= limit.most()).isPresent();
  }

  private static Table.Key key(Limit limit, String who, Instant now) {
    long window = now.getEpochSecond() / limit.window().toSeconds();
    return new Table.Key("TRIES#" + limit.what() + "#" + digest(who) + "#" + window, "COUNTER");
  }

  private static String digest(String who) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(who.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
