package io.passerelle.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.Verdict.Delivered;
import io.passerelle.delivery.Verdict.Failed;
import io.passerelle.delivery.Verdict.Redirected;
import io.passerelle.delivery.Verdict.Suspicion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

  @Test
  void exactlyTheGatewaysTwelveStatusesAreSuccess() {
    List<Integer> successes =
        IntStream.range(200, 1_000)
            .filter(status -> Verdict.of(answered(status, "")).succeeded())
            .boxed()
            .toList();

    assertThat(successes)
        .containsExactly(200, 201, 202, 203, 204, 205, 206, 301, 302, 303, 307, 308);
  }

  @ParameterizedTest
  @CsvSource({
    "207, OTHER",
    "226, OTHER",
    "300, REDIRECT",
    "304, REDIRECT",
    "305, REDIRECT",
    "306, REDIRECT",
    "309, REDIRECT",
    "400, OTHER_4XX",
    "401, UNAUTHORISED",
    "402, OTHER_4XX",
    "403, UNAUTHORISED",
    "404, NOT_FOUND",
    "405, OTHER_4XX",
    "410, OTHER_4XX",
    "429, OTHER_4XX",
    "500, SERVER_5XX",
    "502, SERVER_5XX",
    "503, MAINTENANCE",
    "504, SERVER_5XX",
    "520, SERVER_5XX",
    "600, OTHER",
    "999, OTHER"
  })
  void everyOtherStatusIsAFailureOfItsClass(int status, FailureClass failureClass) {
    assertThat(Verdict.of(answered(status, "")))
        .isEqualTo(new Failed(failureClass, OptionalInt.of(status), Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource
  void everyWayOfNotAnsweringIsAFailureOfItsClass(Finding finding) {
    Unanswered answer = finding.after(Timings.total(1));

    Failed failed = (Failed) Verdict.of(answer);

    assertThat(failed.failureClass().name()).isEqualTo(finding.trouble().name());
    assertThat(failed.finding()).contains(finding);
    assertThat(failed.status()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "500, <title>Site en maintenance</title>, MAINTENANCE",
    "502, We are DOWN FOR MAINTENANCE, MAINTENANCE",
    "418, Boutique momentanément fermée, MAINTENANCE",
    "500, maintenance contract number missing, SERVER_5XX",
    "403, Site en maintenance, UNAUTHORISED",
    "304, Site en maintenance, REDIRECT"
  })
  void anErrorPageThatSpeaksOfMaintenanceIsOne(int status, String text, FailureClass expected) {
    assertThat(((Failed) Verdict.of(answered(status, text))).failureClass()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "OK-Accepted payment, false",
    "'', false",
    "KO-Invalid signature, true",
    "Fatal error: Uncaught, true",
    "Une erreur est survenue, true",
    "TOKYO, false",
    "terrors, false"
  })
  void aSuccessWhoseTextSaysErrorStaysASuccessAndIsMarked(String text, boolean saysError) {
    assertThat(Verdict.of(answered(200, text))).isEqualTo(new Delivered(200, saysError));
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/ipn/, '', NONE",
    "https://shop.example/web/login?next=x, '', LOGIN",
    "https://shop.example/wp-login.php, '', LOGIN",
    "https://shop.example/password, '', LOGIN",
    "https://shop.example/blogging, '', NONE",
    "/maintenance.html, '', MAINTENANCE",
    "/coming-soon, '', MAINTENANCE",
    "/, <input type=\"password\">, LOGIN",
    "/, Site en maintenance, MAINTENANCE"
  })
  void aRedirectIsASuccessShownAsWhatItIs(String location, String text, Suspicion suspicion) {
    Answer answer = new Answered(302, text, Optional.of(location), Timings.total(1));

    assertThat(Verdict.of(answer))
        .isEqualTo(new Redirected(302, Optional.of(location.replaceAll("[?].*", "")), suspicion));
    assertThat(Verdict.of(answer).succeeded()).isTrue();
  }

  private static Answer answered(int status, String text) {
    return new Answered(status, text, Optional.empty(), Timings.total(1));
  }
}
