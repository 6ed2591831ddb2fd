package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentOrderDeskTest {

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links = new Links(bridge).withSettings("{\"timeZone\":\"Europe/Paris\"}");

  @Test
  void aPaymentOrderIsAnsweredWithItsLinkAndASentenceToCopy() {
    Json answer =
        links.create(
            "\"reference\":\"R-1\",\"amount\":1250,\"language\":\"en\",\"validUntil\":\"2026-01-31\"");

    Json order = answer.get("body").get("paymentOrders").items().getFirst();
    String link = order.get("link").text("");
    assertThat(answer.get("status").number()).contains(200L);
    assertThat(link).matches("https://pay\\.example/t/[0-9a-z]{16}");
    assertThat(order.get("sentence").text())
        .contains("Please pay €12.50 by secure payment, valid until 31 January 2026: " + link);
    assertThat(order.get("status").text()).contains("RUNNING");
    assertThat(order.get("delivery").text()).contains("MANUAL");
    assertThat(order.get("validUntil").text()).contains("2026-01-31T23:00:00Z");
    assertThat(texts(order.get("actions")))
        .containsExactly(
            "SHOW",
            "SHOW_MESSAGE",
            "MODIFY_AND_RESEND",
            "CHANGE_VALIDITY",
            "MARK_SENT",
            "CANCEL",
            "CREATE_FROM");
  }

  @Test
  void aReferenceIsTakenOnceEvenByAnOrderOfAnotherKind() {
    bridge.checkout(Requests.paymentForm());

    Json byAShop = links.create("\"reference\":\"SO0042-1\",\"amount\":1");
    links.create("\"reference\":\"R-1\",\"amount\":1");
    Json again = links.create("\"reference\":\"R-1\",\"amount\":1");

    assertThat(byAShop.get("status").number()).contains(409L);
    assertThat(again.get("status").number()).contains(409L);
    assertThat(again.get("body").get("error").text("")).contains("R-1 is taken");
  }

  @Test
  void withoutAReferenceItGetsOne() {
    Json order = links.create("\"amount\":1").get("body").get("paymentOrders").items().getFirst();

    assertThat(order.get("reference").text("")).matches("po-[0-9a-z]{10}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "amount":12.5               | amount must be a whole number
          "amount":[1]                | amount must be a single value
          "amount":1,"colour":"red"   | colour is not a field of a payment order
          "amount":1,"channel":"SMS"  | phone is needed: a buyer's number, or several with ; between
          """)
  void whatCannotBeIsRefusedWithTheField(String fields, String said) {
    Json answer = links.create(fields);

    assertThat(answer.get("status").number()).contains(422L);
    assertThat(answer.get("body").get("error").text()).contains("Invalid value: " + said);
  }

  @Test
  void theListIsPagedByCreationAndKeepsTestsApart() {
    String to = "b@buyer.example" + ";b@buyer.example".repeat(149);
    links.create("\"amount\":1,\"reference\":\"A\",\"to\":\"" + to + "\"");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(1)));
    links.create("\"amount\":1,\"reference\":\"B\"");
    links.create("\"amount\":1,\"reference\":\"C\",\"mode\":\"PRODUCTION\"");

    Json first = list("");
    Json second = list(",\"page\":\"" + first.get("page").text("") + "\"");

    List<String> all = new ArrayList<>(references(first));
    all.addAll(references(second));
    assertThat(references(first)).hasSize(100);
    assertThat(all).hasSize(151).doesNotHaveDuplicates().startsWith("B").doesNotContain("C");
    assertThat(second.has("page")).isFalse();
    assertThat(references(list(",\"mode\":\"PRODUCTION\""))).containsExactly("C");
    assertThat(references(list(",\"since\":\"2026-01-15T10:30:00Z\""))).containsExactly("B");
  }

  @Test
  void whatTheLifeCycleDoesNotAllowIsRefusedWithTheReason() {
    links.made();

    Json refused = links.update("\"do\":\"REACTIVATE\"");

    assertThat(refused.get("status").number()).contains(409L);
    assertThat(refused.get("body").get("error").text(""))
        .contains("it is running, and nobody has paid or cancelled it");
    assertThat(links.update("\"do\":\"BURN\"").get("status").number()).contains(422L);
    assertThat(links.update("\"do\":\"RESEND\"").get("status").number()).contains(409L);
  }

  @Test
  void oneAloneIsShownWithItsQrCode() {
    links.made();

    assertThat(links.seen().get("qrSvg").text("")).startsWith("<svg ").endsWith("</svg>");
    assertThat(links.seen().get("qrPng").text("")).startsWith("iVBORw0KGgo");
    assertThat(list("").get("paymentOrders").items())
        .isNotEmpty()
        .noneMatch(order -> order.has("qrSvg"));
  }

  @Test
  void whoseTransactionIsAskedForGetsIt() {
    links.browser(links.made()).leave();
    bridge.notification(
        Requests.notification("AUTHORISED", "vads_ext_info_platform", "payment_order"));

    Json seen = links.update("\"do\":\"SHOW_TRANSACTION\"").get("body");

    Json transaction = seen.get("transactions").items().getFirst();
    assertThat(transaction.get("transactionUuid").text("")).hasSize(32);
    assertThat(transaction.get("status").text()).contains("AUTHORISED");
    assertThat(transaction.get("amount").number()).contains(4_990L);
  }

  @Test
  void nobodyCancelsUnderTheHandsOfABuyer() {
    String code = links.made();
    links.browser(code).leave();

    assertThat(links.update("\"do\":\"CANCEL\"").get("status").number()).contains(409L);

    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(20)));
    assertThat(links.update("\"do\":\"CANCEL\"").get("status").number()).contains(200L);
  }

  @Test
  void whatTheMerchantHandedOverIsSent() {
    links.made();

    Json sent = links.update("\"do\":\"MARK_SENT\"");

    assertThat(sent.get("body").get("delivery").text()).contains("SENT");
    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  @Test
  void aCopyHasAllButTheReferenceAndTheLink() {
    String code =
        links.made(",\"to\":\"zoe@buyer.example\",\"language\":\"de\",\"captureDelay\":3");
    links.update("\"do\":\"CANCEL\"");

    Json copy = links.update("\"do\":\"CREATE_FROM\",\"newReference\":\"R-2\"").get("body");

    assertThat(copy.get("reference").text()).contains("R-2");
    assertThat(copy.get("status").text()).contains("RUNNING");
    assertThat(copy.get("amount").number()).contains(4990L);
    assertThat(copy.get("to").text()).contains("zoe@buyer.example");
    assertThat(copy.get("language").text()).contains("de");
    assertThat(copy.get("captureDelay").number()).contains(3L);
    assertThat(Links.code(copy)).isNotEqualTo(code);
    assertThat(links.status()).isEqualTo("CANCELLED");
    assertThat(links.browser(Links.code(copy)).leave()).containsEntry("vads_order_id", "R-2");
  }

  @Test
  void theShopSaysHowLongAndWhetherAReferenceIsNeeded() {
    links.withSettings("{\"paymentOrderDays\":7,\"paymentOrderReference\":true}");

    Json unnamed = links.create("\"amount\":1");
    links.made();

    assertThat(unnamed.get("body").get("error").text(""))
        .endsWith("reference is needed by this shop");
    assertThat(links.seen().get("validUntil").text()).contains("2026-01-23T00:00:00Z");
  }

  @Test
  void anUnknownOneOrAnUnknownShopIsNotFound() {
    assertThat(links.update("\"do\":\"CANCEL\"").get("status").number()).contains(404L);
    assertThat(
            bridge
                .operator("{\"action\":\"paymentOrders\",\"siteId\":\"99999999\"}")
                .get("status")
                .number())
        .contains(404L);
  }

  private Json list(String more) {
    return bridge
        .operator("{\"action\":\"paymentOrders\",\"siteId\":\"12345678\"" + more + "}")
        .get("body");
  }

  private static List<String> references(Json page) {
    return page.get("paymentOrders").items().stream()
        .map(order -> order.get("reference").text(""))
        .toList();
  }

  private static List<String> texts(Json list) {
    return list.items().stream().map(item -> item.text("")).toList();
  }
}
