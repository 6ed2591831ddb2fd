package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A buyer who comes too late asks for a new link.
class LinkRenewalTest {

  private static final String SETTINGS =
      "{\"shopUrl\": \"https://shop.example/\", \"alertLanguage\": \"fr\"}";
  private static final String ALERTED =
      """
      {"action": "saveShop", "shop": {"siteId": "12345678", "rules": [{"kind": "END_OF_PAYMENT",
       "alertEmails": "boss@shop.example"}]}}\
      """;

  private final Bridge bridge = new Bridge();
  private final Links links = new Links(bridge).withSettings(SETTINGS);

  @Test
  void theMerchantIsMailedOnceADayInTheirLanguage() {
    bridge.operator(ALERTED);
    String code = expired();
    Links.Browser buyer = links.browser(code);
    assertThat(Links.body(buyer.open())).contains("Demander un nouveau lien", "name=\"ask\"");

    Json answer = buyer.send("ask=1");
    links.browser(code, "198.51.100.7").send("ask=1");
    bridge.work();

    assertThat(answer.get("statusCode").number()).contains(303L);
    assertThat(answer.get("headers").get("location").text()).contains("/t/" + code);
    assertThat(bridge.mails).hasSize(1);
    assertThat(bridge.mails.getFirst().to()).containsExactly("boss@shop.example");
    assertThat(Mails.text(bridge.mails.getFirst()))
        .contains("SO0042-1", "un acheteur demande un nouveau lien", "49,90", "16 janvier 2026");
    assertThat(Links.body(buyer.open()))
        .contains("a reçu votre demande")
        .doesNotContain("<form", "name=\"ask\"");
  }

  @Test
  void theNextDayItMayBeAskedAgain() {
    bridge.operator(ALERTED);
    String code = expired();
    links.browser(code).send("ask=1");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(3)));

    assertThat(Links.body(links.browser(code).open())).contains("name=\"ask\"");
    links.browser(code).send("ask=1");
    bridge.work();

    assertThat(bridge.mails).hasSize(2);
  }

  @Test
  void openingNeverAsks() {
    bridge.operator(ALERTED);
    String code = expired();
    List<Table.Row> stored = bridge.stored();

    links.browser(code).open("ask=1");
    links.call("HEAD", code, "ask=1", Optional.empty());
    bridge.work();

    assertThat(bridge.stored()).isEqualTo(stored);
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void whereNobodyIsMailedNothingIsOffered() {
    String code = expired();

    assertThat(Links.body(links.browser(code).open()))
        .contains("Demandez à la boutique de la prolonger")
        .doesNotContain("<form");
    links.browser(code).send("ask=1");
    bridge.work();

    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void onlyAnExpiredOneIsAskedFor() {
    bridge.operator(ALERTED);
    String code = links.made();

    Json running = links.browser(code).send("ask=1");
    links.update("\"do\":\"CANCEL\"");
    Json cancelled = links.browser(code).send("ask=1");
    bridge.work();

    assertThat(running.get("statusCode").number()).contains(303L);
    assertThat(cancelled.get("statusCode").number()).contains(303L);
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void oneAddressAsksForTenLinksADayAndNoMore() {
    bridge.operator(ALERTED);
    for (int i = 0; i < 11; i++) {
      links.create(
          "\"reference\":\"R-%d\",\"amount\":100,\"validUntil\":\"2026-01-16\"".formatted(i));
    }
    List<String> codes =
        bridge
            .operator("{\"action\":\"paymentOrders\",\"siteId\":\"12345678\"}")
            .get("body")
            .get("paymentOrders")
            .items()
            .stream()
            .map(Links::code)
            .toList();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(2)));

    List<Long> statuses =
        codes.stream()
            .map(code -> links.browser(code).send("ask=1").get("statusCode").number().orElseThrow())
            .toList();

    assertThat(statuses.subList(0, 10)).containsOnly(303L);
    assertThat(statuses.getLast()).isEqualTo(429L);
    assertThat(links.browser(codes.getLast(), "198.51.100.7").send("ask=1").get("statusCode"))
        .extracting(status -> status.number().orElseThrow())
        .isEqualTo(303L);
  }

  @Test
  void anExtensionMakesTheSameLinkPayable() {
    bridge.operator(ALERTED);
    String code = expired();
    links.browser(code).send("ask=1");

    links.update("\"do\":\"CHANGE_VALIDITY\",\"validUntil\":\"2026-01-20\"");

    assertThat(links.browser(code).leave()).containsEntry("vads_amount", "4990");
  }

  private String expired() {
    String code = links.made(",\"validUntil\":\"2026-01-16\"");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(2)));
    return code;
  }
}
