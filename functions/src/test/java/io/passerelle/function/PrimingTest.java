package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimingTest {

  @Test
  void aNotificationGoesAllTheWay() throws IOException {
    String answer = Priming.rehearse(GatewayNotificationFunction::new, 2);

    assertThat(answer).contains("\"statusCode\":200").contains("OK-Accepted payment");
  }

  @Test
  void aCheckoutGoesAllTheWay() throws IOException {
    String answer = Priming.rehearse(CheckoutFunction::new, 2);

    assertThat(answer).contains("\"statusCode\":200").contains("https://secure.lyra.com/");
  }

  @Test
  void allOfAwsIsPlayedOnLoopback() throws IOException {
    try (Rehearsal aws = new Rehearsal()) {
      Map<String, String> environment = aws.environment();

      assertThat(environment.get("AWS_ENDPOINT_URL")).startsWith("http://127.0.0.1:");
      assertThat(environment.keySet())
          .noneMatch(name -> name.startsWith("AWS_ENDPOINT_URL_") || name.contains("CONTAINER"));
    }
  }

  @Test
  void nothingIsLogged() {
    String logged = logged(() -> Priming.prime(GatewayNotificationFunction::new));

    assertThat(logged).isEmpty();
  }

  @Test
  void troubleIsLoggedAndThenForgotten() {
    String logged =
        logged(() ->
            Priming.prime(wiring -> {
              throw new IllegalStateException("broken");
            }));

    assertThat(logged).contains("priming failed").contains("IllegalStateException");
  }

  @Test
  void aFunctionAnswersAfterItAsBefore() {
    Bridge before = new Bridge().withShop();
    Bridge after = new Bridge().withShop();
    byte[] form = Requests.notification("AUTHORISED");
    Json expected = before.notification(form);

    Priming.prime(GatewayNotificationFunction::new);

    Json answer = after.notification(form);
    assertThat(answer.get("body").text()).isEqualTo(expected.get("body").text());
    assertThat(after.order()).isEqualTo(before.order());
  }

  private static String logged(Runnable action) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(out);
    }
    return bytes.toString(UTF_8);
  }
}
