package io.passerelle.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "123456789", "1234567a", " 1234567", "١٢٣٤٥٦٧٨"})
  void aSiteIdHasEightDigits(String value) {
    assertThat(SiteId.isValid(value)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new SiteId(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "1234567", "12345é", "12 456", "unname", "UNNAMED"})
  void aTransactionIdHasSixLettersOrDigits(String value) {
    boolean valid = value.equals("unname");

    assertThat(AttemptId.isValid(value)).isEqualTo(valid);
  }

  @Test
  void anAttemptWithoutANameIsOfItsDay() {
    AttemptId unnamed = AttemptId.unnamed(Telling.DAY);

    assertThat(unnamed.isNamed()).isFalse();
    assertThat(unnamed).isNotEqualTo(AttemptId.unnamed(Telling.DAY.plusDays(1)));
    assertThat(Telling.attempt("A").isNamed()).isTrue();
    assertThat(Telling.attempt("A")).hasToString("20260115-A00000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000b", "\t"})
  void anOrdersReferenceCanBePrinted(String reference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrderId(new SiteId("12345678"), reference));
  }

  @Test
  void anOrdersReferenceHasSixtyFourCharactersHoweverManyBytes() {
    assertThat(OrderId.isValid("🍓".repeat(64))).isTrue();
    assertThat(OrderId.isValid("🍓".repeat(65))).isFalse();
    assertThat(OrderId.isValid("S/2026#001|é")).isTrue();
  }

  @Test
  void anEventIsNamedByWhatHappenedAndNotByHowItWasTold() {
    Report one = Telling.of("A", TransactionState.AUTHORISED).report();
    Report other =
        Telling.of("A", TransactionState.AUTHORISED).attempt(Telling.attempt("Z")).report();

    assertThat(one.event()).isEqualTo(other.event()).isEqualTo("A|AUTHORISED|DEBIT|1250EUR");
  }
}
