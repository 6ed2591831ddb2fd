package io.passerelle.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The table that the other tests stand on keeps the contract.
class InMemoryTableTest extends TableContract {

  private final InMemoryTable table = new InMemoryTable();

  @Override
  protected Table table() {
    return table;
  }

  @Test
  void aRowWrittenTwiceAtOnceIsAFailureAndNoRace() {
    Table.Row row = new Table.Row(new Table.Key("p", "A"), 0, "x");

    assertThatThrownBy(() -> table.write(List.of(row, row))).isInstanceOf(AwsFailure.class);
  }

  /// As DynamoDB has it; its stand-in on one machine answers that nothing is there.
  @Test
  void aQueryNamesAKeyThatMayBe() {
    assertThatThrownBy(() -> table.query("p".repeat(2_049), "")).isInstanceOf(AwsFailure.class);
  }
}
