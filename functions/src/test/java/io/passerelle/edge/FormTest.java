package io.passerelle.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Rejection.Reason;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a=1                       | 1
          a=                        | ""
          a                         | ""
          a=b+c                     | b c
          a=b%20c                   | b c
          a=b%2Bc                   | b+c
          a=b%26c%3Dd               | b&c=d
          a=b=c                     | b=c
          a=100%25                  | 100%
          a=%2525                   | %25
          a=Zo%C3%A9                | Zoé
          a=Zo%c3%a9                | Zoé
          a=Zoé                     | Zoé
          a=%F0%9F%8D%93            | 🍓
          a=🍓                      | 🍓
          &&a=1&&                   | 1
          %61=1                     | 1
          a=%00                     | "\u0000"
          a=%EF%BB%BFx              | "\uFEFFx"
          """)
  void aFieldIsDecodedOnce(String body, String expected) {
    assertThat(parse(body).fields()).containsExactly(Map.entry("a", expected));
  }

  @Test
  void anEmptyBodyHasNoField() {
    assertThat(parse("").fields()).isEmpty();
    assertThat(parse("&&").fields()).isEmpty();
    assertThat(parse("").field("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=1", "a=1&a=2", "a=&a=", "a=1&%61=2", "a&a", "a=1&b=2&a"})
  void aFieldGivenTwiceIsRefused(String body) {
    requireRejected(body, Reason.DUPLICATE_FIELD, "Field given twice: a");
  }

  @Test
  void theNameOfAFieldIsShownOnlyWhereItIsHarmless() {
    requireRejected(
        "%3Cscript%3E=1&%3Cscript%3E=2",
        Reason.DUPLICATE_FIELD, "Field given twice: (unprintable)");
    String longName = "a".repeat(61);
    requireRejected(
        longName + "&" + longName, Reason.DUPLICATE_FIELD, "Field given twice: (unprintable)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%4&b=1", "a=%zz", "a=%-1", "%=1", "a=%²0", "a=%u0041"})
  void aPercentWithoutTwoDigitsIsRefused(String body) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> Form.parse(body.getBytes(ISO_8859_1)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=Zo%E9",
        "a=%C3",
        "a=%C3%28",
        "a=%ED%A0%80",
        "a=%C0%AF",
        "%E9=1",
        "a=%F5%80%80%80"
      })
  void whatIsNotUtf8IsRefused(String body) {
    requireRejected(body, Reason.WRONG_CHARSET, "Not UTF-8");
  }

  @Test
  void rawLatin1IsRefused() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> Form.parse("a=Zoé".getBytes(ISO_8859_1)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_CHARSET));
  }

  @Test
  void twoThousandFieldsAreReadAndOneMoreIsRefused() {
    assertThat(parse(fields(2_000)).fields()).hasSize(2_000);
    requireRejected(fields(2_001), Reason.TOO_MANY_FIELDS, "Too many fields: more than 2000");
    requireRejected(fields(10_000), Reason.TOO_MANY_FIELDS, "Too many fields: more than 2000");
  }

  @Test
  void aFormThatHoldsOnlyWhatIsWantedIsHandedOnAsItStood() {
    String body = "&vads_a=Zo%c3%A9+%20&&vads_b=&vads_c&signature=x%3d&";

    byte[] handedOn = parse(body).only(name -> !name.equals("return_url"));

    assertThat(handedOn).asString(UTF_8).isEqualTo(body);
  }

  @Test
  void unwantedFieldsAreLeftOutAndTheOthersKeepTheirBytesAndOrder() {
    String body = "return_url=%2F&vads_b=%7e~&x=1&vads_a=é+%2B&y";

    byte[] handedOn = parse(body).only(name -> name.startsWith("vads_"));

    assertThat(handedOn).asString(UTF_8).isEqualTo("vads_b=%7e~&vads_a=é+%2B");
  }

  @Test
  void aNameThatIsWrittenWithEscapesIsTheSameName() {
    byte[] handedOn = parse("x=1&%76ads_a=1").only(name -> name.startsWith("vads_"));

    assertThat(handedOn).asString(UTF_8).isEqualTo("%76ads_a=1");
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "f" + i + "=" + i)
        .collect(Collectors.joining("&"));
  }

  private static Form parse(String body) {
    return Form.parse(body.getBytes(UTF_8));
  }

  private static void requireRejected(String body, Reason reason, String words) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> parse(body))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.words()).isEqualTo(words));
  }
}
