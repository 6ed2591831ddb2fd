package io.passerelle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoCardInOutputTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final NoCardInOutput.Watched watched =
      new NoCardInOutput.Watched(new PrintStream(printed, true, UTF_8));

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "4970100000000055",
        "4970 1000 0000 0055",
        "497010XXXXXX0055",
        "4970-10**-****-0055"
      })
  void aNumberThatIsPrintedIsFoundOnce(String number) {
    watched.println("é, card=" + number);
    watched.println("more");

    assertThat(watched.found()).hasValueSatisfying(before -> assertThat(before).endsWith("card="));
    assertThat(watched.found()).isEmpty();
    assertThat(printed.toString(UTF_8)).isEqualTo("é, card=" + number + "\nmore\n");
  }

  @Test
  void aNumberInALineWithoutEndIsFoundWhereverItStands() {
    for (int before : new int[] {0, 8_180, 8_192, 20_000}) {
      watched.print("x".repeat(before) + "4970100000000055" + "x".repeat(9_000));

      assertThat(watched.found()).as("behind " + before).isPresent();
    }
  }

  @Test
  void fourDigitsAreNoNumber() {
    watched.println("CB 0055, XXXXXXXXXXXX0055, uuid 4970b00000000055, 49,70 EUR");

    assertThat(watched.found()).isEmpty();
    assertThat(NoCardInOutput.holdsOne("[1] XXXX0055")).isFalse();
    assertThat(NoCardInOutput.holdsOne("[1] 4970100000000055")).isTrue();
  }
}
