package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the 1st of a month at 04:00 UTC files of expiring cards are written and merchants are told;
/// 21 days later the files are gone.
class CardMonthIT {

  private static final String SHOP = "12345678";
  private static final String KEY = "TestKeyOf12345678";
  private static final String FILES = "/sandbox/api/card-files/" + SHOP;
  private static final String OF_COMPANY = "202602.EXP_CARDS.Demo.T.csv";
  private static final String OF_SHOP = "202602.12345678.EXP_CARDS.Maison Lumière.T.csv";

  private final Path folder;
  private RunningSandbox sandbox;
  private int forms;

  CardMonthIT(@TempDir Path folder) {
    this.folder = folder;
    sandbox = RunningSandbox.start("2026-02-01T03:50:00Z", folder);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theFirstOfAMonthHasItsFilesAndItsMailAndASecondRunChangesNothing() {
    String soon = keepsACard();
    String later = keepsACard();
    ends(soon, 3, 2026);
    ends(later, 9, 2026);
    sandbox.forgetMails();
    assertThat(names()).isEmpty();

    sandbox.moveTo("2026-02-01T04:00:00Z");

    assertThat(names()).containsExactlyInAnyOrder(OF_COMPANY, OF_SHOP);
    assertThat(
            file(OF_COMPANY).lines().map(line -> line.replaceFirst("^(0[01].*;)[0-9]{6}$", "$1")))
        .containsExactly(
            "00;EXP_CARDS;T;20260201;",
            "02;" + soon + ";\"Axel; \"\"Kant\"\"\";buyer@example.com;20260331;1",
            "01;1;20260201;");
    assertThat(file(OF_SHOP).lines())
        .hasSize(3)
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("\"02\";\"" + soon + "\";\"Axel; \"\"Kant\"\"\";")
                .endsWith(
                    ";\"20260331\";\"SUB-MONTH-1\";\"0/12\";"
                        + "\"RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15\";"
                        + "\"20260215\";\"2000\";\"\";\"\""));
    assertThat(subjects())
        .containsExactly(
            "[Passerelle] Boutique 12345678 (TEST) : 1 carte(s) bientôt expirée(s), 0 expirée(s)");
  }

  /// Three weeks are passed by starting anew, on the same folder.
  @Test
  void theFilesAreGoneAfterThreeWeeksAndADayInBetweenMakesNoOthers() {
    ends(keepsACard(), 3, 2026);
    sandbox.moveTo("2026-02-01T04:00:00Z");
    String before = file(OF_COMPANY);
    sandbox.close();
    sandbox = RunningSandbox.start("2026-02-22T03:45:00Z", folder);
    assertThat(file(OF_COMPANY)).isEqualTo(before);
    sandbox.forgetMails();

    sandbox.moveTo("2026-02-22T04:00:00Z");

    assertThat(sandbox.http.get(FILES + "/" + OF_COMPANY).status()).isEqualTo(404);
    assertThat(states()).isNotEmpty().containsOnly("GONE");
    assertThat(subjects()).isEmpty();
  }

  @Test
  void whatIsNoFileIsNotFound() {
    assertThat(sandbox.http.get(FILES + "/none").status()).isEqualTo(404);
    assertThat(sandbox.http.get("/sandbox/api/card-files/99999999").status()).isEqualTo(404);
    assertThat(sandbox.http.delete(FILES).status()).isEqualTo(405);
  }

  private List<String> names() {
    return sandbox.http.get(FILES).json().path("files").findValuesAsText("name");
  }

  private List<String> states() {
    return sandbox.http.get(FILES).json().path("files").findValuesAsText("state");
  }

  private String file(String name) {
    Http.Reply reply =
        sandbox.http.get(FILES + "/" + name.replace(" ", "%20").replace("è", "%C3%A8"));
    assertThat(reply.status()).as(name).isEqualTo(200);
    return reply.body();
  }

  private void ends(String token, int month, int year) {
    happens(
        token,
        Json.object()
            .put("event", "RENEW")
            .put("lastFour", "0114")
            .put("expiryMonth", month)
            .put("expiryYear", year));
  }

  /// A buyer pays and has the card kept; the answer is its token.
  private String keepsACard() {
    Map<String, String> fields = new TreeMap<>(sandbox.checkout(SHOP, "lamp").signed());
    String order = "MONTH-" + ++forms;
    fields.put("vads_page_action", "REGISTER_PAY_SUBSCRIBE");
    fields.put("vads_cust_email", "buyer@example.com");
    fields.put("vads_cust_name", "Axel; \"Kant\"");
    fields.put("vads_subscription", "SUB-" + order);
    fields.put("vads_sub_desc", "RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15");
    fields.put("vads_sub_effect_date", "20260215");
    fields.put("vads_sub_amount", "2000");
    fields.put("vads_sub_currency", "978");
    fields.put("vads_order_id", order);
    fields.put("vads_trans_id", String.format("8%05d", forms));
    fields.put("signature", Published.signature(fields, KEY));
    Http.Reply page = sandbox.http.postForm("/vads-payment/", fields);
    Http.Reply gateway =
        sandbox.http.postForm(Calls.action(page.body()), Calls.inputs(page.body()));
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    JsonNode paid =
        sandbox
            .http
            .post(
                "/sandbox/api/gateway/payments",
                Json.object().put("page", gateway.location()).put("card", Calls.GOOD_CARD))
            .json();
    assertThat(paid.at("/notification/status").asInt()).as(paid.toString()).isEqualTo(200);
    sandbox.settle();
    return sandbox
        .http
        .get("/sandbox/api/tokens/" + SHOP)
        .json()
        .valueStream()
        .filter(one -> one.path("orderId").asText().equals(order))
        .findFirst()
        .orElseThrow()
        .path("token")
        .asText();
  }

  private void happens(String token, ObjectNode event) {
    Http.Reply reply = sandbox.http.post("/sandbox/api/gateway/tokens/" + token + "/events", event);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().at("/notification/status").asInt()).isEqualTo(200);
    sandbox.settle();
  }

  private List<String> subjects() {
    return sandbox
        .mails()
        .valueStream()
        .map(mail -> mail.path("subject").asText())
        .filter(subject -> subject.contains("carte(s)"))
        .toList();
  }
}
