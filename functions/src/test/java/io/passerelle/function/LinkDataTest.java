package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.edge.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a link's page asks of its buyer, and what the payment page is asked to keep.
class LinkDataTest {

  private static final Map<String, String> BUYER =
      Map.of(
          "first_name", "Zoé",
          "last_name", "Müller",
          "email", "zoe@buyer.example",
          "phone", "+33 4 72 00 00 00",
          "address", "1 rue des Étoiles",
          "zip", "69001",
          "city", "Lyon",
          "country", "FR");

  private final Bridge bridge = new Bridge();
  private final Links links = new Links(bridge).withSettings("{\"threeDsBelow\": \"3000\"}");

  @Test
  void whatTheBuyerGivesGoesToTheGatewayAndIsKeptNowhere() {
    String code = links.made(",\"dataForm\":true,\"to\":\"secret@buyer.example\"");
    Links.Browser browser = links.browser(code);
    String page = Links.body(browser.open());
    assertThat(page)
        .contains("name=\"first_name\"", "<option value=\"FR\">France</option>")
        .doesNotContain("secret@buyer.example", "<script");

    Map<String, String> sent = Checkouts.inputs(browser.send(form(BUYER)));

    assertThat(sent)
        .containsEntry("vads_cust_first_name", "Zoé")
        .containsEntry("vads_cust_last_name", "Müller")
        .containsEntry("vads_cust_email", "zoe@buyer.example")
        .containsEntry("vads_cust_phone", "+33 4 72 00 00 00")
        .containsEntry("vads_cust_address", "1 rue des Étoiles")
        .containsEntry("vads_cust_zip", "69001")
        .containsEntry("vads_cust_city", "Lyon")
        .containsEntry("vads_cust_country", "FR")
        .containsEntry("vads_page_action", "PAYMENT");
    assertThat(bridge.stored().toString()).doesNotContain("Müller", "zoe@buyer.example");
    assertThat(Links.body(browser.open())).doesNotContain("Müller");
  }

  @Test
  void ofABuyerWhoIsNotAskedTheCountryKeepsNobodyFromPaying() {
    Links strict = new Links(bridge).withSettings("{\"buyerCountries\": \"BE\"}");
    String asked = strict.made(",\"dataForm\":true");

    Json refused = strict.browser(asked).send(form(BUYER));
    String unasked =
        Links.code(
            strict
                .create("\"reference\":\"SO2\",\"amount\":4990")
                .get("body")
                .get("paymentOrders")
                .items()
                .getFirst());

    assertThat(refused.get("statusCode").number()).contains(422L);
    assertThat(strict.browser(unasked).leave()).containsEntry("vads_order_id", "SO2");
  }

  @ParameterizedTest
  @CsvSource({
    "email, zoe",
    "email, ''",
    "email, zoe@buyer",
    "first_name, ' '",
    "last_name, <>",
    "email, zoé@buyer.example"
  })
  void whatIsMissingIsAskedForAgainAndTheRestStays(String field, String value) {
    String code = links.made(",\"dataForm\":true");
    List<Table.Row> stored = bridge.stored();

    Json page = links.browser(code).send(form(with(field, value)));

    assertThat(page.get("statusCode").number()).contains(422L);
    assertThat(Links.body(page))
        .contains("aria-describedby=\"" + field + "-wrong\"", "id=\"" + field + "-wrong\"")
        .contains("value=\"69001\"", "<option value=\"FR\" selected>")
        .contains("rien n&#39;a encore été payé");
    assertThat(bridge.stored()).isEqualTo(stored);
  }

  @Test
  void whatIsTooLongIsCutAndNobodyIsKeptFromPaying() {
    String code = links.made(",\"dataForm\":true");
    Map<String, String> written = new HashMap<>(BUYER);
    written.put("first_name", "Z".repeat(5_000));
    written.put("address", "rue ".repeat(1_000) + "\r\n<script>alert(1)</script>");
    written.put("phone", "0".repeat(500));
    written.put("zip", "4970100000000014");
    written.put("country", "Atlantis");

    Map<String, String> sent = Checkouts.inputs(links.browser(code).send(form(written)));

    assertThat(sent.get("vads_cust_first_name")).hasSize(63);
    assertThat(sent.get("vads_cust_address")).hasSizeLessThanOrEqualTo(255);
    assertThat(sent).doesNotContainKeys("vads_cust_phone", "vads_cust_zip", "vads_cust_country");
    assertThat(sent).containsEntry("vads_cust_city", "Lyon").containsKey("signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"><script>alert(1)</script>", "'onfocus='alert(1)", "</option><svg/onload=x>"})
  void whatIsWrittenComesBackAsText(String hostile) {
    String code = links.made(",\"dataForm\":true");
    Map<String, String> written = new HashMap<>();
    BUYER.keySet().forEach(name -> written.put(name, hostile));

    String page = Links.body(links.browser(code).send(form(written)));

    assertThat(page).doesNotContain("<script", "<svg", "'onfocus");
  }

  @ParameterizedTest
  @CsvSource({"OFFERED, ASK_REGISTER_PAY", "AUTOMATIC, REGISTER_PAY"})
  void aTokenIsAskedOfThePaymentPageWithStrongAuthentication(String token, String action) {
    String code = links.made(",\"token\":\"" + token + "\",\"to\":\"zoe@buyer.example\"");

    Map<String, String> sent = links.browser(code).leave();

    assertThat(sent)
        .containsEntry("vads_page_action", action)
        .containsEntry("vads_cust_email", "zoe@buyer.example")
        .containsEntry("vads_threeds_mpi", "3");
  }

  @Test
  void whoseMeansOfPaymentIsKeptIsToldSo() {
    String automatic = links.made(",\"token\":\"AUTOMATIC\",\"to\":\"zoe@buyer.example\"");

    assertThat(Links.body(links.browser(automatic).open()))
        .contains("conservera votre moyen de paiement")
        .doesNotContain("<input type=\"email\"");
  }

  @Test
  void aTokenNeedsAnAddressWhichTheBuyerGivesWhereTheMerchantHasNot() {
    String code = links.made(",\"token\":\"OFFERED\"");
    Links.Browser browser = links.browser(code);
    assertThat(Links.body(browser.open()))
        .contains("name=\"email\"")
        .doesNotContain("name=\"first_name\"");

    Json missing = browser.click();
    Map<String, String> sent = Checkouts.inputs(browser.send("email=zoe%40buyer.example"));

    assertThat(missing.get("statusCode").number()).contains(422L);
    assertThat(sent)
        .containsEntry("vads_page_action", "ASK_REGISTER_PAY")
        .containsEntry("vads_cust_email", "zoe@buyer.example")
        .doesNotContainKey("vads_cust_status");
  }

  @Test
  void anOrdinaryOneKeepsNothingAndAsksAsTheShopDoes() {
    String code = links.made();

    Map<String, String> sent = links.browser(code).leave();

    assertThat(sent).containsEntry("vads_page_action", "PAYMENT");
    assertThat(sent).doesNotContainEntry("vads_threeds_mpi", "3");
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> written = new HashMap<>(BUYER);
    written.put(field, value);
    return written;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
