package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// Buying at the simulated Ecwid store, by its calls for tests.
final class EcwidCalls {

  static final String SITE = "23456789";
  static final String STORE = "/sandbox/ecwid/23456789/";

  private final RunningSandbox sandbox;

  EcwidCalls(RunningSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /// A checkout that was begun: the order's id and reference, the form, and where it came to.
  record Checkout(String id, String reference, String returnUrl, Map<String, String> form) {}

  Checkout begin(String cart) {
    Http.Reply begun = sandbox.http.postForm(STORE + "control/checkouts", cart);
    assertThat(begun.status()).as(begun.body()).isEqualTo(200);
    return checkout(begun.json());
  }

  Checkout withCart(Checkout checkout, String cart) {
    return checkout(
        sandbox
            .http
            .postForm(STORE + "control/orders/" + checkout.id() + "/checkout", cart)
            .json());
  }

  private static Checkout checkout(JsonNode json) {
    Map<String, String> form = new LinkedHashMap<>();
    json.path("fields")
        .properties()
        .forEach(field -> form.put(field.getKey(), field.getValue().asText()));
    return new Checkout(
        json.path("id").asText(),
        json.path("reference").asText(),
        json.path("returnUrl").asText(),
        form);
  }

  Http.Reply sent(Checkout checkout) {
    return sandbox.http.postForm("/ecwid/payment?app-name=systempay", checkout.form());
  }

  /// The gateway's payment page, through Passerelle's.
  String page(Checkout checkout) {
    Http.Reply page = sent(checkout);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    Http.Reply gateway =
        sandbox.http.postForm(Calls.action(page.body()), Calls.inputs(page.body()));
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    return gateway.location();
  }

  JsonNode pay(String page, ObjectNode how) {
    Http.Reply reply = sandbox.http.post("/sandbox/api/gateway/payments", how.put("page", page));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  JsonNode pay(String page) {
    return pay(page, Json.object().put("card", Calls.GOOD_CARD));
  }

  JsonNode atEcwid(Checkout checkout) {
    return sandbox.http.get(STORE + "control/orders/" + checkout.id()).json();
  }

  JsonNode atBridge(Checkout checkout) {
    return sandbox.order(SITE, checkout.reference());
  }

  JsonNode webhooks() {
    return sandbox.http.get(STORE + "control/webhooks").json();
  }

  void tell(String call, Map<String, String> fields) {
    assertThat(sandbox.http.postForm(STORE + "control/" + call, fields).status()).isEqualTo(200);
  }
}
