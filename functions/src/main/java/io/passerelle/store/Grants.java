package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Grant;
import io.passerelle.shop.Keyset;
import io.passerelle.shop.Platform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What platforms' shops granted the deployment's apps, sealed; and the texts that lead a
/// merchant's browser through an installation, each good once.
public final class Grants {

  /// For how long a merchant may think about it.
  public static final Duration TICKET_KEPT = Duration.ofMinutes(30);

  private static final String USED = "used";

  private final Table table;
  private final Supplier<Keyset> keyset;

  public Grants(Table table, Supplier<Keyset> keyset) {
    this.table = table;
    this.keyset = keyset;
  }

  public Optional<Grant> find(Platform platform, String identity, String app) {
    return table.get(key(platform, identity, app)).map(row -> read(platform, identity, app, row));
  }

  /// Fails with [Table.Stale] where another writer was first.
  public void save(Grant grant) {
    table.write(List.of(write(grant)));
  }

  /// Keeps a random text with what it is good for.
  public void issue(String ticket, String purpose, Instant now) {
    table.write(List.of(row(ticket, 0, purpose, now)));
  }

  /// Uses a ticket up; false where it was never issued for this, is too old or was used before.
  public boolean use(String ticket, String purpose, Instant now) {
    Optional<Row> found = table.get(ticketKey(ticket)).filter(row -> isGood(row, purpose, now));
    if (found.isEmpty()) {
      return false;
    }
    try {
      table.write(List.of(row(ticket, found.get().version(), USED, now)));
      return true;
    } catch (Table.Stale _) {
      return false; // Used by another request at the same moment.
    }
  }

  private static boolean isGood(Row row, String purpose, Instant now) {
    Json json = Json.ours(row.document());
    return json.get("purpose").text("").equals(purpose)
        && now.isBefore(Instant.parse(json.get("until").text("")));
  }

  private static Row row(String ticket, long version, String purpose, Instant now) {
    Instant until = now.plus(TICKET_KEPT);
    String document =
        Json.object(json -> {
          json.writeStringField("purpose", purpose);
          json.writeStringField("until", until.toString());
        });
    return new Row(ticketKey(ticket), version, document, Optional.empty(), Optional.of(until));
  }

  private static Table.Key ticketKey(String ticket) {
    return new Table.Key("TICKET#" + ticket, "TICKET");
  }

  private static Table.Key key(Platform platform, String identity, String app) {
    return new Table.Key("GRANT#" + platform + "#" + identity, app);
  }

  private static String place(Platform platform, String identity, String app, String use) {
    return String.join("/", "GRANT", platform.name(), identity, app, use);
  }

  private Row write(Grant grant) {
    String document =
        Json.object(json -> {
          json.writeStringField("installedAt", grant.installedAt().toString());
          seal(json, grant, "access", grant.access());
          seal(json, grant, "refresh", grant.refresh());
          instant(json, "expires", grant.expires());
          instant(json, "lease", grant.lease());
        });
    return new Row(key(grant.platform(), grant.identity(), grant.app()), grant.version(), document);
  }

  private void seal(JsonGenerator json, Grant grant, String use, Optional<Secret> secret)
      throws IOException {
    if (secret.isPresent()) {
      String place = place(grant.platform(), grant.identity(), grant.app(), use);
      json.writeStringField(use, keyset.get().seal(secret.get(), place));
    }
  }

  private static void instant(JsonGenerator json, String name, Optional<Instant> instant)
      throws IOException {
    if (instant.isPresent()) {
      json.writeStringField(name, instant.get().toString());
    }
  }

  private Grant read(Platform platform, String identity, String app, Row row) {
    Json json = Json.ours(row.document());
    return new Grant(
        platform,
        identity,
        app,
        open(json, platform, identity, app, "access"),
        open(json, platform, identity, app, "refresh"),
        json.get("expires").text().map(Instant::parse),
        Instant.parse(json.get("installedAt").text("")),
        json.get("lease").text().map(Instant::parse),
        row.version());
  }

  private Optional<Secret> open(
      Json json, Platform platform, String identity, String app, String use) {
    return json.get(use)
        .text()
        .map(sealed -> keyset.get().open(sealed, place(platform, identity, app, use)));
  }
}
