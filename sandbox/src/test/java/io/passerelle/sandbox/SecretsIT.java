package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No key and no password leaves the bridge, by whatever way: its answers, its log, its mails, its
/// table.
class SecretsIT {

  private static final String SHOP = "44000003";
  private static final List<String> SECRETS =
      List.of(
          "TestKeyOfTheTestShop",
          "TheNextKeyOfTheTestShop",
          "ProductionKeyOfTheTestShop",
          "testpassword_OfTheTestShop",
          "HmacKeyOfTheTestShop",
          "TestKeyOf12345678",
          "ProductionKeyOf12345678",
          "testpassword_Of12345678",
          "HmacKeyOf12345678",
          "demo_shopify_access_token",
          "demo_shopify_client_secret",
          "secret_demo_ecwid_token",
          "demo_ecwid_client_secret");

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    PrintStream both = new PrintStream(printed, true, UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  @AfterEach
  void stopListening() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void noSecretIsAnsweredLoggedMailedOrStored() throws Exception {
    List<String> answers = new ArrayList<>();
    String table;
    String mails;
    try (RunningSandbox sandbox = RunningSandbox.start();
        TestShop shop = TestShop.open()) {
      live(sandbox, shop, answers);
      mails = sandbox.mails().toString();
      table = scan(sandbox.sandbox());
    }

    String log = printed.toString(UTF_8);
    assertThat(log).contains("notification recorded", "delivery attempted", "request rejected");
    assertThat(mails).contains("Shop says 503");
    assertThat(table).contains(SHOP, "SO0001-1");
    for (String secret : SECRETS) {
      assertThat(answers).as("answers").noneMatch(answer -> answer.contains(secret));
      assertThat(log).as("log").doesNotContain(secret);
      assertThat(mails).as("mails").doesNotContain(secret);
      assertThat(table).as("table").doesNotContain(secret);
    }
  }

  /// Lets a shop go through what it can, good and bad.
  private static void live(RunningSandbox sandbox, TestShop shop, List<String> answers) {
    shop.answers(503);
    answers.add(sandbox.shopAt(shop.url(), SHOP).toString());
    Purchase purchase = sandbox.checkout(SHOP, "lamp");
    answers.add(Http.form(purchase.handedOn()));
    JsonNode paid = sandbox.pay(purchase);
    answers.add(paid.path("notification").toString());
    sandbox.settle();
    ObjectNode rotated = Calls.shop(shop.url(), SHOP).put("testKey", "TheNextKeyOfTheTestShop");
    answers.add(sandbox.saved(rotated).toString());
    String uuid = paid.path("transactionUuid").asText();
    for (String tamper : new String[] {"signature", "key", "other-key", "signed-amount", ""}) {
      ObjectNode event = Json.object().put("event", tamper.isEmpty() ? "REFUND" : "CAPTURE");
      Http.Reply told =
          sandbox.http.post(
              "/sandbox/api/gateway/transactions/" + uuid + "/events", event.put("tamper", tamper));
      answers.add(told.json().path("notification").toString());
    }
    sandbox.inject("dynamodb", "error", 20);
    answers.add(sandbox.http.postForm("/payment/lyra/ipn", Published.body("form-14")).body());
    sandbox.clearFaults();
    sandbox.nextQuarter();
    answers.add(sandbox.http.postForm("/vads-payment/", Http.form(purchase.signed())).body());
    answers.add(sandbox.http.postForm("/vads-payment/", purchase.signed().toString()).body());
    answers.add(sandbox.order(purchase).toString());
    answers.add(sandbox.http.get("/sandbox/orders/" + SHOP + "/" + purchase.reference()).body());
    answers.add(sandbox.http.get("/sandbox/api/shops/" + SHOP).body());
    answers.add(sandbox.http.post("/sandbox/api/shops", "{\"siteId\":\"1\"}").body());
  }

  private static String scan(Sandbox sandbox) {
    ObjectNode request = Json.object().put("TableName", "Table");
    JsonNode scanned = sandbox.cloud().dynamo().call("Scan", request);
    assertThat(scanned.has("LastEvaluatedKey")).isFalse();
    return scanned.toString();
  }
}
