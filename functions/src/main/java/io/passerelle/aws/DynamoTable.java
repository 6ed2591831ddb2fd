package io.passerelle.aws;

import io.passerelle.edge.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The table in DynamoDB (API reference of 2012-08-10).
///
/// Attributes: `pk`, `sk`, `version`, `document`; `bucket` and `due` for the index `due`; `list`
/// and `at` for the index `listed`; `shelf`, `card` and one of `byTime`, `byEnd`, … for the indexes
/// of the same names; `expires` for the time to live.
public final class DynamoTable implements Table {

  private static final String API = "DynamoDB_20120810.";
  private static final int PAGES_MAX = 100;

  /// The most that one call takes.
  private static final int KEYS_MAX = 100;

  /// So often nothing of a batch is read before it is given up.
  private static final int IDLE_MAX = 5;

  private static final long PAUSE_MILLIS = 25;

  private final AwsClient dynamo;
  private final DynamoRequests requests;

  public DynamoTable(Map<String, String> environment, String table) {
    this.dynamo = AwsClient.of("dynamodb", "dynamodb", environment);
    this.requests = new DynamoRequests(table);
  }

  @Override
  public Optional<Row> get(Key key) {
    Json item = call("GetItem", requests.get(key)).get("Item");
    return item.isPresent() ? Optional.of(DynamoItem.row(item)) : Optional.empty();
  }

  /// In batches; what DynamoDB leaves out because it is asked for much is asked for again.
  @Override
  public List<Row> all(List<Key> keys) {
    Map<Key, Row> found = new HashMap<>();
    Deque<Key> left = new ArrayDeque<>(new LinkedHashSet<>(keys));
    for (int idle = 0; !left.isEmpty(); ) {
      List<Key> batch = left.stream().limit(KEYS_MAX).toList();
      Json answer = call("BatchGetItem", requests.all(batch));
      List<Key> unread =
          members(answer.get("UnprocessedKeys")).get("Keys").items().stream()
              .map(DynamoItem::key)
              .toList();
      members(answer.get("Responses")).items().stream()
          .map(DynamoItem::row)
          .forEach(row -> found.put(row.key(), row));
      batch.forEach(_ -> left.removeFirst());
      left.addAll(unread);
      idle = unread.size() == batch.size() ? idle + 1 : 0;
      if (idle == IDLE_MAX) {
        throw new AwsFailure("dynamodb", 200, "UnprocessedKeys");
      }
      if (idle > 0) {
        dynamo.pause(PAUSE_MILLIS << idle);
      }
    }
    return keys.stream().flatMap(key -> Optional.ofNullable(found.get(key)).stream()).toList();
  }

  /// What an answer says of the one table.
  private static Json members(Json byTable) {
    return byTable.members().values().stream().findFirst().orElse(byTable);
  }

  @Override
  public List<Row> query(String partition, String prefix) {
    List<Row> rows = new ArrayList<>();
    Optional<Json> from = Optional.empty();
    for (int page = 0; page < PAGES_MAX; page++) {
      Json answer = call("Query", requests.query(partition, prefix, from));
      answer.get("Items").items().forEach(item -> rows.add(DynamoItem.row(item)));
      if (!answer.has("LastEvaluatedKey")) {
        return rows;
      }
      from = Optional.of(answer.get("LastEvaluatedKey"));
    }
    throw new IllegalStateException("more rows than any partition may have");
  }

  @Override
  public void write(List<Row> rows) {
    replace(List.of(), rows);
  }

  @Override
  public void replace(List<Row> removed, List<Row> rows) {
    boolean single = removed.isEmpty() && rows.size() == 1;
    String operation = single ? "PutItem" : "TransactWriteItems";
    String body =
        single
            ? requests.put(rows.getFirst())
            : requests.transaction(removed, rows, UUID.randomUUID().toString());
    AwsAnswer answer = dynamo.call("1.0", API + operation, body);
    if (!answer.isOk()) {
      if (isStale(answer.text())) {
        throw new Stale((removed.isEmpty() ? rows : removed).getFirst().key().partition());
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
  public List<Found> due(String bucket, Instant until, Optional<Found> after, int limit) {
    return found(requests.due(bucket, until, after, limit), "due");
  }

  @Override
  public List<Found> list(String list, Instant from, Optional<Found> after, int limit) {
    return found(requests.list(list, from, after, limit), "at");
  }

  @Override
  public List<Found> latest(String list, int limit) {
    return found(requests.latest(list, limit), "at");
  }

  /// A page of an index holds keys alone, and so many at most that it is never cut short.
  private List<Found> found(String request, String range) {
    return call("Query", request).get("Items").items().stream()
        .map(item ->
            new Found(DynamoItem.key(item), Instant.parse(item.get(range).get("S").text(""))))
        .toList();
  }

  @Override
  public List<Card> browse(Stretch stretch, int limit) {
    List<Card> cards = new ArrayList<>();
    String range = DynamoIndex.of(stretch.side()).range();
    boolean more = true;
    while (more && cards.size() < limit) {
      Optional<Card> last = cards.isEmpty() ? Optional.empty() : Optional.of(cards.getLast());
      Json answer = call("Query", requests.browse(stretch, last, limit - cards.size()));
      for (Json item : answer.get("Items").items()) {
        String place = DynamoItem.text(item, range).orElse("");
        String card = DynamoItem.text(item, DynamoIndex.CARD).orElse("");
        cards.add(new Card(DynamoItem.key(item), place, card));
      }
      more = answer.has("LastEvaluatedKey");
    }
    return cards;
  }

  @Override
  public long next(Key counter, Instant expires) {
    Json answer = call("UpdateItem", requests.next(counter, expires));
    return Long.parseLong(answer.get("Attributes").get("version").get("N").text("0"));
  }

  private Json call(String operation, String body) {
    return dynamo.json("1.0", API + operation, body);
  }
}
