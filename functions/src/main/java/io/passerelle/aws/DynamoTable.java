package io.passerelle.aws;

import io.passerelle.edge.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The table in DynamoDB (API reference of 2012-08-10).
///
/// Attributes: `pk`, `sk`, `version`, `document`; `bucket` and `due` for the index `due`; `expires`
/// for the time to live.
public final class DynamoTable implements Table {

  private static final String API = "DynamoDB_20120810.";
  private static final int PAGES_MAX = 100;

  private final AwsClient dynamo;
  private final DynamoRequests requests;

  public DynamoTable(Map<String, String> environment, String table) {
    this.dynamo = AwsClient.of("dynamodb", "dynamodb", environment);
    this.requests = new DynamoRequests(table);
  }

  @Override
  public Optional<Row> get(Key key) {
    Json item = call("GetItem", requests.get(key)).get("Item");
    return item.isPresent() ? Optional.of(row(item)) : Optional.empty();
  }

  @Override
  public List<Row> query(String partition, String prefix) {
    List<Row> rows = new ArrayList<>();
    Optional<Json> from = Optional.empty();
    for (int page = 0; page < PAGES_MAX; page++) {
      Json answer = call("Query", requests.query(partition, prefix, from));
      answer.get("Items").items().forEach(item -> rows.add(row(item)));
      if (!answer.has("LastEvaluatedKey")) {
        return rows;
      }
      from = Optional.of(answer.get("LastEvaluatedKey"));
    }
    throw new IllegalStateException("more rows than any partition may have");
  }

  @Override
  public void write(List<Row> rows) {
    boolean single = rows.size() == 1;
    String operation = single ? "PutItem" : "TransactWriteItems";
    String body =
        single
            ? requests.put(rows.getFirst())
            : requests.transaction(rows, UUID.randomUUID().toString());
    AwsAnswer answer = dynamo.call("1.0", API + operation, body);
    if (!answer.isOk()) {
      if (isStale(answer.text())) {
        throw new Stale(rows.getFirst().key().partition());
      }
      throw new AwsFailure("dynamodb", answer.status(), AwsClient.error(answer.text()));
    }
  }

  /// A condition that failed, or another transaction on the same items at the same time: both mean
  /// that somebody else writes what was read here.
  private static boolean isStale(String text) {
    return switch (AwsClient.error(text)) {
      case "ConditionalCheckFailedException", "TransactionConflictException" -> true;
      case "TransactionCanceledException" -> isStale(Json.ours(text));
      default -> false;
    };
  }

  private static boolean isStale(Json cancelled) {
    return cancelled.get("CancellationReasons").items().stream()
        .map(reason -> reason.get("Code").text(""))
        .anyMatch(
            code -> code.equals("ConditionalCheckFailed") || code.equals("TransactionConflict"));
  }

  @Override
  public List<Key> due(String bucket, Instant until, int limit) {
    return call("Query", requests.due(bucket, until, limit)).get("Items").items().stream()
        .map(DynamoTable::key)
        .toList();
  }

  @Override
  public long next(Key counter, Instant expires) {
    Json answer = call("UpdateItem", requests.next(counter, expires));
    return Long.parseLong(answer.get("Attributes").get("version").get("N").text("0"));
  }

  private Json call(String operation, String body) {
    return dynamo.json("1.0", API + operation, body);
  }

  private static Row row(Json item) {
    Optional<Due> due =
        item.get("bucket")
            .get("S")
            .text()
            .map(bucket -> new Due(bucket, Instant.parse(item.get("due").get("S").text(""))));
    Optional<Instant> expires =
        item.get("expires")
            .get("N")
            .text()
            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
    long version = Long.parseLong(item.get("version").get("N").text("0"));
    return new Row(key(item), version, item.get("document").get("S").text(""), due, expires);
  }

  private static Key key(Json item) {
    return new Key(item.get("pk").get("S").text(""), item.get("sk").get("S").text(""));
  }
}
