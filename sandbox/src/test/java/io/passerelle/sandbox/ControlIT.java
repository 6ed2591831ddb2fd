package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Calls.Purchase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sandbox's control calls: what is not understood is refused with a 4xx and a reason.
class ControlIT {

  private static final String ODOO =
      "\"connection\": {\"platform\": \"odoo\", \"url\": \"http://127.0.0.1:1\"}";

  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /sandbox/api/shops | not JSON",
        "POST | /sandbox/api/shops | []",
        "POST | /sandbox/api/shops | {}",
        "POST | /sandbox/api/shops | {\"siteId\": \"1234\", \"testKey\": \"k\"}",
        "POST | /sandbox/api/shops | {\"siteId\": \"45000001\"}",
        "POST | /sandbox/api/shops | {\"siteId\": \"45000001\", \"testKey\": \"\"}",
        "POST | /sandbox/api/shops | {\"siteId\": \"45000001\", \"testKey\": \"k\", \"mode\":"
            + " \"X\"}",
        "POST | /sandbox/api/shops | {\"siteId\": \"45000001\", \"testKey\": \"k\", \"brand\":"
            + " \"x\"}",
        "POST | /sandbox/api/shops"
            + " | {\"siteId\": \"45000001\", \"testKey\": \"k\", \"algorithm\": \"MD5\"}",
        "POST | /sandbox/api/shops"
            + " | {\"siteId\": \"45000001\", \"testKey\": \"k\", \"mode\": \"PRODUCTION\"}",
        "POST | /sandbox/api/shops | {\"siteId\": \"45000001\", \"testKey\": \"k\", \"connection\":"
            + " {\"platform\": \"x\"}}",
        "POST | /sandbox/api/shops"
            + " | {\"siteId\": \"45000001\", \"testKey\": \"k\","
            + " \"connection\": {\"platform\": \"odoo\"}}",
        "POST | /sandbox/api/shops"
            + " | {\"siteId\": \"45000001\", \"testKey\": \"k\","
            + " \"connection\": {\"platform\": \"odoo\", \"url\": \"ftp://a\"}}",
        "POST | /sandbox/api/shops"
            + " | {\"siteId\": \"45000001\", \"testKey\": \"k\","
            + " \"connection\": {\"platform\": \"none\", \"surprise\": \"x\"}}",
        "POST | /sandbox/api/shops"
            + " | {\"siteId\": \"45000001\", \"testKey\": \"k\", \"rules\": [{\"kind\": \"X\"}]}",
        "POST | /sandbox/api/shops"
            + " | {\"siteId\": \"45000001\", \"testKey\": \"k\","
            + " \"rules\": [{\"kind\": \"CUSTOM\", \"alertEmails\": \"nobody\"}]}",
        "POST | /sandbox/api/shops"
            + " | {\"siteId\": \"45000001\", \"testKey\": \"k\","
            + " \"rules\": [{\"kind\": \"CUSTOM\", \"urlTest\": \"file:///etc/passwd\"}]}",
        "GET | /sandbox/api/shops/99999999 | ''",
        "GET | /sandbox/api/shops/nobody | ''",
        "GET | /sandbox/api/orders/12345678/none | ''",
        "GET | /sandbox/api/orders/99999999/none | ''",
        "GET | /sandbox/api/orders/x | ''",
        "POST | /sandbox/api/deliveries/nothing/resend | {}",
        "POST | /sandbox/api/clock | {\"to\": \"2026-01-15T10:06:59Z\"}",
        "POST | /sandbox/api/clock | {\"advance\": \"-PT1S\"}",
        "POST | /sandbox/api/clock | not JSON",
        "POST | /sandbox/api/clock | {\"advance\": 15}",
        "POST | /sandbox/api/faults | {\"target\": \"moon\", \"kind\": \"error\"}",
        "POST | /sandbox/api/gateway/payments | not JSON",
        "POST | /sandbox/api/gateway/payments | {\"page\": \"nowhere\"}",
        "POST | /sandbox/api/gateway/payments | {}",
        "POST | /sandbox/api/gateway/transactions/none/events | {\"event\": \"CAPTURE\"}",
      })
  void whatIsNotUnderstoodIsRefusedWithAReason(String method, String path, String body) {
    Http.Reply reply =
        method.equals("GET") ? sandbox.http.get(path) : sandbox.http.post(path, body);

    assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
    assertThat(reply.json().path("error").asText()).isNotEmpty();
    assertThat(sandbox.http.get("/sandbox/api/clock").json().path("now").asText())
        .isEqualTo("2026-01-15T10:07:00Z");
  }

  @Test
  void aFieldThatNobodyKnowsIsRefusedInAConnectionOfEveryPlatform() {
    String shop = "{\"siteId\": \"45000002\", \"testKey\": \"k\", " + ODOO + "}";
    assertThat(sandbox.http.post("/sandbox/api/shops", shop).status()).isEqualTo(200);

    Http.Reply reply =
        sandbox.http.post(
            "/sandbox/api/shops", shop.replace("\"url\"", "\"token\": \"x\", \"url\""));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("error").asText()).contains("connection");
  }

  @Test
  void aTransactionOnlyDoesWhatItCan() {
    Purchase purchase = sandbox.checkout("12345678", "lamp");
    String uuid = sandbox.pay(purchase).path("transactionUuid").asText();
    String events = "/sandbox/api/gateway/transactions/" + uuid + "/events";

    for (String impossible :
        new String[] {
          "{\"event\": \"REFUND\"}",
          "{\"event\": \"DANCE\"}",
          "{}",
          "[]",
          "{\"event\": \"CAPTURE\", \"late\": \"soon\"}",
          "{\"event\": \"MODIFY\", \"amount\": \"all\"}",
        }) {
      assertThat(sandbox.http.post(events, impossible).status()).as(impossible).isEqualTo(400);
    }
    assertThat(sandbox.http.get(events).status()).isEqualTo(405);
  }

  @Test
  void aPageIsPaidOnce() {
    Purchase purchase = sandbox.checkout("12345678", "lamp");
    sandbox.pay(purchase);

    String again = "{\"page\": \"" + purchase.page() + "\"}";

    assertThat(sandbox.http.post("/sandbox/api/gateway/payments", again).status()).isEqualTo(400);
  }

  @Test
  void aShopIsReadBackWithoutItsSecrets() {
    ObjectNode given = Calls.shop("http://127.0.0.1:1", "45000003");
    JsonNode saved = sandbox.saved(given);

    JsonNode read = sandbox.http.get("/sandbox/api/shops/45000003").json();

    assertThat(read).isEqualTo(saved);
    assertThat(read.path("hasTestKey").asBoolean()).isTrue();
    assertThat(read.at("/rules/0/alertEmails").asText()).isEqualTo("a@shop.example;b@shop.example");
    assertThat(read.toString()).doesNotContain("TestKeyOf", "testpassword", "HmacKey");
  }

  @Test
  void theDemoCompanyIsThereFromTheStart() {
    JsonNode info = sandbox.http.get("/sandbox/api/info").json();

    assertThat(info.path("now").asText()).isEqualTo("2026-01-15T10:07:00Z");
    assertThat(info.path("shops").findValuesAsText("siteId"))
        .contains("12345678", "23456789", "34567890");
    for (String field :
        new String[] {
          "label",
          "brand",
          "mode",
          "testKey",
          "productionKey",
          "algorithm",
          "restPassword",
          "hmacKey"
        }) {
      assertThat(info.at("/shops/0/" + field).asText()).as(field).isNotEmpty();
    }
    assertThat(info.at("/gateway/formUrl").asText()).endsWith("/sandbox/gateway/vads-payment/");
    assertThat(info.at("/gateway/restUrl").asText()).endsWith("/sandbox/gateway/api-payment/V4/");
  }
}
