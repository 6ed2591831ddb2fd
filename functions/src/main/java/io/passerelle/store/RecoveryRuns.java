package io.passerelle.store;

import static io.passerelle.store.Values.text;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.SiteId;
import io.passerelle.store.RecoveryRun.Sum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The recoveries that go on by themselves, the last one of each shop.
public final class RecoveryRuns {

  private static final String SORT = "RECOVERY";
  private static final String SHOP = "SHOP#";

  /// There are few of them.
  private static final String BUCKET = "RECOVERY";

  private final Table table;

  public RecoveryRuns(Table table) {
    this.table = table;
  }

  public Optional<RecoveryRun> find(SiteId siteId) {
    return table.get(key(siteId)).map(row -> read(siteId, row));
  }

  /// Fails with [Table.Stale] where somebody else has gone on with it.
  public RecoveryRun save(RecoveryRun run) {
    Optional<Due> due = run.due().map(at -> new Due(BUCKET, at));
    table.write(
        List.of(new Row(key(run.siteId()), run.version(), document(run), due, Optional.empty())));
    return run.written();
  }

  /// Hands on the shops whose recovery has stood still; answers how many.
  public int eachDue(Instant until, BooleanSupplier more, Consumer<List<SiteId>> shops) {
    return DueBuckets.eachPage(
        table,
        BUCKET,
        until,
        more,
        keys -> shops.accept(keys.stream().map(RecoveryRuns::shop).toList()));
  }

  private static SiteId shop(Table.Key key) {
    return new SiteId(key.partition().substring(SHOP.length()));
  }

  private static Table.Key key(SiteId siteId) {
    return new Table.Key(SHOP + siteId, SORT);
  }

  private static String document(RecoveryRun run) {
    return Json.object(json -> {
      json.writeStringField("since", run.since().toString());
      json.writeStringField("place", run.place());
      json.writeNumberField("deliveries", run.sum().deliveries());
      json.writeNumberField("upToDate", run.sum().upToDate());
      json.writeNumberField("underWay", run.sum().underWay());
      json.writeNumberField("triedTooOften", run.sum().triedTooOften());
      json.writeStringField("startedAt", run.startedAt().toString());
    });
  }

  private static RecoveryRun read(SiteId siteId, Row row) {
    Json json = Json.ours(row.document());
    return new RecoveryRun(
        siteId,
        Instant.parse(text(json, "since")),
        text(json, "place"),
        new Sum(
            count(json, "deliveries"),
            count(json, "upToDate"),
            count(json, "underWay"),
            count(json, "triedTooOften")),
        Instant.parse(text(json, "startedAt")),
        row.due().map(Due::at),
        row.version());
  }

  private static long count(Json json, String name) {
    return json.get(name).number().orElse(0L);
  }
}
