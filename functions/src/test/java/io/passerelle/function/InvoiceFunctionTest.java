package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.delivery.Texts;
import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The form for invoices: what is there is found, and nothing else is learnt.
class InvoiceFunctionTest {

  private final Bridge bridge = new Bridge();
  private final Links links = new Links(bridge).withSettings("{\"shopName\": \"Été & Co\"}");
  private int visitors;

  @BeforeEach
  void invoices() {
    links.create("\"reference\":\"F-1\",\"amount\":4990,\"channel\":\"INVOICE\"");
    links.create("\"reference\":\"U-1\",\"amount\":4990");
    links.create(
        "\"reference\":\"P-1\",\"amount\":1,\"channel\":\"INVOICE\",\"mode\":\"PRODUCTION\"");
    links.create("\"reference\":\"C-1\",\"amount\":4990,\"channel\":\"INVOICE\"");
    bridge.operator(
        "{\"action\":\"updatePaymentOrder\",\"siteId\":\"12345678\",\"reference\":\"C-1\","
            + "\"do\":\"CANCEL\"}");
  }

  @Test
  void theFormNamesTheShopAndHasNoScript() {
    Json page = call("GET", "12345678", "", "192.0.2.1");

    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(Links.body(page))
        .contains("Régler une facture", "Été &amp; Co", "action=\"/invoice/12345678\"")
        .doesNotContain("<script", "http://", "https://");
    assertThat(page.get("headers").get("cache-control").text()).contains("no-store");
    assertThat(page.get("headers").get("x-robots-tag").text("")).contains("noindex");
  }

  @Test
  void theMerchantIsToldWhereTheFormIs() {
    Json made = links.create("\"reference\":\"F-9\",\"amount\":100,\"channel\":\"INVOICE\"");

    Json invoice = made.get("body").get("paymentOrders").items().getFirst();

    assertThat(invoice.get("invoiceForm").text("")).endsWith("/invoice/12345678");
    assertThat(invoice.get("dataForm").flag()).contains(true);
    Json link = links.create("\"reference\":\"U-9\",\"amount\":100");
    assertThat(link.get("body").get("paymentOrders").items().getFirst().has("invoiceForm"))
        .isFalse();
  }

  @Test
  void anInvoiceIsFoundByItsReference() {
    Json found = seek("12345678", "+F-1 ");

    assertThat(found.get("statusCode").number()).contains(303L);
    String code = found.get("headers").get("location").text("").replace("/t/", "");
    assertThat(Links.body(links.browser(code).open()))
        .contains("F-1", "49,90", "name=\"last_name\"");
  }

  @ParameterizedTest
  @CsvSource({
    "12345678, F-2", "12345678, f-1", "12345678, U-1", "12345678, P-1", "12345678, C-1",
    "87654321, F-1", "x, F-1", "12345678, %00", "12345678, F-1%0A.", "00000000, -"
  })
  void whatIsNotForBuyersHasOneAnswerAfterTheSameReads(String siteId, String reference) {
    int before = bridge.table.reads();
    Json nothing = seek("12345678", "nothing-of-this-name");
    int reads = bridge.table.reads() - before;

    before = bridge.table.reads();
    Json answer = seek(siteId, reference);

    assertThat(bridge.table.reads() - before).isEqualTo(reads);
    assertThat(answer.get("statusCode").number()).contains(404L);
    assertThat(Links.body(answer).replace("/invoice/" + siteId, "/invoice/12345678"))
        .isEqualTo(Links.body(nothing))
        .contains("Aucune facture")
        .doesNotContain("Été");
  }

  @Test
  void whoeverEnumeratesIsStoppedAfterTwentyTriesFoundOrNot() {
    for (int i = 0; i < 20; i++) {
      assertThat(call("POST", "12345678", "reference=F-1", "192.0.2.66").get("statusCode").number())
          .contains(303L);
    }

    Json stopped = call("POST", "12345678", "reference=F-1", "192.0.2.66");

    assertThat(stopped.get("statusCode").number()).contains(429L);
    assertThat(Links.body(stopped)).contains("Trop de tentatives").doesNotContain("<form");
    assertThat(seek("12345678", "F-1").get("statusCode").number()).contains(303L);
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(1)));
    assertThat(call("POST", "12345678", "reference=F-1", "192.0.2.66").get("statusCode").number())
        .contains(303L);
  }

  @Test
  void fromManyAddressesAThousandMissesAnHourAreAllThatAShopAnswers() {
    List<Long> statuses =
        IntStream.range(0, 1_000)
            .mapToObj(i -> seek("12345678", "F-" + (i + 100)))
            .map(reply -> reply.get("statusCode").number().orElseThrow())
            .toList();

    assertThat(statuses).containsOnly(404L);
    assertThat(seek("12345678", "F-1").get("statusCode").number()).contains(429L);
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(1)));
    assertThat(seek("12345678", "F-1").get("statusCode").number()).contains(303L);
  }

  @Test
  void shopsAreNotListedByTryingTheirForms() {
    IntStream.range(0, 21)
        .forEach(i -> call("GET", Integer.toString(20_000_000 + i), "", "192.0.2.66"));

    assertThat(Links.body(call("GET", "12345678", "", "192.0.2.66"))).doesNotContain("Été");
    assertThat(Links.body(call("GET", "12345678", "", "192.0.2.67"))).contains("Été");
  }

  @Test
  void anEmptyReferenceIsNoTry() {
    for (int i = 0; i < 30; i++) {
      Json answer = call("POST", "12345678", "reference=+", "192.0.2.66");
      assertThat(answer.get("statusCode").number()).contains(422L);
    }
  }

  @Test
  void lookingAtAShopsFormWritesNothing() {
    List<Table.Row> stored = bridge.stored();

    call("GET", "12345678", "", "192.0.2.1");
    Json head = call("HEAD", "12345678", "", "192.0.2.1");

    assertThat(Links.body(head)).isEmpty();
    assertThat(bridge.stored()).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh"})
  void theFormHasAllItsWordsInEveryLanguage(String language) {
    Texts english = Texts.in(InvoicePage.class, "invoice", "en");
    Texts texts = Texts.in(InvoicePage.class, "invoice", language);

    assertThat(texts.keys()).isEqualTo(english.keys());
    assertThat(texts.keys())
        .allSatisfy(key -> assertThat(texts.get(key)).isNotEqualTo(english.get(key)));
    assertThat(texts.get("text.shop")).contains("%shop_name%");
  }

  /// Each time from another address.
  private Json seek(String siteId, String reference) {
    visitors++;
    return call(
        "POST", siteId, "reference=" + reference, "10.1." + visitors / 250 + "." + visitors % 250);
  }

  private Json call(String method, String siteId, String body, String from) {
    return Bridge.run(
        new InvoiceFunction(bridge.wiring),
        Links.event(method, "/invoice/", "shop", siteId, "", Optional.empty(), body, from));
  }
}
