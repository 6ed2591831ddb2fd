package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Outgoing;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.gateway.AnswerSigner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A rule's URL is told in the rule's format, and the platform in the one that came.
class RuleFormatTest {

  private static final String RULES =
      """
      {"action":"saveShop","shop":{"siteId":"12345678","rules":[
      {"kind":"END_OF_PAYMENT","label":"form","urlTest":"https://rule.example/form","format":"FORM",
      "alertEmails":"boss@shop.example"},
      {"kind":"END_OF_PAYMENT","label":"rest","urlTest":"https://rule.example/rest","format":"REST"}]}}
      """;

  @Test
  void aFormIsToldInRestToTheUrlThatWantsIt() {
    Bridge bridge = bridge();
    byte[] told = Requests.notification("AUTHORISED");

    bridge.notification(told);
    bridge.work();

    assertThat(body(bridge, "/payment/lyra/ipn")).isEqualTo(told);
    assertThat(body(bridge, "/form")).isEqualTo(told);
    Map<String, String> rest = Form.parse(body(bridge, "/rest")).fields();
    String answer = rest.getOrDefault("kr-answer", "");
    assertThat(rest).containsEntry("kr-hash", new AnswerSigner(Requests.PASSWORD).sign(answer));
    assertThat(Json.parse(answer).get("orderStatus").text()).contains("PAID");
  }

  @Test
  void anAnswerIsToldAsAFormToTheUrlThatWantsIt() {
    Bridge bridge = bridge();
    byte[] told = Requests.rest(Requests.restAnswer("AUTHORISED"), Requests.PASSWORD);

    bridge.notification(told);
    bridge.work();

    assertThat(body(bridge, "/payment/lyra/ipn")).isEqualTo(told);
    assertThat(body(bridge, "/rest")).isEqualTo(told);
    Bridge shop = bridge();
    Json reply = shop.notification(body(bridge, "/form"));
    assertThat(reply.get("body").text()).contains("OK-Accepted payment, order has been updated.");
    assertThat(shop.order().transactions()).isEqualTo(bridge.order().transactions());
  }

  @Test
  void aReplaySendsTheSameBytes() {
    Bridge bridge = bridge();
    bridge.shopAnswers(503, 503, 503);

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    bridge.minutesPass(15);

    assertThat(bodies(bridge, "/rest")).hasSize(2);
    assertThat(bodies(bridge, "/rest").getFirst()).isEqualTo(bodies(bridge, "/rest").getLast());
  }

  @Test
  void withoutTheKeyThatAFormatNeedsNothingIsSentAndTheMerchantIsToldWhich() {
    Bridge bridge = new Bridge();
    bridge.operator(Bridge.event("operator").replace("\"restPassword\"", "\"unusedName\""));
    bridge.operator(RULES);

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    assertThat(bodies(bridge, "/rest")).isEmpty();
    assertThat(bodies(bridge, "/form")).hasSize(1);
    assertThat(bridge.page().history())
        .anyMatch(line ->
            line.info().contains("error=NO_KEY, response=the shop has no REST password for TEST"));
    assertThat(bridge.mails).hasSize(1);
  }

  private static Bridge bridge() {
    Bridge bridge = new Bridge().withShop();
    bridge.operator(RULES);
    return bridge;
  }

  private static byte[] body(Bridge bridge, String path) {
    return bodies(bridge, path).getFirst();
  }

  private static List<byte[]> bodies(Bridge bridge, String path) {
    return bridge.calls.stream()
        .filter(call -> call.url().endsWith(path))
        .map(Outgoing::body)
        .toList();
  }
}
