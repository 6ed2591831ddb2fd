package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Rules;
import io.passerelle.delivery.Sender;
import io.passerelle.delivery.http.AddressGuard;
import io.passerelle.delivery.http.HttpSender;
import io.passerelle.delivery.http.Limits;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleUrlsTest {

  private final Bridge bridge = new Bridge().withShop();

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/x, address not on the public internet",
    "https://169.254.169.254/latest, address not on the public internet",
    "https://127.0.0.1:8080/x, address not on the public internet",
    "'https://[::1]/x', address not on the public internet",
    "'https://[fd00::1]:8443/x', address not on the public internet",
    "https://2130706433/x, address in an unusual form",
    "https://user:pw@shop.example/x, user name or password in the URL",
    "https://shop.example:99999/x, bad port",
    "https://shop.example/x#y, fragment in the URL"
  })
  void aUrlThatCanNeverBeCalledIsRefusedWithItsPlace(String url, String why) {
    try (HttpSender sender = sender(false)) {
      Assertions.assertThatExceptionOfType(Rejection.class)
          .isThrownBy(() -> new RuleUrls(sender).findings(rules(url)))
          .satisfies(rejection ->
              assertThat(rejection.detail())
                  .isEqualTo("rules[0].urlProduction cannot be called: " + why));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://inside.example/x, FORBIDDEN",
    "https://gone.example/x, NAME_UNKNOWN",
    "http://shop.example/x, NOT_HTTPS",
    "https://shop.example:8443/x, ODD_PORT"
  })
  void whatMayYetBeCorrectedElsewhereIsSaidAndSaved(String url, String code) {
    try (HttpSender sender = sender(false)) {
      List<String> findings = new RuleUrls(sender).findings(rules(url));

      Json finding = Json.parse(findings.getFirst());
      assertThat(findings).hasSize(1);
      assertThat(finding.get("code").text()).contains(code);
      assertThat(finding.get("field").text()).contains("rules[0].urlProduction");
      assertThat(finding.get("conseil").text("")).isNotBlank();
    }
  }

  @Test
  void theSandboxMayCallLoopback() {
    try (HttpSender sender = sender(true)) {
      List<String> findings = new RuleUrls(sender).findings(rules("https://127.0.0.1/x"));

      assertThat(findings).isEmpty();
    }
  }

  @Test
  void afterAFewSlowNamesNoMoreAreLookedUp() {
    List<String> asked = new ArrayList<>();
    Sender slow =
        new Sender() {
          @Override
          public Answer send(Outgoing request) {
            throw new AssertionError("nothing is sent when a shop is saved");
          }

          @Override
          public Optional<Finding> foresee(String url) {
            asked.add(url);
            return Optional.of(Finding.LOOKUP_SLOW);
          }
        };
    String[] urls = new String[20];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = "https://slow" + i + ".example/";
    }

    List<String> findings = new RuleUrls(slow).findings(rules(urls));

    assertThat(asked).hasSize(3);
    assertThat(findings).hasSize(3);
  }

  @Test
  void savingAShopCallsNobodyAndSaysWhatItSaw() {
    Json saved =
        bridge.operator(
            """
            {"action":"saveShop","shop":{"siteId":"12345678","rules":[
             {"kind":"CUSTOM","label":"ERP","urlProduction":"http://erp.example/"}]}}
            """);

    assertThat(bridge.calls).isEmpty();
    assertThat(saved.get("body").get("urlFindings").items())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.get("rule").text()).contains("ERP");
          assertThat(finding.get("severity").text()).contains("ERROR");
        });
    assertThat(saved.get("body").get("siteId").text()).contains("12345678");
  }

  @Test
  void aUrlIsTestedOnDemandWithAnEmptyForm() {
    bridge.answers.add(Bridge.answered(404, "Not here"));

    Json tested = test("\"https://shop.example/ipn\"", "PRODUCTION");

    assertThat(bridge.calls).singleElement().satisfies(call -> assertThat(call.body()).isEmpty());
    assertThat(tested.get("body").get("ok").flag()).contains(false);
    assertThat(tested.get("body").get("status").number()).contains(404L);
    assertThat(tested.get("body").get("findings").items().getFirst().get("code").text())
        .contains("NOT_FOUND");
    assertThat(tested.get("body").get("timings").get("totalMillis").number()).contains(1_400L);
  }

  @ParameterizedTest
  @CsvSource({"'\"\"', TEST, 422", "5, TEST, 422", "'\"https://a.example/\"', LIVE, 422"})
  void whatCannotBeTestedIsSaid(String url, String mode, long status) {
    assertThat(test(url, mode).get("status").number()).contains(status);
    assertThat(bridge.calls).isEmpty();
  }

  @Test
  void onlyAKnownShopTestsUrls() {
    Json answer =
        bridge.operator(
            "{\"action\":\"testUrl\",\"siteId\":\"99999999\",\"url\":\"https://a.example/\"}");

    assertThat(answer.get("status").number()).contains(404L);
    assertThat(bridge.calls).isEmpty();
  }

  private Json test(String url, String mode) {
    return bridge.operator(
        "{\"action\":\"testUrl\",\"siteId\":\"12345678\",\"url\":"
            + url
            + ",\"mode\":\""
            + mode
            + "\"}");
  }

  private static Rules rules(String... urls) {
    List<String> rules = new ArrayList<>();
    for (String url : urls) {
      rules.add(
          "{\"kind\":\"CUSTOM\",\"label\":\"r%d\",\"urlProduction\":\"%s\"}"
              .formatted(rules.size(), url));
    }
    return Rules.read(Json.parse("[" + String.join(",", rules) + "]"));
  }

  private static HttpSender sender(boolean loopback) {
    return new HttpSender(
        new AddressGuard(loopback),
        name ->
            switch (name) {
              case "gone.example" -> throw new UnknownHostException(name);
              case "inside.example" -> List.of(InetAddress.ofLiteral("10.1.2.3"));
              default -> List.of(InetAddress.ofLiteral("192.0.43.8"));
            },
        Limits.STANDARD);
  }
}
