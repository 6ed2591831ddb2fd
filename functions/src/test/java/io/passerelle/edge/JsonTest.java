package io.passerelle.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void valuesAreReadAsWhatTheyAre() {
    Json json =
        Json.parse(
            "{\"t\":\"Zoé\",\"n\":12,\"d\":1.5,\"y\":true,\"x\":null,\"l\":[1,\"a\"],\"o\":{\"p\":1}}");

    assertThat(json.get("t").text()).contains("Zoé");
    assertThat(json.get("n").number()).contains(12L);
    assertThat(json.get("d").number()).isEmpty();
    assertThat(json.get("d").isPresent()).isTrue();
    assertThat(json.get("y").flag()).contains(true);
    assertThat(json.get("l").items()).hasSize(2);
    assertThat(json.get("o").get("p").number()).contains(1L);
    assertThat(json.members().keySet()).containsExactly("t", "n", "d", "y", "x", "l", "o");
  }

  @Test
  void whatIsMissingAndWhatIsNullAnswerAlike() {
    Json json = Json.parse("{\"x\":null,\"t\":\"a\"}");

    for (Json empty : new Json[] {json.get("x"), json.get("y"), json.get("t").get("z").get("z")}) {
      assertThat(empty.isPresent()).isFalse();
      assertThat(empty.text()).isEmpty();
      assertThat(empty.text("otherwise")).isEqualTo("otherwise");
      assertThat(empty.number()).isEmpty();
      assertThat(empty.flag()).isEmpty();
      assertThat(empty.items()).isEmpty();
      assertThat(empty.members()).isEmpty();
    }
    assertThat(json.has("x")).isTrue();
    assertThat(json.has("y")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{\"a\"}",
        "{a:1}",
        "'a'",
        "nul",
        "NaN",
        "01",
        "{\"a\":1,}",
        "// c\n1",
        "{\"a\":1} {}",
        "1 2",
        "{\"a\":1}x",
        "\"\u0001\"",
        "\"\\x\"",
        "{\"a\":1,\"a\":1}",
        "{\"o\":{\"a\":1,\"\\u0061\":1}}",
      })
  void whatIsNotOneJsonValueIsRefused(String text) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> Json.parse(text))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void aRefusalQuotesNothing() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> Json.parse("{\"password\": \"s3cret\" \"x\"}"))
        .satisfies(e -> assertThat(e.words()).isEqualTo("Malformed request: not JSON"))
        .withNoCause();
  }

  @Test
  void nestingHasALimit() {
    assertThat(Json.parse("[".repeat(64) + "]".repeat(64)).items()).hasSize(1);
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)));
    assertThatExceptionOfType(Rejection.class).isThrownBy(() -> Json.parse("[".repeat(100_000)));
  }

  @Test
  void aNumberThatFitsNoLongIsThereAndNoNumber() {
    Json json = Json.parse("{\"n\":9223372036854775808,\"m\":9223372036854775807,\"e\":1e999}");

    assertThat(json.get("n").isPresent()).isTrue();
    assertThat(json.get("n").number()).isEmpty();
    assertThat(json.get("m").number()).contains(Long.MAX_VALUE);
    assertThat(json.get("e").number()).isEmpty();
  }

  @Test
  void aNumberHasALimitedLength() {
    assertThatExceptionOfType(Rejection.class).isThrownBy(() -> Json.parse("1".repeat(41)));
  }

  @Test
  void aTextHasALimitedLength() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> Json.parse("\"" + "a".repeat(Json.STRING_LENGTH_MAX + 1) + "\""));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x800; c++) {
      all.append(c);
    }
    all.append("🍓\u2028\u2029</script>");

    String text = Json.object(json -> json.writeStringField("a", all.toString()));

    assertThat(Json.parse(text).get("a").text()).contains(all.toString());
  }
}
