package io.passerelle.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every carrier of text messages does.
public abstract class TextServerContract {

  protected abstract TextServer server();

  /// What has arrived, as number and text with a space between.
  protected abstract List<String> arrived();

  @Test
  void aTextArrivesAsItWasWritten() {
    server().send("+33612345678", "Payé : 49,90 € & plus\n\uD83D\uDE00 %url%");

    assertThat(arrived()).containsExactly("+33612345678 Payé : 49,90 € & plus\n\uD83D\uDE00 %url%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0612345678", "33612345678", "+33", "+0612345678", "buyer"})
  void whatIsNoNumberIsRefusedForGood(String phone) {
    assertThatExceptionOfType(AwsFailure.class)
        .isThrownBy(() -> server().send(phone, "Hello"))
        .satisfies(failure -> assertThat(failure.error()).isEqualTo("InvalidParameter"));
    assertThat(arrived()).isEmpty();
  }

  @Test
  void aTextOfNothingIsRefused() {
    assertThatExceptionOfType(AwsFailure.class)
        .isThrownBy(() -> server().send("+33612345678", ""))
        .satisfies(failure -> assertThat(failure.error()).isEqualTo("InvalidParameter"));
  }
}
