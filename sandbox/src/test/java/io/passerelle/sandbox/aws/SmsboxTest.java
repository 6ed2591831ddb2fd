package io.passerelle.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Sns;
import io.passerelle.aws.TextServer;
import io.passerelle.sandbox.web.WebServer;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bridge's client of SNS before the sandbox's small SNS: the same that the tests' carrier of
/// text messages in memory is held to.
class SmsboxTest {

  private final Smsbox smsbox = new Smsbox(Clock.systemUTC());
  private final WebServer server = WebServer.bind(0).site("/", smsbox).start();
  private final TextServer client =
      new Sns(
          Map.of(
              "AWS_REGION", "eu-west-3",
              "AWS_ACCESS_KEY_ID", "local",
              "AWS_SECRET_ACCESS_KEY", "local",
              "AWS_ENDPOINT_URL_SNS", server.url() + "/"),
          "Passerelle");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aTextArrivesAsItWasWritten() {
    String text = "Payé : 49,90 € & plus\n\uD83D\uDE00 %url%";

    client.send("+33612345678", text);

    assertThat(smsbox.messages())
        .singleElement()
        .satisfies(sms -> {
          assertThat(sms.to()).isEqualTo("+33612345678");
          assertThat(sms.text()).isEqualTo(text);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0612345678", "33612345678", "+33", "+0612345678", "buyer"})
  void whatIsNoNumberIsRefusedForGood(String phone) {
    assertThatExceptionOfType(AwsFailure.class)
        .isThrownBy(() -> client.send(phone, "Hello"))
        .satisfies(failure -> assertThat(failure.error()).isEqualTo("InvalidParameter"));
    assertThat(smsbox.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_601})
  void aTextOfNothingOrTooMuchIsRefused(int length) {
    assertThatExceptionOfType(AwsFailure.class)
        .isThrownBy(() -> client.send("+33612345678", "a".repeat(length)))
        .satisfies(failure -> assertThat(failure.error()).isEqualTo("InvalidParameter"));
  }
}
