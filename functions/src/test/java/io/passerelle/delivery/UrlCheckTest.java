package io.passerelle.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.UrlFinding.Remark;
import io.passerelle.delivery.UrlFinding.Severity;
import io.passerelle.payment.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UrlCheckTest {

  private static final String URL = "https://shop.example/ipn";
  private static final Timings QUICK = Timings.total(120);

  @Test
  void aUrlThatAnswersHasNothingToCorrect() {
    List<Outgoing> sent = new ArrayList<>();
    UrlCheck check =
        new UrlCheck(request -> {
          sent.add(request);
          return answered(200, "KO-Invalid signature.");
        });

    UrlCheck.Result result = check.test(URL, Mode.PRODUCTION);

    assertThat(result.ok()).isTrue();
    assertThat(result.findings()).isEmpty();
    assertThat(sent).singleElement().satisfies(one -> assertThat(one.body()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | Site en maintenance                  | MAINTENANCE_PAGE | ERROR
          200 | <input type="password">              | LOGIN_PAGE       | ERROR
          400 | KO                                   | REFUSES_EMPTY    | WARNING
          401 |                                      | UNAUTHORISED     | ERROR
          403 |                                      | UNAUTHORISED     | ERROR
          404 |                                      | NOT_FOUND        | ERROR
          405 |                                      | OTHER_4XX        | ERROR
          422 |                                      | REFUSES_EMPTY    | WARNING
          500 |                                      | SERVER_5XX       | ERROR
          500 | Down for maintenance                 | MAINTENANCE      | ERROR
          503 |                                      | MAINTENANCE      | ERROR
          301 |                                      | REDIRECT         | ERROR
          304 |                                      | REDIRECT         | ERROR
          """)
  void anAnswerThatWillNotDoIsExplainedInBothLanguages(
      int status, String text, String code, Severity severity) {
    UrlCheck.Result result = test(URL, answered(status, text == null ? "" : text));

    assertThat(result.status()).isEqualTo(status);
    assertThat(result.ok()).isEqualTo(severity == Severity.WARNING);
    assertThat(result.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(code);
          assertThat(finding.severity()).isEqualTo(severity);
          assertThat(finding.advice()).isNotBlank().isNotEqualTo(finding.conseil());
          assertThat(finding.conseil()).isNotBlank().doesNotContain("{0}");
        });
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void whereNoAnswerCameWhatWasMetIsTheCode(Finding finding) {
    UrlCheck.Result result = test(URL, finding.after(QUICK));

    assertThat(result.ok()).isFalse();
    assertThat(result.status()).isZero();
    assertThat(result.findings().getFirst().code()).isEqualTo(finding.name());
  }

  @ParameterizedTest
  @EnumSource(Remark.class)
  void everyRemarkHasItsAdvice(Remark remark) {
    UrlFinding finding = UrlFinding.of(remark, Severity.WARNING, "x");

    assertThat(finding.advice()).hasSizeGreaterThan(20);
    assertThat(finding.conseil()).hasSizeGreaterThan(20);
  }

  @Test
  void aRedirectShowsWhereToWithoutTheQuery() {
    Answer redirect =
        new Answered(
            302, "", Optional.of("https://user:pass@www.shop.example/login?token=abc#x"), QUICK);

    String advice = test(URL, redirect).findings().getFirst().advice();

    assertThat(advice).contains("to https://www.shop.example/login.");
    assertThat(advice).doesNotContain("token").doesNotContain("pass@");
  }

  @Test
  void plainHttpIsAnErrorInProductionAndAWarningInTest() {
    UrlCheck check = new UrlCheck(_ -> answered(200, "OK"));

    UrlCheck.Result production = check.test("http://shop.example/", Mode.PRODUCTION);
    UrlCheck.Result trial = check.test("http://shop.example/", Mode.TEST);

    assertThat(production.ok()).isFalse();
    assertThat(trial.ok()).isTrue();
    assertThat(trial.findings()).extracting(UrlFinding::code).containsExactly("NOT_HTTPS");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example:8443/x, true",
    "https://shop.example:443/x, false",
    "https://shop.example/x:8443, false",
    "https://[2001:db8::1]/x, false",
    "https://[2001:db8::1]:444, true",
    "http://shop.example:80?a=b:9, false"
  })
  void aPortThatFirewallsMayCloseIsRemarked(String url, boolean odd) {
    List<UrlFinding> findings = UrlCheck.ofTheUrl(url, Mode.TEST);

    assertThat(findings.stream().anyMatch(one -> one.code().equals("ODD_PORT"))).isEqualTo(odd);
  }

  @Test
  void aSlowAnswerIsRemarked() {
    Answer slow = new Answered(200, "OK", Optional.empty(), Timings.total(6_400));

    UrlCheck.Result result = test(URL, slow);

    assertThat(result.ok()).isTrue();
    assertThat(result.findings().getFirst().advice()).contains("took 6 seconds");
  }

  private static UrlCheck.Result test(String url, Answer answer) {
    return new UrlCheck(_ -> answer).test(url, Mode.PRODUCTION);
  }

  private static Answer answered(int status, String text) {
    return new Answered(status, text, Optional.empty(), QUICK);
  }
}
