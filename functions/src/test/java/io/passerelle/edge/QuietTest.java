package io.passerelle.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Rejection.Reason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What must not be said is not said.
class QuietTest {

  @Test
  void aSecretIsNeverPrinted() {
    Secret secret = Secret.of("1122334455667788");

    assertThat(secret).hasToString("***");
    assertThat("key " + secret).doesNotContain("1122");
    assertThat(String.valueOf(new Object[] {secret}[0])).isEqualTo("***");
    assertThat(secret.reveal()).isEqualTo("1122334455667788");
  }

  @Test
  void secretsAreEqualByTheirValue() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    assertThat(Secret.of("").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void aRejectionSaysItsReasonAndNothingElse(Reason reason) {
    assertThat(new Rejection(reason).words()).isEqualTo(reason.words());
    assertThat(new Rejection(reason, "vads_amount").words())
        .isEqualTo(reason.words() + ": vads_amount");
    assertThat(reason.status()).isBetween(400, 429);
    assertThat(reason.words().length()).isLessThan(40);
  }

  @Test
  void onlyFieldsOfTheListCanBeLogged() {
    String line = logged(() -> Log.line("x").with(Log.Field.SITE, "12345678").write());

    assertThat(line.lines()).containsExactly("{\"event\":\"x\",\"site\":\"12345678\"}");
    assertThat(Log.Field.values())
        .extracting(Enum::name)
        .doesNotContain("BODY", "KEY", "SIGNATURE", "SECRET", "EMAIL", "NAME", "HEADERS", "QUERY");
  }

  @Test
  void aLoggedValueIsShortAndStaysOnItsLine() {
    String line =
        logged(() -> Log.line("x").with(Log.Field.ORDER, "a\n{\"event\":\"forged\"}").write());
    String shortened = logged(() -> Log.line("x").with(Log.Field.PATH, "p".repeat(999)).write());

    assertThat(line.lines()).hasSize(1);
    assertThat(Json.parse(shortened).get("path").text("")).hasSize(200);
  }

  private static synchronized String logged(Runnable action) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(UTF_8);
  }
}
