package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Searching and exporting payment orders, as merchants ask for it; and that what became of a
/// payment is found at once.
class PaymentOrderSearchesTest {

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links = new Links(bridge).withSettings("{\"timeZone\":\"Europe/Paris\"}");

  @Test
  void whatBecameOfThePaymentIsFoundByItsStatus() {
    String code = links.made();
    Links.Browser browser = links.browser(code);
    assertThat(found("\"status\":\"RUNNING\"")).containsExactly("SO0042-1");

    browser.leave();
    told("REFUSED", "899999");
    assertThat(found("\"status\":\"REFUSED\"")).containsExactly("SO0042-1");
    assertThat(found("\"status\":\"RUNNING\"")).isEmpty();

    browser.leave();
    told("AUTHORISED", "899998");
    assertThat(found("\"status\":\"ACCEPTED\"")).containsExactly("SO0042-1");
    assertThat(found("\"status\":\"REFUSED\"")).isEmpty();
    assertThat(links.status()).isEqualTo("ACCEPTED");
  }

  @Test
  void aListSaysThatABuyerIsPaying() {
    String code = links.made();
    links.browser(code).leave();

    Json order = list("").get("paymentOrders").items().getFirst();

    assertThat(order.get("beingPaid").flag()).contains(true);
    assertThat(order.get("status").text()).contains("RUNNING");
  }

  /// The merchant marks it as sent while the gateway tells of the payment: both are kept.
  @Test
  void aMerchantsChangeAtTheMomentOfANotificationIsNotLost() {
    String code = links.made();
    links.browser(code).leave();
    bridge.table.beforeNextWrite(() -> links.update("\"do\":\"MARK_SENT\""));

    told("AUTHORISED", "899999");

    assertThat(found("\"status\":\"ACCEPTED\"")).containsExactly("SO0042-1");
    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  @Test
  void aNotificationAtTheMomentOfAMerchantsChangeIsNotLost() {
    String code = links.made();
    links.browser(code).leave();
    bridge.table.beforeNextWrite(() -> told("AUTHORISED", "899999"));

    Json answer = links.update("\"do\":\"MARK_SENT\"");

    assertThat(answer.get("status").number()).contains(409L);
    assertThat(found("\"status\":\"ACCEPTED\"")).containsExactly("SO0042-1");
  }

  @Test
  void aRefusedBuyerWhoLeavesAgainAtTheMomentOfALateNotificationIsNotLost() {
    String code = links.made();
    Links.Browser browser = links.browser(code);
    browser.leave();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(20)));
    bridge.table.beforeNextWrite(() -> told("REFUSED", "899999"));

    browser.leave();

    assertThat(bridge.order().starts()).hasSize(2);
    assertThat(found("\"status\":\"REFUSED\"")).containsExactly("SO0042-1");
  }

  /// An ordinary order costs one read as before: the same query brings both.
  @Test
  void anOrdinaryOrderHasNoPaymentOrderBesideIt() {
    bridge.notification(Requests.notification("AUTHORISED"));

    assertThat(bridge.order().isPaid()).isTrue();
    assertThat(bridge.ledger.known(Bridge.ORDER).asked()).isEmpty();
  }

  @Test
  void eachConditionNarrowsTheListAndEachOrderIsKept() {
    some();

    assertThat(found("\"referenceBegins\":\"S-\"")).containsExactly("S-3", "S-2", "S-1");
    assertThat(found("\"reference\":\"S-2\"")).containsExactly("S-2");
    assertThat(found("\"to\":\"ZOE@buyer.example\"")).containsExactly("S-3", "S-1");
    assertThat(found("\"amountFrom\":200,\"amountTo\":\"300\"")).containsExactly("S-3", "S-2");
    assertThat(found("\"currency\":\"JPY\"")).containsExactly("T-1");
    assertThat(found("\"createdFrom\":\"2026-01-15\",\"createdTo\":\"2026-01-15\""))
        .containsExactly("S-1");
    assertThat(found("\"createdFrom\":\"2026-01-16T00:00:00+01:00\",\"order\":\"asc\""))
        .containsExactly("S-2", "S-3", "T-1");
    assertThat(found("\"endsTo\":\"2026-02-01\"")).containsExactly("S-1");
    assertThat(found("\"sort\":\"amount\",\"order\":\"asc\""))
        .containsExactly("S-1", "S-2", "S-3", "T-1");
    assertThat(found("\"sort\":\"reference\"")).containsExactly("T-1", "S-3", "S-2", "S-1");
    assertThat(found("\"sort\":\"validUntil\",\"order\":\"asc\"").getFirst()).isEqualTo("S-1");
    assertThat(found("\"channel\":\"URL\",\"status\":\"RUNNING,REFUSED\"")).hasSize(4);
    assertThat(found("\"channel\":\"SMS\"")).isEmpty();
  }

  @Test
  void columnsAreChosen() {
    some();

    Json order = list("\"columns\":\"amount, reference\",\"reference\":\"T-1\"");

    assertThat(order.get("paymentOrders").items().getFirst().members().keySet())
        .containsExactly("amount", "reference");
    assertThat(order.get("paymentOrders").items().getFirst().get("amount").text()).contains("400");
  }

  @Test
  void aFileOfAnyLengthIsExportedPageByPage() {
    some();

    List<String> parts = new ArrayList<>();
    String page = "";
    do {
      Json part = export("\"limit\":3,\"mark\":true,\"columns\":\"reference,amount,to\"" + page);
      parts.add(part.get("csv").text(""));
      page = part.get("page").text().map(next -> ",\"page\":\"" + next + "\"").orElse("");
    } while (!page.isEmpty());

    assertThat(parts)
        .containsExactly(
            rows(
                "\uFEFFreference;amount;to",
                "T-1;400;",
                "S-3;3.00;Zoe@buyer.example",
                "S-2;2.00;ann@buyer.example"),
            rows("S-1;1.00;zoe@buyer.example"));
  }

  /// Each row has 70 kB in the answer, with what is doubled and escaped there; no row is left out.
  @ParameterizedTest
  @ValueSource(
      strings = {"", ",\"sort\":\"amount\"", ",\"to\":\"zoe@buyer.example\",\"sort\":\"amount\""})
  void aPageOfLongMessagesIsShorter(String asked) {
    for (int i = 0; i < 90; i++) {
      links.create(
          "\"reference\":\"L-%02d\",\"amount\":%d,\"to\":\"zoe@buyer.example\",\"message\":\"%s\""
              .formatted(i, 100 + i, "\u20ac\\\"".repeat(10_000)));
    }

    List<String> references = new ArrayList<>();
    int pages = 0;
    String page = "";
    do {
      Json part = export("\"columns\":\"reference,message\"" + asked + page);
      String csv = part.get("csv").text("");
      assertThat(Json.object(json -> json.writeStringField("csv", csv)).getBytes(UTF_8))
          .hasSizeLessThan(4_100_000);
      csv.lines().map(line -> line.split(";", 2)[0]).forEach(references::add);
      pages++;
      page = part.get("page").text().map(next -> ",\"page\":\"" + next + "\"").orElse("");
    } while (!page.isEmpty());

    assertThat(pages).isGreaterThan(1);
    assertThat(references).hasSize(91).doesNotHaveDuplicates();
  }

  @Test
  void aCellIsNoFormulaAndNoCellEndsAnother() {
    links.create(
        "\"reference\":\"X\",\"amount\":1,\"description\":\"=1+1\","
            + "\"subject\":\"a;b \\\"c\\\"\",\"message\":\"one\\ntwo\"");
    links.create("\"reference\":\"-Y\",\"amount\":1");

    assertThat(
            export("\"columns\":\"description,subject,message\",\"reference\":\"X\"")
                .get("csv")
                .text(""))
        .endsWith("'=1+1;\"a;b \"\"c\"\"\";\"one\ntwo\"\r\n");
    assertThat(export("\"columns\":\"reference\",\"reference\":\"-Y\"").get("csv").text(""))
        .isEqualTo("reference\r\n'-Y\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "status":"PAID"             | status must be one of [RUNNING, ACCEPTED, REFUSED, EXPIRED, CANCELLED]
          "status":"LAPSED"           | status must be one of
          "channel":"FAX"             | channel must be one of
          "mode":"LIVE"               | mode must be one of [TEST, PRODUCTION]
          "createdFrom":"yesterday"   | createdFrom must be a day such as
          "endsTo":"2026-02-30"       | endsTo must be a day such as
          "amountFrom":-1             | amountFrom must be a whole number
          "amountTo":"1e9"            | amountTo must be a whole number
          "amountTo":"9999999999999"  | amountTo must be a whole number
          "currency":"XXX"            | currency is not known
          "sort":"name"               | sort must be
          "order":"up"                | order must be asc or desc
          "limit":0                   | limit must be a whole number from 1 to 100
          "limit":101                 | limit must be a whole number from 1 to 100
          "page":"x"                  | page is not one that was given
          "columns":"reference,secret" | columns must be some of
          "colour":"red"              | colour is no condition; those are
          "to":"a\\nb"                | to must be one line
          """)
  void whatCannotBeAskedIsRefusedWithItsName(String asked, String said) {
    Json answer =
        bridge.operator("{\"action\":\"paymentOrders\",\"siteId\":\"12345678\"," + asked + "}");

    assertThat(answer.get("status").number()).contains(422L);
    assertThat(answer.get("body").get("error").text("")).contains("Invalid value: " + said);
  }

  private void some() {
    links.create(
        "\"reference\":\"S-1\",\"amount\":100,\"to\":\"zoe@buyer.example\","
            + "\"validUntil\":\"2026-01-31\"");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(1)));
    links.create("\"reference\":\"S-2\",\"amount\":200,\"to\":\"ann@buyer.example\"");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(2)));
    links.create("\"reference\":\"S-3\",\"amount\":300,\"to\":\"Zoe@buyer.example\"");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(3)));
    links.create("\"reference\":\"T-1\",\"amount\":400,\"currency\":\"JPY\"");
  }

  private static String rows(String... rows) {
    return String.join("\r\n", rows) + "\r\n";
  }

  private List<String> found(String asked) {
    return list(asked).get("paymentOrders").items().stream()
        .map(order -> order.get("reference").text(""))
        .toList();
  }

  private Json list(String asked) {
    return asked("paymentOrders", asked);
  }

  private Json export(String asked) {
    return asked("exportPaymentOrders", asked);
  }

  private Json asked(String action, String asked) {
    String more = asked.isEmpty() ? "" : "," + asked;
    Json answer =
        bridge.operator("{\"action\":\"" + action + "\",\"siteId\":\"12345678\"" + more + "}");
    assertThat(answer.get("status").number()).as(asked).contains(200L);
    return answer.get("body");
  }

  private void told(String status, String transaction) {
    bridge.notification(
        Requests.notification(
            status, "vads_trans_id", transaction, "vads_ext_info_platform", "payment_order"));
  }
}
