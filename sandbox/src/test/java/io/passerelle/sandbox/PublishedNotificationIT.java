package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Notifications that real gateways signed, posted as they stand to each notification URL.
class PublishedNotificationIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/payment/lyra/ipn",
        "/vads-payment/shopify.callback.a",
        "/vads-cms/ecwid/callback?app-name=lyra",
      })
  void eachIsTakenAndItsOrderStandsAsItSays(String route) throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.start();
        TestShop shop = TestShop.open()) {
      sandbox.saved(formShop(shop));
      sandbox.saved(restShop());

      assertThat(told(sandbox, route, "form-14")).isEqualTo("PAID true AUTHORISED");
      assertThat(told(sandbox, route, "form-15")).isEqualTo("ABANDONED false ABANDONED");
      assertThat(told(sandbox, route, "form-16")).isEqualTo("PENDING false AUTHORISED_TO_VALIDATE");
      assertThat(told(sandbox, route, "kr-09")).isEqualTo("PAID true AUTHORISED");
      assertThat(told(sandbox, route, "kr-10")).isEqualTo("PAID true AUTHORISED");
      assertThat(told(sandbox, route, "kr-11")).isEqualTo("PAID true AUTHORISED");
      assertThat(told(sandbox, route, "kr-12")).isEqualTo("REFUSED false REFUSED");
      assertThat(shop.bodies()).contains(Published.body("form-14"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"form-14", "form-15", "form-16"})
  void whatTheShopIsToldIsByteForByteWhatTheGatewaySent(String id) throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.start();
        TestShop shop = TestShop.open()) {
      sandbox.saved(formShop(shop));
      String body = odd(Published.body(id));

      assertThat(sandbox.http.postForm("/payment/lyra/ipn", body).status()).isEqualTo(200);
      sandbox.settle();

      assertThat(shop.received()).containsExactly(new TestShop.Received("/payment/lyra/ipn", body));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNEXISTING_STATUS", "form-17 as it stands"})
  void aStatusThatNobodyKnowsIsKeptAsUnknown(String status) throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.start();
        TestShop shop = TestShop.open()) {
      sandbox.saved(formShop(shop));
      Map<String, String> fields = Published.fields("form-14");
      fields.put("vads_trans_status", status);
      String body =
          status.startsWith("form")
              ? Published.body("form-17")
              : Published.signed(fields, Published.FORM_KEY);

      Http.Reply reply = sandbox.http.postForm("/payment/lyra/ipn", body);
      sandbox.settle();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).contains("nknown status");
      String order = status.startsWith("form") ? "SO004-2" : "SO004";
      assertThat(sandbox.order(Published.FORM_SHOP, order).path("state").asText())
          .isEqualTo("UNKNOWN");
      assertThat(shop.bodies()).isEmpty();
    }
  }

  /// Answers state, whether it is paid, and the status of the attempt.
  private static String told(RunningSandbox sandbox, String route, String id) {
    Http.Reply reply = sandbox.http.postForm(route, Published.body(id));
    assertThat(reply.status()).as(id + " " + reply.body()).isEqualTo(200);
    assertThat(reply.body()).startsWith("OK-");
    sandbox.settle();
    String site = id.startsWith("kr") ? Published.REST_SHOP : Published.FORM_SHOP;
    JsonNode order = sandbox.order(site, Published.order(id));
    List<String> statuses = order.path("attempts").findValuesAsText("status");
    return order.path("state").asText()
        + " "
        + order.path("paid").asBoolean()
        + " "
        + String.join(" ", statuses);
  }

  /// The same form in a spelling that decoding and encoding again would not give back.
  private static String odd(String body) {
    return body.replace("%27", "'").replace("%C3%A9", "%c3%a9") + "&&";
  }

  private static ObjectNode formShop(TestShop shop) {
    return Calls.shop(shop.url(), Published.FORM_SHOP).put("testKey", Published.FORM_KEY);
  }

  private static ObjectNode restShop() {
    ObjectNode shop = Json.object().put("siteId", Published.REST_SHOP).put("label", "Demo");
    shop.put("testKey", "2222222222222222").put("restPassword", Published.REST_PASSWORD);
    shop.putObject("connection").put("platform", "none");
    return shop;
  }
}
