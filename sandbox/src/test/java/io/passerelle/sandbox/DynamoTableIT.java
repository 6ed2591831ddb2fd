package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.DynamoTable;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Card;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.aws.Table.Shelved;
import io.passerelle.aws.Table.Side;
import io.passerelle.aws.Table.Stale;
import io.passerelle.aws.Table.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The table in DynamoDB: what the bridge's promises rest on.
class DynamoTableIT {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final int THREADS = 20;

  private static Backend backend;
  private static Table table;

  private final String run = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    backend = Backend.start();
    table = new DynamoTable(backend.environment(), backend.variable("TABLE"));
  }

  @AfterAll
  static void stop() {
    if (backend != null) {
      backend.close();
    }
  }

  @Test
  void aRowIsReadAsItWasWritten() {
    Row row =
        new Row(
            key("p", "a"),
            0,
            "{\"a\": \"é€\uD83D\uDE00\"}",
            Optional.of(new Due(run, NOW)),
            Optional.of(NOW.plusSeconds(60)));

    table.write(List.of(row));

    assertThat(table.get(row.key())).contains(version(row, 1));
    assertThat(table.get(key("p", "b"))).isEmpty();
  }

  @Test
  void aWriteNamesTheVersionThatItRead() {
    Row first = new Row(key("p", "a"), 0, "1");
    table.write(List.of(first));

    table.write(List.of(new Row(first.key(), 1, "2")));

    assertThatThrownBy(() -> table.write(List.of(first))).isInstanceOf(Stale.class);
    assertThatThrownBy(() -> table.write(List.of(new Row(first.key(), 1, "3"))))
        .isInstanceOf(Stale.class);
    assertThat(table.get(first.key()).orElseThrow().document()).isEqualTo("2");
    assertThat(table.get(first.key()).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void allIsWrittenOrNothing() {
    Row taken = new Row(key("p", "b"), 0, "there");
    table.write(List.of(taken));

    List<Row> both = List.of(new Row(key("p", "a"), 0, "new"), new Row(taken.key(), 0, "again"));

    assertThatThrownBy(() -> table.write(both)).isInstanceOf(Stale.class);
    assertThat(table.get(key("p", "a"))).isEmpty();
    assertThat(table.get(taken.key()).orElseThrow().document()).isEqualTo("there");
  }

  /// As `TableContract` has it of the table in memory, which refuses such a query too; DynamoDB
  /// itself does, its local stand-in does not.
  @Test
  void aKeyHasALength() {
    String longest = "p".repeat(2_048 - run.length());
    Table.Key most = key(longest, "s".repeat(1_024));
    table.write(List.of(new Row(most, 0, "x")));
    assertThat(table.get(most)).isPresent();

    for (Table.Key key :
        List.of(key(longest + "p", "s"), key("p", "s".repeat(1_025)), key("p", ""))) {
      assertThatThrownBy(() -> table.write(List.of(new Row(key, 0, "x"))))
          .isInstanceOf(AwsFailure.class);
      assertThatThrownBy(() -> table.get(key)).isInstanceOf(AwsFailure.class);
      assertThatThrownBy(() -> table.next(key, NOW)).isInstanceOf(AwsFailure.class);
    }
  }

  @Test
  void aQueryReadsAllPagesInOrder() {
    String large = "x".repeat(100_000);
    for (int i = 25; i > 0; i--) {
      table.write(List.of(new Row(key("p", "line#" + (100 + i)), 0, large)));
    }
    table.write(List.of(new Row(key("p", "order"), 0, "{}")));

    List<Row> lines = table.query(run + "p", "line#");

    assertThat(lines).hasSize(25).allMatch(row -> row.document().equals(large));
    assertThat(lines.stream().map(row -> row.key().sort())).isSorted();
    assertThat(table.query(run + "p", "")).hasSize(26);
    assertThat(table.query(run + "none", "")).isEmpty();
  }

  @Test
  void whatIsDueIsFoundUntilItIsNoLonger() {
    table.write(List.of(due("a", 0, NOW.minusSeconds(1)), due("b", 0, NOW)));
    table.write(List.of(due("c", 0, NOW.plusMillis(1))));

    assertThat(due(10)).containsExactly(key("p", "a"), key("p", "b"));
    assertThat(due(1)).containsExactly(key("p", "a"));

    table.write(List.of(new Row(key("p", "a"), 1, "settled"), due("b", 1, NOW.plusSeconds(9))));
    assertThat(due(10)).isEmpty();
  }

  @Test
  void aCounterNeverGivesANumberTwice() throws Exception {
    List<Callable<Long>> counting =
        IntStream.range(0, THREADS * 10)
            .mapToObj(i ->
                (Callable<Long>)
                    () -> table.next(key("p", "counter"), Instant.parse("2026-03-01T00:00:00Z")))
            .toList();

    List<Long> numbers = all(counting);

    assertThat(numbers).doesNotHaveDuplicates().hasSize(THREADS * 10).contains(1L, 200L);
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    Row row = new Row(key("p", "a"), 0, "0");
    table.write(List.of(row));
    List<Callable<Long>> writing =
        IntStream.range(0, THREADS).mapToObj(i -> (Callable<Long>) () -> won(i)).toList();

    List<Long> won = all(writing);

    assertThat(won.stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
    assertThat(table.get(row.key()).orElseThrow().version()).isEqualTo(2);
    assertThat(table.query(run + "q", "")).hasSize(1);
  }

  @Test
  void aShelfIsReadInTheOrderOfEachOfItsSides() {
    for (Side side : Side.values()) {
      List<Row> rows =
          IntStream.range(0, 12)
              .mapToObj(i -> shelved(side + "" + i, 0, Map.of(side, side + "%02d".formatted(i))))
              .toList();
      table.write(rows);

      assertThat(table.browse(new Stretch(run, side, side + "03", side + "05", true), 10))
          .extracting(Card::text)
          .containsExactly(side + "3", side + "4", side + "5");
      assertThat(table.browse(new Stretch(run, side, " ", "~", false), 2))
          .containsExactly(
              new Card(key("s", side + "11"), side + "11", side + "11"),
              new Card(key("s", side + "10"), side + "10", side + "10"));
    }

    table.write(List.of(shelved("TIME3", 1, Map.of(Side.END, "moved"))));

    assertThat(table.browse(new Stretch(run, Side.TIME, "TIME03", "TIME03", true), 10)).isEmpty();
    assertThat(table.get(key("s", "TIME3")).orElseThrow().shelved().orElseThrow().places())
        .isEqualTo(Map.of(Side.END, "moved"));
  }

  @Test
  void manyCardsComeInOneAnswer() {
    for (int from = 0; from < 1_100; from += 100) {
      table.write(
          IntStream.range(from, from + 100)
              .mapToObj(
                  i -> shelved("x".repeat(900) + i, 0, Map.of(Side.NAME, "%04d".formatted(i))))
              .toList());
    }

    List<Card> cards = table.browse(new Stretch(run, Side.NAME, " ", "~", true), 1_000);

    assertThat(cards).hasSize(1_000);
    assertThat(cards.getLast().place()).isEqualTo("0999");
  }

  @Test
  void manyRowsAreReadAtOnceInTheOrderAskedFor() {
    String large = "x".repeat(300_000);
    for (int i = 0; i < 110; i++) {
      table.write(List.of(new Row(key("m" + i, "a"), 0, i % 2 == 0 ? large : "small")));
    }
    List<Table.Key> keys =
        new ArrayList<>(IntStream.range(0, 110).mapToObj(i -> key("m" + (109 - i), "a")).toList());
    keys.add(3, key("none", "a"));

    assertThat(table.all(keys))
        .extracting(row -> row.key().partition())
        .containsExactlyElementsOf(
            IntStream.range(0, 110).mapToObj(i -> run + "m" + (109 - i)).toList());
  }

  @Test
  void rowsGoWithWhatIsWrittenInTheirPlace() {
    Row one = new Row(key("g", "a"), 0, "1");
    Row two = new Row(key("g", "b"), 0, "2");
    table.write(List.of(one, two));

    assertThatThrownBy(() ->
            table.replace(List.of(new Row(one.key(), 1, ""), new Row(two.key(), 2, "")), List.of()))
        .isInstanceOf(Stale.class);
    assertThat(table.query(run + "g", "")).hasSize(2);
    table.replace(
        List.of(new Row(one.key(), 1, ""), new Row(two.key(), 1, "")),
        List.of(new Row(key("g", "c"), 0, "3")));

    assertThat(table.query(run + "g", "")).extracting(Row::document).containsExactly("3");
    table.write(List.of(one));
  }

  private Row shelved(String name, long version, Map<Side, String> places) {
    return new Row(
        key("s", name),
        version,
        "{}",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Shelved(run, places, name)));
  }

  private long won(int writer) {
    try {
      Row mine = new Row(key("q", "line" + writer), 0, "" + writer);
      table.write(List.of(new Row(key("p", "a"), 1, "" + writer), mine));
      return 1;
    } catch (Stale stale) {
      return 0;
    }
  }

  private static List<Long> all(List<Callable<Long>> calls) throws Exception {
    List<Long> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Long> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
    }
    return results;
  }

  private List<Table.Key> due(int limit) {
    return table.due(run, NOW, Optional.empty(), limit).stream().map(Table.Found::key).toList();
  }

  private Table.Key key(String partition, String sort) {
    return new Table.Key(run + partition, sort);
  }

  private Row due(String sort, long version, Instant at) {
    return new Row(key("p", sort), version, "{}", Optional.of(new Due(run, at)), Optional.empty());
  }

  private static Row version(Row row, long version) {
    return new Row(row.key(), version, row.document(), row.due(), row.expires());
  }
}
