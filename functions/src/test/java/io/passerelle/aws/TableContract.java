package io.passerelle.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.aws.Table.Card;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Found;
import io.passerelle.aws.Table.Listed;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every table does, be it in memory or DynamoDB: extend it and hand in the table.
///
/// Each test writes under partitions of its own name, so that one table serves them all.
public abstract class TableContract {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final int THREADS = 8;

  /// The table under test. It may hold what other tests wrote.
  protected abstract Table table();

  /// What makes this test's names its own.
  private final String run = UUID.randomUUID().toString();

  private Table.Key key(String partition, String sort) {
    return new Table.Key(run + "#" + partition, sort);
  }

  private static Row row(Table.Key key, long version, String document) {
    return new Row(key, version, document);
  }

  @Test
  public void whatIsNotThereIsEmpty() {
    assertThat(table().get(key("empty", "A"))).isEmpty();
    assertThat(table().query(key("empty", "").partition(), "")).isEmpty();
    assertThat(due(run + "-bucket", NOW, 10)).isEmpty();
  }

  @Test
  public void aRowIsReadBackAsTheVersionAfterTheOneItWasWrittenAt() {
    Table.Key key = key("one", "A");

    table().write(List.of(row(key, 0, "{\"a\": \"é 🍓 \\u0000\"}")));
    table().write(List.of(row(key, 1, "second")));

    assertThat(table().get(key)).contains(row(key, 2, "second"));
  }

  @Test
  public void aDocumentIsAnyText() {
    Table.Key key = key("any", "A");
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x300; c++) {
      all.append(c);
    }

    table().write(List.of(row(key, 0, all.append("🍓\uFFFD").toString())));

    assertThat(table().get(key)).map(Row::document).contains(all.toString());
  }

  @Test
  public void aRowThatIsThereCannotBeMadeAnew() {
    Table.Key key = key("anew", "A");
    table().write(List.of(row(key, 0, "first")));

    requireStale(List.of(row(key, 0, "second")));

    assertThat(table().get(key)).contains(row(key, 1, "first"));
  }

  @Test
  public void aRowThatIsNotThereCannotBeChanged() {
    requireStale(List.of(row(key("absent", "A"), 1, "x")));

    assertThat(table().get(key("absent", "A"))).isEmpty();
  }

  @Test
  public void anOldVersionCannotBeChanged() {
    Table.Key key = key("old", "A");
    table().write(List.of(row(key, 0, "1")));
    table().write(List.of(row(key, 1, "2")));

    requireStale(List.of(row(key, 1, "x")));
    requireStale(List.of(row(key, 3, "x")));

    assertThat(table().get(key)).contains(row(key, 2, "2"));
  }

  @Test
  public void ofSeveralRowsAllAreWrittenOrNone() {
    Table.Key taken = key("all", "B");
    table().write(List.of(row(taken, 0, "first")));

    requireStale(
        List.of(
            row(key("all", "A"), 0, "x"), row(taken, 0, "x"), row(key("elsewhere", "C"), 0, "x")));

    assertThat(table().query(taken.partition(), "")).containsExactly(row(taken, 1, "first"));
    assertThat(table().get(key("elsewhere", "C"))).isEmpty();
  }

  @Test
  public void rowsOfSeveralPartitionsAreWrittenTogether() {
    Row one = row(key("p1", "A"), 0, "1");
    Row two = row(key("p2", "A"), 0, "2");

    table().write(List.of(one, two));

    assertThat(table().get(one.key())).map(Row::document).contains("1");
    assertThat(table().get(two.key())).map(Row::document).contains("2");
  }

  @Test
  public void aHundredRowsAreWrittenTogetherAndNotOneMore() {
    List<Row> rows =
        IntStream.range(0, 101)
            .mapToObj(i -> row(key("hundred", "%03d".formatted(i)), 0, "x"))
            .toList();

    assertThatThrownBy(() -> table().write(rows)).isInstanceOf(AwsFailure.class);
    assertThat(table().query(rows.getFirst().key().partition(), "")).isEmpty();
    table().write(rows.subList(0, 100));
    assertThat(table().query(rows.getFirst().key().partition(), "")).hasSize(100);
  }

  /// DynamoDB calls it no valid request; its stand-in on one machine says that another was first.
  @Test
  public void aRowCannotBeWrittenTwiceAtOnce() {
    Row row = row(key("twice", "A"), 0, "x");

    assertThatThrownBy(() -> table().write(List.of(row, row)))
        .isInstanceOfAny(AwsFailure.class, Stale.class);
    assertThat(table().get(row.key())).isEmpty();
  }

  @Test
  public void aKeyHasALength() {
    String longest = "p".repeat(2_048 - run.length() - 1);
    Table.Key most = key(longest, "s".repeat(1_024));
    table().write(List.of(row(most, 0, "x")));
    assertThat(table().get(most)).isPresent();
    assertThat(table().query(most.partition(), "")).hasSize(1);
    assertThat(table().next(key(longest, "COUNTER"), EXPIRES)).isEqualTo(1);

    List<Table.Key> wrong =
        List.of(key(longest + "p", "s"), key("p", "s".repeat(1_025)), key("p", ""));
    for (Table.Key key : wrong) {
      assertThatThrownBy(() -> table().write(List.of(row(key, 0, "x"))))
          .isInstanceOf(AwsFailure.class);
      assertThatThrownBy(() -> table().get(key)).isInstanceOf(AwsFailure.class);
      assertThatThrownBy(() -> table().all(List.of(key))).isInstanceOf(AwsFailure.class);
      assertThatThrownBy(() -> table().next(key, EXPIRES)).isInstanceOf(AwsFailure.class);
    }
  }

  @Test
  public void aPrefixFindsTheRowsOfAPartitionInTheOrderOfTheirSortKeys() {
    for (String sort : List.of("DELIVERY#10", "ORDER", "DELIVERY#02", "DELIVERZ", "DELIVERY#")) {
      table().write(List.of(row(key("prefix", sort), 0, sort)));
    }
    table().write(List.of(row(key("prefix2", "DELIVERY#01"), 0, "elsewhere")));
    String partition = key("prefix", "").partition();

    assertThat(table().query(partition, "DELIVERY#"))
        .extracting(Row::document)
        .containsExactly("DELIVERY#", "DELIVERY#02", "DELIVERY#10");
    assertThat(table().query(partition, ""))
        .extracting(Row::document)
        .containsExactly("DELIVERY#", "DELIVERY#02", "DELIVERY#10", "DELIVERZ", "ORDER");
    assertThat(table().query(partition, "MAIL#")).isEmpty();
  }

  @Test
  public void aPartitionOfManyLargeRowsIsReadWhole() {
    String large = "x".repeat(100_000);
    for (int i = 0; i < 30; i++) {
      table().write(List.of(row(key("large", "%02d".formatted(i)), 0, large)));
    }

    assertThat(table().query(key("large", "").partition(), "")).hasSize(30);
  }

  @Test
  public void aRowIsFoundInItsBucketOnceItIsDue() {
    String bucket = run + "-due";
    Table.Key late = key("due", "late");
    Table.Key early = key("due", "early");
    table().write(List.of(due(late, 0, bucket, NOW.plusMillis(1))));
    table().write(List.of(due(early, 0, bucket, NOW.minusSeconds(900))));
    table().write(List.of(due(key("due", "other"), 0, bucket + "2", NOW)));

    assertThat(due(bucket, NOW.minusSeconds(901), 10)).isEmpty();
    assertThat(due(bucket, NOW, 10)).containsExactly(early);
    assertThat(due(bucket, NOW.plusMillis(1), 10)).containsExactly(early, late);
    assertThat(due(bucket, NOW.plusMillis(1), 1)).containsExactly(early);
  }

  @Test
  public void aRowLeavesItsBucketWithTheWriteThatSettlesIt() {
    String bucket = run + "-leaves";
    Table.Key key = key("leaves", "A");
    table().write(List.of(due(key, 0, bucket, NOW)));

    table().write(List.of(due(key, 1, bucket, NOW.plusSeconds(900))));
    List<Table.Key> moved = due(bucket, NOW, 10);
    table().write(List.of(row(key, 2, "settled")));

    assertThat(moved).isEmpty();
    assertThat(due(bucket, NOW.plusSeconds(9_000), 10)).isEmpty();
    assertThat(table().get(key).orElseThrow().due()).isEmpty();
  }

  @Test
  public void whatIsDueIsReadPageByPageThoughManyAreDueAtOnce() {
    String bucket = run + "-pages";
    List<Table.Key> keys = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      keys.add(key("pages" + i, "A"));
      table().write(List.of(due(keys.get(i), 0, bucket, NOW.plusSeconds(i / 6))));
    }

    assertThat(all(after -> table().due(bucket, NOW, after, 2)))
        .extracting(Found::key)
        .containsExactlyInAnyOrderElementsOf(keys.subList(0, 6));
    assertThat(all(after -> table().due(bucket, NOW.plusSeconds(1), after, 3))).hasSize(7);
  }

  @Test
  public void aListHoldsItsRowsFromATimeOn() {
    String list = run + "-list";
    for (int i = 0; i < 5; i++) {
      table().write(List.of(listed(key("list", "" + i), 0, list, NOW.plusSeconds(i / 2))));
    }
    table().write(List.of(listed(key("list", "other"), 0, list + "2", NOW)));

    assertThat(all(after -> table().list(list, NOW, after, 2)))
        .extracting(found -> found.key().sort())
        .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    assertThat(all(after -> table().list(list, NOW.plusSeconds(1), after, 2)))
        .extracting(Found::at)
        .containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(1), NOW.plusSeconds(2));
    assertThat(table().list(list, NOW.plusSeconds(3), Optional.empty(), 10)).isEmpty();
  }

  @Test
  public void theLastOfAListAreReadWithoutTheOthers() {
    String list = run + "-latest";
    for (int i = 0; i < 5; i++) {
      table().write(List.of(listed(key("latest", "" + i), 0, list, NOW.plusSeconds(i))));
    }

    assertThat(table().latest(list, 3))
        .extracting(Found::at)
        .containsExactly(NOW.plusSeconds(4), NOW.plusSeconds(3), NOW.plusSeconds(2));
    assertThat(table().latest(list, 10)).hasSize(5);
    assertThat(table().latest(list + "-none", 10)).isEmpty();
  }

  @Test
  public void aRowLeavesItsListWithTheWriteThatSaysSo() {
    String list = run + "-listed";
    Table.Key key = key("listed", "A");
    table().write(List.of(listed(key, 0, list, NOW)));

    table().write(List.of(listed(key, 1, list + "2", NOW.plusMillis(1))));

    assertThat(table().list(list, NOW, Optional.empty(), 10)).isEmpty();
    assertThat(table().list(list + "2", NOW, Optional.empty(), 10))
        .containsExactly(new Found(key, NOW.plusMillis(1)));
    assertThat(table().get(key).orElseThrow().listed())
        .contains(new Listed(list + "2", NOW.plusMillis(1)));
    table().write(List.of(row(key, 2, "settled")));
    assertThat(table().list(list + "2", NOW, Optional.empty(), 10)).isEmpty();
  }

  @Test
  public void aShelfIsReadInTheOrderOfEachOfItsSides() {
    String shelf = run + "-shelf";
    for (int i = 0; i < 9; i++) {
      Map<Side, String> places = Map.of(Side.TIME, "t" + i, Side.SUM, "s" + (9 - i));
      table().write(List.of(shelved(key("shelf", "" + i), 0, shelf, places, "card " + i)));
    }
    table().write(List.of(shelved(key("s2", "A"), 0, shelf + "2", Map.of(Side.TIME, "t5"), "x")));

    assertThat(table().browse(new Stretch(shelf, Side.TIME, "t2", "t5", true), 10))
        .extracting(Card::text)
        .containsExactly("card 2", "card 3", "card 4", "card 5");
    assertThat(table().browse(new Stretch(shelf, Side.TIME, " ", "t5", false), 3))
        .extracting(Card::place)
        .containsExactly("t5", "t4", "t3");
    assertThat(table().browse(new Stretch(shelf, Side.SUM, "s8", "~", true), 10))
        .containsExactly(
            new Card(key("shelf", "1"), "s8", "card 1"),
            new Card(key("shelf", "0"), "s9", "card 0"));
    assertThat(table().browse(new Stretch(shelf, Side.END, " ", "~", true), 10)).isEmpty();
  }

  @Test
  public void aRowMovesOnItsShelfWithTheWriteThatSaysSo() {
    String shelf = run + "-moves";
    Table.Key key = key("moves", "A");
    table().write(List.of(shelved(key, 0, shelf, Map.of(Side.TIME, "a", Side.END, "a"), "1")));

    table().write(List.of(shelved(key, 1, shelf, Map.of(Side.TIME, "b"), "2")));

    assertThat(table().get(key).orElseThrow().shelved())
        .contains(new Shelved(shelf, Map.of(Side.TIME, "b"), "2"));
    assertThat(table().browse(new Stretch(shelf, Side.TIME, " ", "~", true), 10))
        .containsExactly(new Card(key, "b", "2"));
    assertThat(table().browse(new Stretch(shelf, Side.END, " ", "~", true), 10)).isEmpty();
    table().write(List.of(row(key, 2, "off")));
    assertThat(table().browse(new Stretch(shelf, Side.TIME, " ", "~", true), 10)).isEmpty();
  }

  @Test
  public void aThousandCardsComeInOneAnswer() {
    String shelf = run + "-thousand";
    String card = "c".repeat(900);
    for (int i = 0; i < 1_100; i += 100) {
      int from = i;
      table()
          .write(
              IntStream.range(from, from + 100)
                  .mapToObj(n ->
                      shelved(
                          key("thousand", "" + n),
                          0,
                          shelf,
                          Map.of(Side.NAME, "%04d".formatted(n)),
                          card))
                  .toList());
    }

    List<Card> cards = table().browse(new Stretch(shelf, Side.NAME, " ", "~", true), 1_000);

    assertThat(cards).hasSize(1_000);
    assertThat(cards.getLast().place()).isEqualTo("0999");
  }

  @Test
  public void manyRowsAreReadAtOnceInTheOrderAskedFor() {
    List<Row> rows =
        IntStream.range(0, 250).mapToObj(i -> row(key("many" + i, "A"), 0, "" + i)).toList();
    for (int i = 0; i < 250; i += 50) {
      table().write(rows.subList(i, i + 50));
    }
    List<Table.Key> keys = new ArrayList<>(rows.reversed().stream().map(Row::key).toList());
    keys.add(7, key("many", "absent"));

    assertThat(table().all(keys))
        .extracting(Row::document)
        .containsExactlyElementsOf(rows.reversed().stream().map(Row::document).toList());
    assertThat(table().all(List.of())).isEmpty();
  }

  @Test
  public void rowsGoWithWhatIsWrittenInTheirPlace() {
    Row one = row(key("go", "A"), 0, "1");
    Row two = row(key("go", "B"), 0, "2");
    table().write(List.of(one, two));

    assertThatExceptionOfType(Stale.class)
        .isThrownBy(() ->
            table().replace(List.of(row(one.key(), 1, ""), row(two.key(), 2, "")), List.of()));
    assertThat(table().query(one.key().partition(), "")).hasSize(2);
    table()
        .replace(
            List.of(row(one.key(), 1, ""), row(two.key(), 1, "")),
            List.of(row(key("go", "C"), 0, "3")));

    assertThat(table().query(one.key().partition(), ""))
        .extracting(Row::document)
        .containsExactly("3");
    table().write(List.of(one));
  }

  private static Row shelved(
      Table.Key key, long version, String shelf, Map<Side, String> places, String card) {
    return new Row(
        key,
        version,
        "x",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Shelved(shelf, places, card)));
  }

  @Test
  public void whenARowIsDueIsKeptToTheMillisecond() {
    Table.Key key = key("millis", "A");
    table().write(List.of(due(key, 0, run + "-millis", NOW.plusNanos(123_456_789))));

    assertThat(table().get(key).orElseThrow().due())
        .contains(new Due(run + "-millis", NOW.plusMillis(123)));
  }

  @Test
  public void whenARowMayGoIsKeptToTheSecond() {
    Table.Key key = key("expires", "A");
    Optional<Instant> expires = Optional.of(NOW.plusMillis(1_500));
    table().write(List.of(new Row(key, 0, "x", Optional.empty(), expires)));

    assertThat(table().get(key).orElseThrow().expires()).contains(NOW.plusSeconds(1));
  }

  @Test
  public void aCounterStartsAtOneAndCountsByItself() {
    Table.Key counter = key("counter", "COUNTER");
    Table.Key other = key("counter2", "COUNTER");

    assertThat(table().next(counter, EXPIRES)).isEqualTo(1);
    assertThat(table().next(counter, EXPIRES)).isEqualTo(2);
    assertThat(table().next(other, EXPIRES)).isEqualTo(1);
  }

  @Test
  public void noTwoWritersGetTheSameNumber() throws Exception {
    Table.Key counter = key("numbers", "COUNTER");
    Set<Long> numbers = ConcurrentHashMap.newKeySet();

    together(() -> {
      for (int i = 0; i < 20; i++) {
        numbers.add(table().next(counter, EXPIRES));
      }
      return true;
    });

    assertThat(numbers).hasSize(THREADS * 20).contains(1L, THREADS * 20L);
  }

  @Test
  public void ofManyWritersAtOnceOneWins() throws Exception {
    Table.Key key = key("race", "A");
    Table.Key beside = key("race", "B");
    table().write(List.of(row(key, 0, "0"), row(beside, 0, "0")));

    List<Boolean> won =
        together(() -> {
          try {
            table().write(List.of(row(key, 1, "x"), row(beside, 1, "x")));
            return true;
          } catch (Stale _) {
            return false;
          }
        });

    assertThat(won).containsOnlyOnce(true);
    assertThat(table().get(key)).map(Row::version).contains(2L);
    assertThat(table().get(beside)).map(Row::version).contains(2L);
  }

  private static final Instant EXPIRES = Instant.parse("2026-03-01T00:00:00Z");

  private void requireStale(List<Row> rows) {
    assertThatExceptionOfType(Stale.class).isThrownBy(() -> table().write(rows));
  }

  private List<Table.Key> due(String bucket, Instant until, int limit) {
    return table().due(bucket, until, Optional.empty(), limit).stream().map(Found::key).toList();
  }

  private static Row listed(Table.Key key, long version, String list, Instant at) {
    Optional<Listed> listed = Optional.of(new Listed(list, at));
    return new Row(key, version, "x", Optional.empty(), Optional.empty(), listed);
  }

  /// All of an index, page by page.
  private static List<Found> all(Function<Optional<Found>, List<Found>> page) {
    List<Found> all = new ArrayList<>(page.apply(Optional.empty()));
    for (List<Found> more = all; !more.isEmpty(); all.addAll(more)) {
      more = page.apply(Optional.of(more.getLast()));
    }
    return all;
  }

  private static Row due(Table.Key key, long version, String bucket, Instant at) {
    return new Row(key, version, "x", Optional.of(new Due(bucket, at)), Optional.empty());
  }

  private static <T> List<T> together(Callable<T> action)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(
            threads.submit(() -> {
              start.await();
              return action.call();
            }));
      }
      for (Future<T> future : futures) {
        results.add(future.get());
      }
    }
    return results;
  }
}
