package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Keyset;
import io.passerelle.store.FileAccount.Visits;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Merchants' accounts at the gateway's file server, their keys sealed.
public final class FileAccounts {

  /// One for each shop with that service: one bucket has room for them.
  static final String DUE = "FILEACCOUNT#0";

  private static final String PREFIX = "FILEACCOUNT#";
  private static final String SORT = "FILEACCOUNT";

  private final Table table;
  private final Supplier<Keyset> keyset;

  public FileAccounts(Table table, Supplier<Keyset> keyset) {
    this.table = table;
    this.keyset = keyset;
  }

  public Optional<FileAccount> find(SiteId siteId) {
    return table.get(key(siteId)).map(row -> read(siteId, row));
  }

  /// Fails with [Table.Stale] where another writer was first; `beside` is written with it.
  public FileAccount save(FileAccount account, Change beside) {
    List<Row> rows = new ArrayList<>(beside.rows());
    rows.add(write(account));
    table.write(rows);
    return account.written();
  }

  /// Whether there was one to let go.
  public boolean remove(SiteId siteId) {
    Optional<Row> row = table.get(key(siteId));
    row.ifPresent(found -> table.replace(List.of(found), List.of()));
    return row.isPresent();
  }

  static SiteId siteId(Table.Key key) {
    return new SiteId(key.partition().substring(PREFIX.length()));
  }

  private static Table.Key key(SiteId siteId) {
    return new Table.Key(PREFIX + siteId, SORT);
  }

  private static String place(SiteId siteId, String use) {
    return PREFIX + siteId + "/" + use;
  }

  private Row write(FileAccount account) {
    return new Row(
        key(account.siteId()),
        account.version(),
        Json.object(json -> write(json, account)),
        Optional.of(new Due(DUE, account.due())),
        Optional.empty());
  }

  private void write(JsonGenerator json, FileAccount account) throws IOException {
    json.writeStringField("host", account.host());
    json.writeNumberField("port", account.port());
    json.writeStringField("user", account.user());
    seal(json, account.siteId(), "key", account.privateKey());
    seal(json, account.siteId(), "passphrase", account.passphrase());
    json.writeStringField("hostKey", account.hostKey());
    json.writeArrayFieldStart("folders");
    for (String folder : account.folders()) {
      json.writeString(folder);
    }
    json.writeEndArray();
    Visits visits = account.visits();
    json.writeStringField("last", visits.last().map(Instant::toString).orElse(""));
    json.writeStringField("trouble", visits.trouble());
    json.writeStringField("failingSince", visits.failingSince().map(Instant::toString).orElse(""));
    json.writeStringField("told", visits.told());
    json.writeStringField("found", visits.found().map(YearMonth::toString).orElse(""));
  }

  private void seal(JsonGenerator json, SiteId siteId, String use, Secret secret)
      throws IOException {
    if (!secret.isEmpty()) {
      json.writeStringField(use, keyset.get().seal(secret, place(siteId, use)));
    }
  }

  private FileAccount read(SiteId siteId, Row row) {
    Json json = Json.ours(row.document());
    return new FileAccount(
        siteId,
        text(json, "host"),
        json.get("port").number().orElse(0L).intValue(),
        text(json, "user"),
        open(json, siteId, "key"),
        open(json, siteId, "passphrase"),
        text(json, "hostKey"),
        json.get("folders").items().stream().map(folder -> folder.text("")).toList(),
        new Visits(
            given(json, "last").map(Instant::parse),
            text(json, "trouble"),
            given(json, "failingSince").map(Instant::parse),
            text(json, "told"),
            given(json, "found").map(YearMonth::parse)),
        row.due().map(Due::at).orElse(Instant.EPOCH),
        row.version());
  }

  private static Optional<String> given(Json json, String name) {
    return json.get(name).text().filter(text -> !text.isEmpty());
  }

  private Secret open(Json json, SiteId siteId, String use) {
    return json.get(use)
        .text()
        .map(sealed -> keyset.get().open(sealed, place(siteId, use)))
        .orElse(Secret.of(""));
  }
}
