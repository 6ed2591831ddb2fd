package io.passerelle.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.aws.EmbeddedDynamo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDrawersTest {

  @Test
  void whatIsPutIsThereAfterARestart(@TempDir Path folder) {
    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.of(folder))) {
      TableDrawers drawers = TableDrawers.open(dynamo);
      drawers.drawer("order").put("b", "{\"n\": 2}");
      drawers.drawer("order").put("a", "{\"n\": 1}");
      drawers.drawer("order").put("a", "{\"n\": 3}");
      drawers.drawer("token").put("t", "{}");
      drawers.drawer("order").put("gone", "{}");
      drawers.drawer("order").remove("gone");
    }

    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.of(folder))) {
      TableDrawers drawers = TableDrawers.open(dynamo);

      assertThat(drawers.drawer("order").all())
          .containsExactly(Map.entry("a", "{\"n\": 3}"), Map.entry("b", "{\"n\": 2}"));
      assertThat(drawers.drawer("token").all()).containsOnlyKeys("t");
    }
  }

  @Test
  void aClearedDrawerLeavesTheOthers() {
    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.empty())) {
      TableDrawers drawers = TableDrawers.open(dynamo);
      drawers.drawer("order").put("a", "{}");
      drawers.drawer("token").put("t", "{}");

      drawers.drawer("order").clear();

      assertThat(TableDrawers.open(dynamo).drawer("order").all()).isEmpty();
      assertThat(TableDrawers.open(dynamo).drawer("token").all()).hasSize(1);
    }
  }
}
