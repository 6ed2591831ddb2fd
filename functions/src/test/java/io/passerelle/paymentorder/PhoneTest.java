package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+33612345678",
        "0033612345678",
        "+33 6 12 34 56 78",
        "+33 (0)6.12-34/56\u00a078",
        "0033(0)6 12345678"
      })
  void whatPeopleWriteIsRead(String written) {
    assertThat(Phone.read("phone", written)).isEqualTo("+33612345678");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0612345678",
        "+0612345678",
        "+33",
        "++33612345678",
        "+33x12345678",
        "+1234567890123456",
        "٣٣٦١٢٣٤٥٦٧٨"
      })
  void whatIsNoNumberOfACountryIsRefused(String written) {
    assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> Phone.read("phone", written));
  }
}
