package io.passerelle.sandbox.odoo;

import static io.passerelle.sandbox.odoo.OdooBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.WebReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedOdooTest {

  private final OdooBench bench = new OdooBench();

  @ParameterizedTest
  @CsvSource({"lamp, 4990, 978", "teapot, 5200, 392", "carpet, 125750, 414"})
  void amountsAreInTheSmallestUnitOfTheirCurrency(String product, String amount, String currency) {
    JsonNode fields = bench.checkout(product).get("fields");

    assertThat(fields.get("vads_amount").asText()).isEqualTo(amount);
    assertThat(fields.get("vads_currency").asText()).isEqualTo(currency);
  }

  @Test
  void theFormIsTheModulesOwn() {
    JsonNode checkout = bench.checkout("lamp");

    assertThat(checkout.get("action").asText()).isEqualTo("http://localhost:8080/vads-payment/");
    JsonNode fields = checkout.get("fields");
    assertThat(fields.get("vads_order_id").asText()).isEqualTo("SO0001-1");
    assertThat(fields.get("vads_ext_info_order_ref").asText()).isEqualTo("SO0001-1");
    assertThat(fields.get("vads_trans_date").asText()).isEqualTo("20260115100700");
    assertThat(fields.get("vads_trans_id").asText()).isEqualTo("364200");
    assertThat(fields.get("vads_url_return").asText())
        .isEqualTo("http://localhost:8080/sandbox/odoo/12345678/payment/lyra/return");
    assertThat(fields.get("vads_cust_state").asText()).isEmpty();
    assertThat(new ModuleSignature(bench.shop).isRight(map(fields))).isTrue();
  }

  @Test
  void twoPaymentsInOneTenthOfASecondHaveTwoIds() {
    JsonNode first = bench.checkout("lamp");
    bench.restart();
    JsonNode second = bench.checkout("lamp");

    assertThat(second.get("reference").asText()).isEqualTo("SO0002-1");
    assertThat(second.at("/fields/vads_trans_id").asText())
        .isGreaterThan(first.at("/fields/vads_trans_id").asText());
  }

  @Test
  void anotherAttemptHasAReferenceAndAnIdOfItsOwn() {
    bench.checkout("lamp");
    bench.notify("REFUSED");

    String page = text(bench.post("orders/SO0001/pay", Map.of("lang", "fr")));

    assertThat(page)
        .contains("SO0001-2", "364201", "action=\"http://localhost:8080/vads-payment/\"")
        .contains("name=\"vads_language\" value=\"fr\"");
    assertThat(bench.order("SO0001").get("payments")).hasSize(2);
  }

  @Test
  void theBuyersReturnNeverMovesTheOrder() {
    bench.checkout("lamp");
    Map<String, String> data = bench.signed(bench.data("AUTHORISED"));

    WebReply reply = bench.get("payment/lyra/return", query(data));

    assertThat(text(reply)).contains("has not reached the shop yet");
    assertThat(bench.order("SO0001-1").get("state").asText()).isEqualTo("draft");
  }

  @Test
  void aForgedReturnShowsNothingOfAnOrder() {
    bench.checkout("lamp");
    Map<String, String> data = new LinkedHashMap<>(bench.data("AUTHORISED"));
    data.put("signature", "forged");

    WebReply reply = bench.get("payment/lyra/return", query(data));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(text(reply)).doesNotContain("SO0001");
  }

  @Test
  void theReturnAfterTheNotificationShowsThePaidOrder() {
    bench.checkout("lamp");
    bench.notify("AUTHORISED");

    String page =
        text(bench.get("payment/lyra/return", query(bench.signed(bench.data("AUTHORISED")))));

    assertThat(page).contains("Thank you, the order is paid").doesNotContain("not reached");
  }

  @ParameterizedTest
  @CsvSource({
    "error, 503, draft",
    "throttle, 429, draft",
    "crash-after, 500, done",
    "duplicate, 200, done",
  })
  void aFaultFallsOnTheNotificationUrl(String kind, int status, String state) {
    bench.checkout("lamp");
    bench.fails(kind);

    WebReply reply = bench.notify("AUTHORISED");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(bench.order("SO0001-1").get("state").asText()).isEqualTo(state);
    assertThat(bench.order("SO0001-1").at("/notifications/0/status").asInt()).isEqualTo(status);
  }

  @Test
  void aFaultSparesTheBuyersPages() {
    bench.fails("error");

    assertThat(bench.get("").status()).isEqualTo(200);
  }

  @Test
  void theBackOfficeMakesTheShopFailAndRecover() {
    bench.checkout("lamp");

    bench.post("back-office", Map.of("answer", "503"));
    int failing = bench.notify("AUTHORISED").status();
    bench.post("back-office", Map.of("answer", "normal"));

    assertThat(failing).isEqualTo(503);
    assertThat(bench.notify("AUTHORISED").status()).isEqualTo(200);
  }

  @Test
  void theBackOfficeShowsWhatCameAndWhetherItCameBefore() {
    bench.checkout("lamp");
    bench.notify("AUTHORISED", "vads_url_check_src", "PAY");
    bench.clock.advance(Duration.ofMinutes(8));
    bench.notify("AUTHORISED", "vads_url_check_src", "PAY");
    bench.restart();

    String page = text(bench.get("back-office", "lang=fr"));

    assertThat(page)
        .contains("Notifications reçues", "2026-01-15 10:15:00", "webhook-id: delivery-1")
        .containsOnlyOnce("mêmes octets");
  }

  @Test
  void aProductIsBoughtOnTheStorefront() {
    assertThat(text(bench.get("", "lang=fr"))).contains("Lampe de bureau", "49,90 EUR");
    assertThat(text(bench.post("pay", Map.of("product", "carpet", "lang", "en"))))
        .contains("SO0001", "125.750 KWD", "name=\"vads_amount\" value=\"125750\"");
    assertThat(bench.post("pay", Map.of("product", "none")).status()).isEqualTo(404);
  }

  @Test
  void anUnknownOrderIsNotFound() {
    assertThat(bench.get("api/orders/SO0001").status()).isEqualTo(404);
    assertThat(bench.get("orders/SO0001-9").status()).isEqualTo(404);
  }

  private static Map<String, String> map(JsonNode fields) {
    Map<String, String> map = new LinkedHashMap<>();
    fields.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText()));
    return map;
  }

  private static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
