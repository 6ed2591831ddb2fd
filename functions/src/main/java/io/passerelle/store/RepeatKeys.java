package io.passerelle.store;

import static io.passerelle.store.Values.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.Table;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What a caller is making under a key of his own choice (`Idempotency-Key`), so that asking again
/// makes nothing twice.
///
/// What decides the result is written down before anything is made. Whoever comes again with the
/// same key, at once or after an answer that was lost, goes through the same once more.
public final class RepeatKeys {

  /// For how long a key is remembered at least.
  public static final Duration KEPT = Duration.ofDays(2);

  private final Table table;

  public RepeatKeys(Table table) {
    this.table = table;
  }

  /// `request` is a digest of what was asked, by which another request under the same key is told;
  /// the rest is what its result is made of.
  public record Entry(String request, Instant at, String reference, Secret seed) {}

  public boolean isKnown(SiteId siteId, Mode mode, String key) {
    return table.get(place(siteId, mode, key)).isPresent();
  }

  private static Table.Key place(SiteId siteId, Mode mode, String key) {
    return new Table.Key("REPEAT#" + siteId + "#" + mode + "#" + digest(key), "ENTRY");
  }

  /// What stands under a key: what is given where there was nothing.
  public Entry claim(SiteId siteId, Mode mode, String key, Entry given) {
    Table.Key place = place(siteId, mode, key);
    Optional<Entry> known = table.get(place).map(RepeatKeys::read);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      Optional<Instant> expires = Optional.of(given.at().plus(KEPT));
      table.write(List.of(new Table.Row(place, 0, write(given), Optional.empty(), expires)));
      return given;
    } catch (Table.Stale _) {
      return table.get(place).map(RepeatKeys::read).orElseThrow();
    }
  }

  private static String write(Entry entry) {
    return Json.object(json -> {
      json.writeStringField("request", entry.request());
      json.writeStringField("at", entry.at().toString());
      json.writeStringField("reference", entry.reference());
      json.writeStringField("seed", entry.seed().reveal());
    });
  }

  private static Entry read(Table.Row row) {
    Json json = Json.ours(row.document());
    return new Entry(
        text(json, "request"),
        Instant.parse(text(json, "at")),
        text(json, "reference"),
        Secret.of(text(json, "seed")));
  }

  /// A short name of a text that somebody else has chosen.
  public static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
