package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Seed;
import io.passerelle.paymentorder.SmsText.Encoding;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

  private static final String EMOJI = "\uD83D\uDE00";

  @ParameterizedTest
  @CsvSource({
    "a, 1, GSM_7, 1", "a, 160, GSM_7, 1", "a, 161, GSM_7, 2", "a, 306, GSM_7, 2",
    "a, 307, GSM_7, 3", "a, 459, GSM_7, 3", "a, 500, GSM_7, 4", "é, 160, GSM_7, 1",
    "€, 80, GSM_7, 1", "€, 81, GSM_7, 2", "€, 152, GSM_7, 2", "€, 153, GSM_7, 3",
    "€, 500, GSM_7, 7", "ç, 70, UCS_2, 1", "ç, 71, UCS_2, 2", "ç, 134, UCS_2, 2",
    "ç, 135, UCS_2, 3", "ç, 500, UCS_2, 8", "😀, 35, UCS_2, 1", "😀, 36, UCS_2, 2",
    "😀, 66, UCS_2, 2", "😀, 67, UCS_2, 3", "😀, 500, UCS_2, 16"
  })
  void theCountIsThatOfTheCarriers(String one, int times, Encoding encoding, int count) {
    SmsText text = new SmsText(one.repeat(times));

    assertThat(text.encoding()).isEqualTo(encoding);
    assertThat(text.count()).isEqualTo(count);
  }

  @Test
  void anEscapedCharacterIsNotDividedBetweenTwoParts() {
    SmsText text = new SmsText("a".repeat(152) + "€" + "b".repeat(20));

    assertThat(text.parts()).containsExactly("a".repeat(152), "€" + "b".repeat(20));
  }

  @Test
  void anEmojiIsNotDividedBetweenTwoParts() {
    SmsText text = new SmsText("ç".repeat(66) + EMOJI + "ç".repeat(20));

    assertThat(text.parts()).containsExactly("ç".repeat(66), EMOJI + "ç".repeat(20));
  }

  @Test
  void aSpaceThatDoesNotBreakCostsNothingMore() {
    SmsText text = SmsText.plain("49,90\u00a0€ 1\u202f000");

    assertThat(text.text()).isEqualTo("49,90 € 1 000");
    assertThat(text.encoding()).isEqualTo(Encoding.GSM_7);
  }

  @Test
  void whateverIsWrittenThePartsAreTheTextAndNoneIsTooLong() {
    SplittableRandom random = new SplittableRandom(Seed.of(SmsTextTest.class));
    String[] some = {"a", "€", "[", "é", "ç", EMOJI, "\n", " "};
    for (int i = 0; i < 2_000; i++) {
      StringBuilder written = new StringBuilder();
      int kinds = random.nextInt(1, some.length + 1);
      int length = random.nextInt(1, 500);
      for (int c = 0; c < length; c++) {
        written.append(some[random.nextInt(kinds)]);
      }
      SmsText text = new SmsText(written.toString());

      List<String> parts = text.parts();

      assertThat(String.join("", parts)).isEqualTo(text.text());
      int most = parts.size() == 1 ? most(text, 160, 70) : most(text, 153, 67);
      assertThat(parts)
          .allSatisfy(part -> {
            assertThat(units(part, text.encoding())).isBetween(1, most);
            assertThat(Character.isLowSurrogate(part.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1))).isFalse();
          });
    }
  }

  private static int most(SmsText text, int septets, int units) {
    return text.encoding() == Encoding.GSM_7 ? septets : units;
  }

  private static int units(String part, Encoding encoding) {
    long escaped = part.chars().filter(c -> "€[]{}~\\^|".indexOf(c) >= 0).count();
    return part.length() + (encoding == Encoding.GSM_7 ? (int) escaped : 0);
  }
}
