package io.passerelle.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.paymentorder.LinkCode;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MakingTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

  @Test
  void theSameMakingHasTheSameCodesInTheSameOrder() {
    Making making = Making.fresh(NOW);

    assertThat(codes(making)).hasSize(100).doesNotHaveDuplicates().isEqualTo(codes(making));
  }

  @Test
  void twoMakingsHaveNothingInCommon() {
    Making one = Making.fresh(NOW);
    Making other = Making.fresh(NOW);

    assertThat(codes(one)).doesNotContainAnyElementsOf(codes(other));
    assertThat(one.reference()).isNotEqualTo(other.reference());
  }

  private static List<String> codes(Making making) {
    Supplier<byte[]> codes = making.codes();
    return Stream.generate(() -> LinkCode.of(codes.get()).text()).limit(100).toList();
  }
}
