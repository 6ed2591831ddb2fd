package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.DynamoTable;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.aws.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The table in DynamoDB does what every table does.
class DynamoTableIT extends TableContract {

  private static Backend backend;
  private static Table table;

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

  @Override
  protected Table table() {
    return table;
  }

  /// DynamoDB answers 16 MB at most, and names what it left out.
  @Test
  void largeRowsAreReadInSeveralAnswers() {
    String run = UUID.randomUUID().toString();
    String large = "x".repeat(300_000);
    for (int i = 0; i < 110; i++) {
      table.write(List.of(new Row(key(run, i), 0, i % 2 == 0 ? large : "small")));
    }
    List<Table.Key> keys =
        new ArrayList<>(IntStream.range(0, 110).mapToObj(i -> key(run, 109 - i)).toList());
    keys.add(3, key(run, 110));

    assertThat(table.all(keys))
        .extracting(row -> row.key().partition())
        .containsExactlyElementsOf(
            IntStream.range(0, 110).mapToObj(i -> key(run, 109 - i).partition()).toList());
  }

  private static Table.Key key(String run, int number) {
    return new Table.Key(run + number, "a");
  }
}
