package io.passerelle.function;

import static io.passerelle.function.EcwidTests.ORDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Outgoing;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderState;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.shop.ecwid.Sealed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcwidPaymentFunctionTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String RETURN =
      "https://app.ecwid.com/custompaymentapps/1003?orderId=XJ12H&clientId=lyra-own";
  private static final String CART =
      """
      {"storeId": 1003, "returnUrl": "%s", "lang": "fr", "merchantAppSettings": {},
       "cart": {"currency": "EUR", "order": {"id": "XJ12H", "total": 49.90,
         "referenceTransactionId": "transaction_42", "email": "zoe@example.org",
         "paymentModule": "CUSTOM_PAYMENT_APP-lyra-own",
         "billingPerson": {"name": "Zoé Lefèvre", "city": "Labège", "countryCode": "FR"}}},
       "token": "secret_OWN_TOKEN"}
      """
          .formatted(RETURN);
  private static final String AS_ECWID_HAS_IT =
      "{\"referenceTransactionId\": \"transaction_42\", \"total\": 49.9, \"currency\": \"EUR\","
          + " \"paymentStatus\": \"INCOMPLETE\"}";

  private final Bridge bridge = EcwidTests.bridge();

  @Test
  void theBuyerGoesOnToTheGatewayAndTheOrderIsWrittenDown() {
    Json reply = buy(CART);

    assertThat(status(reply)).isEqualTo(200);
    Map<String, String> fields = inputs(reply);
    assertThat(fields)
        .containsEntry("vads_amount", "4990")
        .containsEntry("vads_currency", "978")
        .containsEntry("vads_order_id", "transaction_42")
        .containsEntry("vads_cust_email", "zoe@example.org")
        .containsEntry("vads_cust_last_name", "Lefèvre")
        .containsEntry("vads_language", "fr");
    Session session = session();
    assertThat(fields.get("vads_url_return"))
        .isEqualTo("https://bridge.example/return/" + session.token());
    assertThat(session.field("returnUrl")).contains(RETURN);
    assertThat(order().orElseThrow().state()).isEqualTo(OrderState.STARTED);
    assertThat(bridge.calls).isEmpty();
  }

  @Test
  void theRecordedEventIsTaken() {
    Json reply = Bridge.run(new EcwidPaymentFunction(bridge.wiring), Bridge.event("ecwid-payment"));

    assertThat(status(reply)).isEqualTo(200);
    assertThat(inputs(reply)).containsEntry("vads_amount", "4990");
  }

  @Test
  void aFormThatComesAgainMeansTheSameSession() {
    buy(CART);
    Session first = session();
    buy(CART);

    assertThat(session()).isEqualTo(first);
    assertThat(order().orElseThrow().starts()).hasSize(1);
  }

  @Test
  void aFormThatComesAgainAfterThePaymentMakesNoOther() {
    Map<String, String> fields = inputs(buy(CART));
    pay(fields, "AUTHORISED");
    bridge.work();
    int starts = order().orElseThrow().starts().size();

    Json again = buy(CART);

    assertThat(status(again)).isEqualTo(303);
    assertThat(again.get("headers").get("location").text("")).isEqualTo(RETURN);
    assertThat(order().orElseThrow().starts()).hasSize(starts);
  }

  @Test
  void aFormThatIsSentTenTimesAtOnceIsOneSession() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
      Callable<Json> call = () -> buy(CART);
      List<Future<Json>> replies = threads.invokeAll(Collections.nCopies(10, call));
      List<String> back = new ArrayList<>();
      for (Future<Json> reply : replies) {
        back.add(inputs(reply.get()).get("vads_url_return"));
      }

      assertThat(back).containsOnly("https://bridge.example/return/" + session().token());
    }
  }

  /// The table refuses one of two writes at once before the other can be read.
  @Test
  void aFormThatIsRefusedForAnotherAtTheSameMomentIsTakenAllTheSame() {
    bridge.table.beforeNextWrite(() -> {
      throw new Table.Stale("another transaction is under way");
    });

    Json reply = buy(CART);

    assertThat(status(reply)).isEqualTo(200);
  }

  @Test
  void aCartThatChangedIsAskedForAtEcwid() {
    buy(CART);
    String more = CART.replace("49.90", "59.90");
    bridge.answers.add(Bridge.answered(200, AS_ECWID_HAS_IT.replace("49.9", "59.9")));

    Json reply = buy(more);

    assertThat(inputs(reply)).containsEntry("vads_amount", "5990");
    assertThat(bridge.calls.getFirst().url())
        .isEqualTo("https://app.ecwid.com/api/v3/1003/orders/transaction_42");
  }

  @Test
  void anOlderCartThatIsSentAgainIsRefused() {
    buy(CART);
    bridge.answers.add(Bridge.answered(200, AS_ECWID_HAS_IT.replace("49.9", "59.9")));
    buy(CART.replace("49.90", "59.90"));
    bridge.answers.add(Bridge.answered(200, AS_ECWID_HAS_IT.replace("49.9", "59.9")));

    Json old = buy(CART);

    assertThat(status(old)).isEqualTo(409);
    assertThat(session().amount().minorUnits()).isEqualTo(5990);
  }

  @Test
  void dataAloneIsTakenOnceEcwidHasConfirmedTheOrder() {
    bridge.answers.add(Bridge.answered(200, AS_ECWID_HAS_IT));

    Json reply = buyWith(Map.of("data", Sealed.cbc(CART)));

    assertThat(status(reply)).isEqualTo(200);
    assertThat(bridge.calls).hasSize(1);
  }

  @Test
  void dataAloneOfAnotherAmountOrStoreOrNobodyIsRefused() {
    bridge.answers.add(Bridge.answered(200, AS_ECWID_HAS_IT.replace("49.9", "499")));
    bridge.answers.add(Bridge.answered(200, AS_ECWID_HAS_IT.replace("EUR", "JPY")));
    bridge.answers.add(Bridge.answered(404, "{}"));
    bridge.answers.add(Bridge.answered(500, ""));
    bridge.answers.add(
        Bridge.answered(200, AS_ECWID_HAS_IT.replace("transaction_42", "transaction_43")));

    for (int i = 0; i < 5; i++) {
      assertThat(status(buyWith(Map.of("data", Sealed.cbc(CART))))).isEqualTo(409);
    }
    assertThat(bridge.wiring.sessions().find(ORDER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://app.ecwid.com/                    | https://evil.example/  | 422
          "merchantAppSettings": {}                 | "merchantAppSettings": {"siteId": "87654321"} | 422
          CUSTOM_PAYMENT_APP-lyra-own               | CUSTOM_PAYMENT_APP-other | 422
          "storeId": 1003                           | "storeId": 1004          | 404
          "currency": "EUR"                         | "currency": "XXX"        | 422
          49.90                                     | 49.905                   | 422
          49.90                                     | -49.90                   | 422
          """)
  void whatIsNotForThisShopIsRefusedAndNothingIsKept(String part, String other, int status) {
    Json reply = buy(CART.replace(part, other));

    assertThat(status(reply)).isEqualTo(status);
    assertThat(order()).isEmpty();
    assertThat(bridge.wiring.sessions().find(ORDER)).isEmpty();
  }

  @Test
  void aSecretOfTheAppThatIsNotTheStoresOwnOpensNothingOfIt() {
    Secret other = Secret.of("theSecretOfAnotherStoresOwnApp");
    bridge.wiring.apps().note(Platform.ECWID, "lyra-own", other);

    Json reply = buyWith(Map.of("enc_data", Sealed.gcm(CART, other)));

    assertThat(status(reply)).isEqualTo(400);
    assertThat(order()).isEmpty();
  }

  /// The app's secrets may be those of single stores, whose merchants know them.
  @Test
  void aStoreThatHasNoSecretIsNotBelievedByThatOfAnotherStore() {
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345679", "brand": "lyra", "mode": "TEST",
         "testKey": "1122334455667788", "connection": {"platform": "ecwid", "storeId": "1004",
           "token": "secret_OF_1004", "app": "lyra-own"}}}
        """);
    String cart = CART.replace("\"storeId\": 1003", "\"storeId\": 1004").replace("49.90", "1.00");
    bridge.answers.add(Bridge.answered(200, AS_ECWID_HAS_IT));
    assertThat(status(buy(cart))).as("with the secret of store 1003").isEqualTo(409);
    Secret other = Secret.of("theSecretOfAnotherStoresOwnApp");
    bridge.wiring.apps().note(Platform.ECWID, "lyra-own", other);
    bridge.answers.add(Bridge.answered(200, AS_ECWID_HAS_IT));

    Json forged = buyWith(Map.of("enc_data", Sealed.gcm(cart, other)));

    assertThat(status(forged)).isEqualTo(409);
    assertThat(bridge.calls).hasSize(2);
  }

  /// One secret, which operators gave with the app's name at Ecwid, is that of no store.
  @Test
  void aStoreOfAnAppWithOneSecretIsBelieved() {
    Bridge shared = new Bridge();
    shared.operator(
        """
        {"action": "saveApp", "app": {"platform": "ecwid", "name": "lyra-own",
         "clientId": "lyra-own", "clientSecret": "%s"}}
        """
            .formatted(Sealed.SECRET.reveal()));
    shared.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345679", "brand": "lyra", "mode": "TEST",
         "testKey": "1122334455667788", "connection": {"platform": "ecwid", "storeId": "1003",
           "token": "secret_OF_1003", "app": "lyra-own"}}}
        """);

    Json page =
        Bridge.run(
            new EcwidPaymentFunction(shared.wiring),
            EcwidTests.request(
                "POST",
                "/ecwid/payment",
                "app-name=lyra-own",
                FORM,
                Sealed.body(Map.of("enc_data", Sealed.gcm(CART))),
                Map.of()));

    assertThat(status(page)).isEqualTo(200);
    assertThat(shared.calls).isEmpty();
  }

  @Test
  void anAppThatIsNotThereIsUnknown() {
    String event =
        EcwidTests.request(
            "POST", "/ecwid/payment", "app-name=other", FORM, "enc_data=x", Map.of());

    assertThat(status(Bridge.run(new EcwidPaymentFunction(bridge.wiring), event))).isEqualTo(404);
  }

  @Test
  void ecwidIsToldBeforeTheBuyerReturns() {
    Map<String, String> fields = inputs(buy(CART));
    Map<String, String> back = pay(fields, "AUTHORISED");

    Json early = comeBack(back);
    assertThat(status(early)).isEqualTo(200);
    assertThat(body(early)).contains("http-equiv=\"refresh\"").doesNotContain(RETURN);

    bridge.answers.add(Bridge.answered(200, "{\"updateCount\":1}"));
    bridge.work();
    Outgoing put = bridge.calls.getFirst();
    assertThat(put.method()).isEqualTo("PUT");
    assertThat(new String(put.body(), UTF_8))
        .isEqualTo(
            "{\"paymentStatus\":\"PAID\","
                + "\"externalTransactionId\":\"0123456789abcdef0123456789abcdef\"}");
    assertThat(bridge.ledger.deliveries(ORDER).getLast().state())
        .isEqualTo(Delivery.State.DELIVERED);
    Json late = comeBack(back);
    assertThat(status(late)).isEqualTo(303);
    assertThat(late.get("headers").get("location").text("")).isEqualTo(RETURN);
  }

  @Test
  void aRefusalLeadsBackWithItsReason() {
    Map<String, String> back = pay(inputs(buy(CART)), "REFUSED");
    bridge.answers.add(Bridge.answered(200, "{\"updateCount\":1}"));
    bridge.work();

    Json reply = comeBack(back);

    assertThat(new String(bridge.calls.getFirst().body(), UTF_8)).contains("INCOMPLETE");
    assertThat(reply.get("headers").get("location").text(""))
        .isEqualTo(RETURN + "&errorMsg=Le%20paiement%20a%20%C3%A9t%C3%A9%20refus%C3%A9.");
  }

  @Test
  void aBuyerWhoPaysAfterARefusalWaitsForThePaymentToBeTold() {
    pay(inputs(buy(CART)), "REFUSED");
    bridge.answers.add(Bridge.answered(200, "{\"updateCount\":1}"));
    bridge.work();
    bridge.clock.moveTo(Bridge.START.plusSeconds(60));
    Map<String, String> second = inputs(buy(CART));
    Map<String, String> told = signed(second, "AUTHORISED", "second");

    Json beforeTheNotification = comeBack(told);
    pay(second, "AUTHORISED", "second");
    Json beforeTheTelling = comeBack(told);
    bridge.answers.add(Bridge.answered(200, "{\"updateCount\":1}"));
    bridge.work();
    Json after = comeBack(told);

    assertThat(status(beforeTheNotification)).isEqualTo(200);
    assertThat(status(beforeTheTelling)).isEqualTo(200);
    assertThat(status(after)).isEqualTo(303);
    assertThat(new String(bridge.calls.getLast().body(), UTF_8)).contains("\"PAID\"");
  }

  @Test
  void aLateAbandonDoesNotTakeThePaymentBackAtEcwid() {
    Map<String, String> first = inputs(buy(CART));
    bridge.clock.moveTo(Bridge.START.plusSeconds(60));
    pay(inputs(buy(CART)), "AUTHORISED");
    bridge.work();

    pay(first, "ABANDONED", "late");
    bridge.work();

    assertThat(bridge.calls)
        .noneMatch(call -> new String(call.body(), UTF_8).contains("INCOMPLETE"));
    assertThat(order().orElseThrow().isPaid()).isTrue();
  }

  @Test
  void aTokenThatEcwidRefusesFailsTheDeliveryInWords() {
    pay(inputs(buy(CART)), "AUTHORISED");
    bridge.answers.add(Bridge.answered(403, "{\"errorMessage\": \"App is not installed\"}"));
    bridge.work();

    Delivery delivery = bridge.ledger.deliveries(ORDER).getLast();
    assertThat(delivery.state()).isNotEqualTo(Delivery.State.DELIVERED);
    assertThat(delivery.attempts().getLast().response())
        .isEqualTo("the store's token is refused: App is not installed");
  }

  private Json buy(String cart) {
    return buyWith(Map.of("enc_data", Sealed.gcm(cart)));
  }

  private Json buyWith(Map<String, String> fields) {
    String event =
        EcwidTests.request(
            "POST", "/ecwid/payment", "app-name=lyra-own", FORM, Sealed.body(fields), Map.of());
    return Bridge.run(new EcwidPaymentFunction(bridge.wiring), event);
  }

  private Map<String, String> pay(Map<String, String> form, String status) {
    return pay(form, status, "0123456789abcdef0123456789abcdef");
  }

  /// The gateway's notification; answers the fields that the browser brings back.
  private Map<String, String> pay(Map<String, String> form, String status, String uuid) {
    Map<String, String> signed = signed(form, status, uuid);
    Json reply = bridge.notification(Vectors.body(signed));
    assertThat(status(reply)).as(body(reply)).isEqualTo(200);
    return signed;
  }

  private static Map<String, String> signed(Map<String, String> form, String status, String uuid) {
    Map<String, String> fields = new TreeMap<>();
    for (String name :
        List.of(
            "vads_version",
            "vads_site_id",
            "vads_ctx_mode",
            "vads_trans_id",
            "vads_trans_date",
            "vads_amount",
            "vads_currency",
            "vads_order_id")) {
      fields.put(name, form.getOrDefault(name, ""));
    }
    fields.put("vads_trans_status", status);
    if (!status.equals("ABANDONED")) {
      fields.put("vads_trans_uuid", uuid);
      fields.put("vads_sequence_number", "1");
      fields.put("vads_effective_amount", fields.get("vads_amount"));
      fields.put("vads_effective_currency", fields.get("vads_currency"));
    }
    fields.put("vads_operation_type", "DEBIT");
    fields.put("vads_url_check_src", "PAY");
    return Requests.signed(fields, Requests.KEY);
  }

  private Json comeBack(Map<String, String> fields) {
    String token = session().token();
    String query = new String(Vectors.body(fields), UTF_8);
    String event =
        EcwidTests.request("GET", "/return/" + token, query, "", "", Map.of())
            .replaceFirst("\\{", "{\"pathParameters\": {\"token\": \"" + token + "\"}, ");
    return Bridge.run(new ReturnFunction(bridge.wiring), event);
  }

  private Session session() {
    return bridge.wiring.sessions().find(ORDER).orElseThrow();
  }

  private Optional<Order> order() {
    return bridge.ledger.order(ORDER);
  }

  private static Map<String, String> inputs(Json reply) {
    Map<String, String> inputs = new LinkedHashMap<>();
    Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\"")
        .matcher(body(reply))
        .results()
        .forEach(input ->
            inputs.put(
                input.group(1),
                input
                    .group(2)
                    .replace("&#39;", "'")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&")));
    return inputs;
  }

  private static String body(Json reply) {
    return reply.get("body").text("");
  }

  private static int status(Json reply) {
    return reply.get("statusCode").number().orElseThrow().intValue();
  }
}
