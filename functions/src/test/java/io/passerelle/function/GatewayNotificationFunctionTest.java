package io.passerelle.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Delivery;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.OrderState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayNotificationFunctionTest {

  private static final byte[] PAID = Requests.notification("AUTHORISED");

  private Bridge bridge = new Bridge();

  @BeforeEach
  void aShopAndAnOrderThatWasStarted() {
    bridge.withShop().checkout(Requests.paymentForm());
  }

  @Test
  void anAcceptedPaymentIsInTheTableWithItsDeliveryBeforeItIsAnswered() {
    requireAnswer(bridge.notification(PAID), 200, "OK-Accepted payment, order has been updated.");

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(bridge.delivery().state()).isEqualTo(Delivery.State.PENDING);
    assertThat(bridge.deliveryQueue.messages())
        .singleElement()
        .satisfies(message -> {
          assertThat(message.body()).isEqualTo(bridge.delivery().id().toString());
          assertThat(message.group()).isEqualTo("12345678");
        });
  }

  /// Odoo 10 to 14 write what they are told last, whatever they were told before.
  @ParameterizedTest
  @ValueSource(strings = {"REFUSED", "ABANDONED", "EXPIRED", "UNDER_VERIFICATION"})
  void anotherAttemptThatFailsOrWaitsIsNotToldToTheShopOfAPaidOrder(String state) {
    bridge.notification(PAID);

    bridge.notification(
        Requests.notification(
            state,
            "vads_trans_uuid",
            "fedcba9876543210fedcba9876543210",
            "vads_trans_id",
            "654321"));

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(bridge.order().transactions()).hasSize(2);
    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).hasSize(1);
  }

  @Test
  void theCancellationOfThePaymentItselfIsToldToTheShop() {
    bridge.notification(PAID);

    bridge.notification(Requests.notification("CANCELLED", "vads_url_check_src", "MERCH_BO"));

    assertThat(bridge.order().state()).isEqualTo(OrderState.CANCELLED);
    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).hasSize(2);
  }

  @Test
  void theSameNotificationTwiceIsOneEventAndOneDelivery() {
    bridge.notification(PAID);

    requireAnswer(
        bridge.notification(PAID), 200, "OK-Accepted payment, order is already up to date.");

    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).hasSize(1);
  }

  @Test
  void oneEventInBothFormatsAndAsAReplayIsOneEvent() {
    bridge.notification(PAID);
    byte[] replay = Requests.notification("AUTHORISED", "vads_url_check_src", "RETRY");
    byte[] hashed = Requests.notification("AUTHORISED", "vads_hash", "0123456789abcdef");
    byte[] rest = Requests.rest(Requests.restAnswer("AUTHORISED"), Requests.PASSWORD);

    for (byte[] again : List.of(replay, hashed, rest)) {
      requireAnswer(
          bridge.notification(again), 200, "OK-Accepted payment, order is already up to date.");
    }
    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).hasSize(1);
  }

  @Test
  void aRepetitionThatGoesOnFillsNoTable() {
    bridge.notification(PAID);
    bridge.notification(Requests.notification("CAPTURED"));
    for (int i = 0; i < 50; i++) {
      bridge.notification(PAID);
      bridge.notification(Requests.notification("CAPTURED"));
      bridge.notification(Requests.notification("INITIAL", "vads_effective_amount", "" + i));
    }

    assertThat(bridge.page().history()).hasSizeLessThan(10);
  }

  @Test
  void aRefusalThatComesLateChangesNothingAndTheShopIsNotTold() {
    bridge.notification(PAID);
    byte[] other =
        Requests.notification(
            "REFUSED",
            "vads_trans_uuid",
            "ffffffffffffffffffffffffffffffff",
            "vads_trans_id",
            "360001");

    requireAnswer(
        bridge.notification(Requests.notification("INITIAL")),
        200,
        "OK-Pending payment, a later state is already known.");
    requireAnswer(
        bridge.notification(Requests.notification("REFUSED")),
        200,
        "KO-Order status does not match the payment result.");
    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).hasSize(1);
    bridge.notification(other);
    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void anOrderThatWasNotStartedHereIsKnownFromItsFirstNotification() {
    requireAnswer(
        bridge.notification(Requests.notification("AUTHORISED", "vads_order_id", "BO-1")),
        200,
        "OK-Accepted payment, order has been updated.");
  }

  @Test
  void aLaterInstalmentIsRecordedAndTheShopDoesNotHearOfIt() {
    bridge.notification(Requests.notification("AUTHORISED", "vads_effective_amount", "2495"));
    byte[] second =
        Requests.notification(
            "REFUSED",
            "vads_trans_uuid",
            "ffffffffffffffffffffffffffffffff",
            "vads_sequence_number",
            "2",
            "vads_effective_amount",
            "2495",
            "vads_url_check_src",
            "BATCH_AUTO");

    bridge.notification(second);

    assertThat(bridge.order().transactions()).hasSize(2);
    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "vads_amount, 100, 'KO-Amount differs from the order, which was not changed.'",
    "vads_currency, 840, 'KO-Currency differs from the order, which was not changed.'",
  })
  void whatDiffersFromTheCheckoutIsKeptAndAlertedAndSettlesNothing(
      String field, String value, String words) {
    byte[] notification = Requests.notification("AUTHORISED", field, value);

    requireAnswer(bridge.notification(notification), 200, words);
    requireAnswer(bridge.notification(notification), 200, words);
    bridge.work();

    assertThat(bridge.order().isPaid()).isFalse();
    assertThat(bridge.order().flags()).hasSize(1);
    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).isEmpty();
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void anUnknownStatusIsKeptShownAndAlertedAndIsNoSuccess() {
    requireAnswer(
        bridge.notification(Requests.notification("UNEXISTING_STATUS")),
        200,
        "OK-Unknown status, kept as unknown.");
    bridge.work();

    assertThat(bridge.order().state()).isEqualTo(OrderState.UNKNOWN);
    assertThat(bridge.page().history().getLast().info()).isNotEmpty();
    assertThat(bridge.page().history())
        .anySatisfy(line -> assertThat(line.info()).contains("UNEXISTING_STATUS"));
    assertThat(bridge.mails).hasSize(1);
    assertThat(bridge.calls).isEmpty();
  }

  @Test
  void aSecondPaidAttemptIsAlerted() {
    bridge.notification(PAID);
    byte[] second =
        Requests.notification(
            "AUTHORISED",
            "vads_trans_uuid",
            "ffffffffffffffffffffffffffffffff",
            "vads_trans_id",
            "360001");

    requireAnswer(
        bridge.notification(second),
        200,
        "OK-Accepted payment, order has been updated. It was paid before: double payment.");
    bridge.work();

    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void whatIsNotGenuineChangesNothing() {
    Map<String, byte[]> wrong = new HashMap<>();
    wrong.put("another key", signedWith("another key"));
    wrong.put(
        "no signature", Requests.text(PAID).replaceFirst("signature=[^&]*&?", "").getBytes(UTF_8));
    wrong.put(
        "empty signature",
        Requests.text(PAID).replaceFirst("signature=[^&]*", "signature=").getBytes(UTF_8));
    wrong.put("a field changed", Requests.text(PAID).replace("4990", "4991").getBytes(UTF_8));
    wrong.put("a field added", (Requests.text(PAID) + "&vads_capture_delay=0").getBytes(UTF_8));
    wrong.put("the other mode", Requests.notification("AUTHORISED", "vads_ctx_mode", "PRODUCTION"));
    wrong.put(
        "rest, another password", Requests.rest(Requests.restAnswer("AUTHORISED"), Secret.of("x")));
    wrong.put("rest, the form key", Requests.rest(Requests.restAnswer("AUTHORISED"), Requests.KEY));
    wrong.put(
        "rest, the other mode",
        Requests.rest(
            Requests.restAnswer("AUTHORISED").replace("\"TEST\"", "\"PRODUCTION\""),
            Requests.PASSWORD));

    wrong.forEach(
        (what, body) -> requireRefused(what, Requests.ipn(body), 403, "Invalid signature."));
  }

  @Test
  void aKeyOfAnotherShopOpensNothing() {
    bridge.operator(
        "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"87654321\",\"testKey\":\"key of the other"
            + " shop\"}}");

    requireRefused(
        "the other shop's key",
        Requests.ipn(signedWith("key of the other shop")),
        403,
        "Invalid signature.");
    Json ofTheOther =
        bridge.notification(
            Vectors.body(
                Requests.signed(
                    Requests.changed(
                        Requests.FORM,
                        "vads_site_id",
                        "87654321",
                        "vads_trans_status",
                        "AUTHORISED"),
                    Secret.of("key of the other shop"))));
    requireAnswer(ofTheOther, 200, "OK-Accepted payment, order has been updated.");
    assertThat(bridge.order().isPaid()).isFalse();
  }

  @Test
  void anOldKeyIsAcceptedUntilTheOverlapIsOver() {
    bridge.operator(
        "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"testKey\":\"the new key\"}}");

    bridge.clock.moveBy(Duration.ofHours(24));
    requireRefused("an old key", Requests.ipn(PAID), 403, "Invalid signature.");

    bridge.clock.moveBy(Duration.ofSeconds(-1));
    requireAnswer(bridge.notification(PAID), 200, "OK-Accepted payment, order has been updated.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vads_amount=1                | 400 | Field given twice: vads_amount.
          signature=x                  | 400 | Field given twice: signature.
          %3Cb%3E=1&%3Cb%3E=2          | 400 | Field given twice: (unprintable).
          a=%                          | 400 | Malformed request: a % without two hexadecimal digits.
          kr-answer=%7B%7D             | 400 | Malformed request: both formats at once.
          a=%E9                        | 400 | Not UTF-8.
          """)
  void whatCannotBeReadChangesNothing(String added, int status, String words) {
    requireRefused(
        added, Requests.ipn((Requests.text(PAID) + "&" + added).getBytes(UTF_8)), status, words);
  }

  @Test
  void aRequestOfAnotherShapeChangesNothing() {
    byte[] latin1 = Requests.text(PAID).replace("SO0042-1", "SO0042-é").getBytes(ISO_8859_1);
    String many =
        IntStream.range(0, 10_000).mapToObj(i -> "f" + i + "=").collect(Collectors.joining("&"));
    byte[] json = Requests.restAnswer("AUTHORISED").getBytes(UTF_8);

    requireRefused("latin-1", Requests.ipn(latin1), 400, "Not UTF-8.");
    requireRefused(
        "10,000 fields",
        Requests.ipn(many.getBytes(UTF_8)),
        400,
        "Too many fields: more than 2000.");
    requireRefused(
        "1 MB", Requests.ipn(new byte[1 << 20]), 413, "Request too large: more than 131072 bytes.");
    requireRefused("nothing", Requests.ipn(new byte[0]), 400, "Malformed request: no form.");
    requireRefused(
        "another form",
        Requests.ipn("a=b".getBytes(UTF_8)),
        400,
        "Malformed request: no notification.");
    requireRefused(
        "JSON",
        Requests.http("/payment/lyra/ipn", "application/json", json, Map.of("app", "lyra")),
        415,
        "Wrong content type: a form is due.");
    requireRefused(
        "JSON as a form", Requests.ipn(json), 400, "Malformed request: no notification.");
    requireRefused(
        "another charset",
        Requests.http(
            "/payment/lyra/ipn",
            "application/x-www-form-urlencoded; charset=ISO-8859-1",
            PAID,
            Map.of("app", "lyra")),
        400,
        "Not UTF-8.");
  }

  @Test
  void anUnknownShopOrBrandChangesNothing() {
    requireRefused(
        "unknown shop",
        Requests.ipn(Requests.notification("AUTHORISED", "vads_site_id", "99999999")),
        404,
        "Unknown shop.");
    requireRefused(
        "unknown brand",
        Requests.http(
            "/payment/unheard-of/ipn",
            "application/x-www-form-urlencoded",
            PAID,
            Map.of("app", "unheard-of")),
        404,
        "Unknown brand.");
    requireRefused(
        "unknown brand in the query",
        Requests.ipn(PAID)
            .replace("\"headers\"", "\"rawQueryString\":\"app-name=x\",\"headers\"")
            .replace("{\"app\":\"lyra\"}", "{}"),
        404,
        "Unknown brand.");
  }

  /// The form API signs values and not names (form guide, chapter on the signature): cut and named
  /// anew, the values of a shop's form are a notification with the same signature. So it matters
  /// where a call comes from.
  @Test
  void aSignatureReadOffACheckoutThatFitsAForgedNotificationIsTurnedAwayByItsSource() {
    Map<String, String> form =
        Requests.changed(
            Requests.FORM,
            "vads_cust_address",
            "4990+TEST+978+SO0042-1+12345678+20260115100000+360000+AUTHORISED");
    String signature = Requests.signed(form, Requests.KEY).getOrDefault("signature", "");
    byte[] forged = forged(form, signature);
    String ipn = Requests.ipn(forged);

    bridge = new Bridge(Map.of("NOTIFICATION_SOURCES", "194.50.38.0/24")).withShop();
    Json fromTheGateway = Bridge.run(new GatewayNotificationFunction(bridge.wiring), ipn);
    bridge = new Bridge(Map.of("NOTIFICATION_SOURCES", "194.50.38.0/24")).withShop();
    Json fromABuyer =
        Bridge.run(
            new GatewayNotificationFunction(bridge.wiring),
            ipn.replace("194.50.38.7", "203.0.113.9"));

    requireStatus(fromTheGateway, 200); // The signature does fit.
    requireAnswer(fromABuyer, 403, "KO-Source address not allowed.");
    assertThat(bridge.stored()).hasSize(1);
  }

  /// The form's values in their order, of which the typed text gives the eight that count.
  private static byte[] forged(Map<String, String> form, String signature) {
    List<String> values = List.of(String.join("+", new TreeMap<>(form).values()).split("\\+"));
    int typed = values.indexOf("AUTHORISED") - 7;
    List<String> names =
        List.of(
            "vads_amount",
            "vads_ctx_mode",
            "vads_currency",
            "vads_order_id",
            "vads_site_id",
            "vads_trans_date",
            "vads_trans_id",
            "vads_trans_status");
    Map<String, String> fields = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      boolean counts = i >= typed && i < typed + names.size();
      String filler = (i < typed ? "vads_a" : "vads_trans_z") + (char) ('a' + i);
      fields.put(counts ? names.get(i - typed) : filler, values.get(i));
    }
    fields.put("signature", signature);
    return Vectors.body(fields);
  }

  @Test
  void aPaymentThatIsAcceptedAtASecondTryOnThePageIsToldToTheShop() {
    bridge.notification(Requests.notification("REFUSED", "vads_trans_uuid", "f".repeat(32)));
    bridge.work();

    bridge.notification(Requests.notification("AUTHORISED", "vads_sequence_number", "2"));
    bridge.work();

    assertThat(bridge.calls).hasSize(2);
    assertThat(bridge.order().isPaid()).isTrue();
  }

  @Test
  void specialCharactersAndEmptyFieldsAreSignedAndHandedOnAsTheyStand() {
    byte[] body =
        Requests.notification(
            "AUTHORISED", "vads_cust_name", "Zoé & Co + 🍓 % <b>", "vads_card_number", "");

    bridge.notification((Requests.text(body) + "&utm=1").getBytes(UTF_8));
    bridge.work();

    assertThat(new String(bridge.calls.getFirst().body(), UTF_8)).isEqualTo(Requests.text(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"194.50.38.7", "194.50.38.255"})
  void theGatewaysOwnRangeIsTaken(String source) {
    assertThat(reply("194.50.38.0/24", source).get("statusCode").number()).contains(200L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"194.50.39.1", "10.0.0.1", "::1", "", "not an address"})
  void anotherSourceIsTurnedAwayBeforeAnythingIsRead(String source) {
    Json reply = reply("194.50.38.0/24", source);

    requireAnswer(reply, 403, "KO-Source address not allowed.");
    assertThat(bridge.order().isPaid()).isFalse();
  }

  private Json reply(String ranges, String source) {
    bridge = new Bridge(Map.of("NOTIFICATION_SOURCES", ranges)).withShop();
    bridge.checkout(Requests.paymentForm());
    String event = Requests.ipn(PAID).replace("194.50.38.7", source);
    return Bridge.run(new GatewayNotificationFunction(bridge.wiring), event);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTableThatFailsIsNotAnsweredWithSuccessAndTheRepetitionBringsTheSameEnd(
      boolean takesEffect) {
    bridge.table.failAt(1, takesEffect);

    assertThatThrownBy(() -> bridge.notification(PAID)).isInstanceOf(AwsFailure.class);
    requireStatus(bridge.notification(PAID), 200);
    bridge.minutesPass(15);

    assertThat(bridge.order().state()).isEqualTo(OrderState.PAID);
    assertThat(bridge.delivery().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(bridge.calls).hasSize(1);
  }

  @Test
  void aQueueThatFailsIsNoReasonToRefuse() {
    bridge.deliveryQueue.isBroken(true);
    requireStatus(bridge.notification(PAID), 200);
    bridge.deliveryQueue.isBroken(false);

    bridge.minutesPass(15);

    assertThat(bridge.delivery().state()).isEqualTo(Delivery.State.DELIVERED);
  }

  private static byte[] signedWith(String key) {
    Map<String, String> fields = Requests.changed(Requests.FORM, "vads_trans_status", "AUTHORISED");
    return Vectors.body(Requests.signed(fields, Secret.of(key)));
  }

  private void requireRefused(String what, String event, int status, String words) {
    List<Table.Row> before = bridge.stored();

    Json reply = Bridge.run(new GatewayNotificationFunction(bridge.wiring), event);

    assertThat(reply.get("statusCode").number()).as(what).contains((long) status);
    assertThat(reply.get("body").text()).as(what).contains("KO-" + words);
    assertThat(bridge.stored()).as(what).isEqualTo(before);
    assertThat(bridge.deliveryQueue.messages()).as(what).isEmpty();
  }

  private static void requireAnswer(Json reply, int status, String words) {
    requireStatus(reply, status);
    assertThat(reply.get("body").text()).contains(words);
  }

  private static void requireStatus(Json reply, int status) {
    assertThat(reply.get("statusCode").number()).contains((long) status);
  }
}
