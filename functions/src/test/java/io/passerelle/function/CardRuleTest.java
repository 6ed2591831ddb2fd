package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.CardChange;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.NetworkState;
import io.passerelle.card.TokenState;
import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.RuleKind;
import io.passerelle.delivery.Variable;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.gateway.AnswerSigner;
import io.passerelle.gateway.FormSigner;
import io.passerelle.store.HistoryLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a shop's server is told of a kept card, by a rule for that.
class CardRuleTest {

  private static final String TOKEN = "6af9d54d49794395bafb8a41941399e2";
  private static final String ERP = "https://erp.example/cards";

  private final Bridge bridge = new Bridge().withShop();

  @BeforeEach
  void aCardWasKept() {
    bridge.notification(Requests.keeping(TOKEN));
    bridge.work();
    bridge.calls.clear();
    bridge.asksGateway(_ -> gatewaysAnswer("0014", 2028));
  }

  @Test
  void aChangeCallsTheUrlWithASignedForm() {
    rules("");

    tell("SUSPENDED");

    Outgoing call = onlyCall();
    Map<String, String> fields = Form.parse(call.body()).fields();
    assertThat(call.url()).isEqualTo(ERP);
    assertThat(fields)
        .containsEntry("vads_site_id", "12345678")
        .containsEntry("vads_order_id", Bridge.ORDER.reference())
        .containsEntry("vads_ctx_mode", "TEST")
        .containsEntry("vads_identifier", TOKEN)
        .containsEntry("vads_identifier_status", "ACTIVE")
        .containsEntry("vads_network_token_status", "SUSPENDED")
        .containsEntry("vads_card_brand", "CB")
        .containsEntry("vads_card_number", "XXXXXXXXXXXX0014")
        .containsEntry("vads_expiry_month", "06")
        .containsEntry("vads_expiry_year", "2028")
        .containsEntry("vads_card_change", "SUSPENDED")
        .containsEntry("vads_card_advice", "ASK_BUYER")
        .containsEntry("vads_card_change_source", "ISSUER");
    TreeMap<String, String> signed = new TreeMap<>(fields);
    String signature = Objects.requireNonNull(signed.remove("signature"));
    assertThat(FormSigner.hmacSha256(Requests.KEY).sign(signed)).isEqualTo(signature);
    assertThat(call.headers()).containsKeys("webhook-id", "webhook-timestamp", "webhook-signature");
  }

  @Test
  void aRuleMayAskForTheAnswersFormat() {
    rules(", \"format\":\"REST\"");

    tell("SUSPENDED");

    Map<String, String> fields = Form.parse(onlyCall().body()).fields();
    String answer = fields.getOrDefault("kr-answer", "");
    assertThat(new AnswerSigner(Requests.PASSWORD).sign(answer)).isEqualTo(fields.get("kr-hash"));
    Json told = Json.parse(answer);
    assertThat(told.get("paymentMethodToken").text()).contains(TOKEN);
    assertThat(told.get("meansOfPayment").get("status").text()).contains("SUSPENDED");
    assertThat(told.get("card").get("lastFour").text()).contains("0014");
    assertThat(told.get("card").get("expiryMonth").text()).contains("06");
    assertThat(told.get("change").text()).contains("SUSPENDED");
    assertThat(told.get("advice").text()).contains("ASK_BUYER");
    assertThat(told.get("source").text()).contains("ISSUER");
  }

  @Test
  void theHistoryOfTheCardsOrderSaysWhatWasToldAndWhy() {
    rules("");

    tell("SUSPENDED");

    List<HistoryLine> history = bridge.ledger.page(Bridge.ORDER).orElseThrow().history();
    assertThat(history.stream().map(HistoryLine::info))
        .anyMatch(info -> info.contains("SUSPENDED, CB 0014, 06/2028") && info.contains("matched"))
        .anyMatch(info -> info.startsWith("SENT, rule=Cards"));
    assertThat(bridge.rows.rows().toString()).doesNotContain("XXXXXXXXXXXX0014");
  }

  @Test
  void aServerThatFailsIsCalledAgainAndTheMerchantIsMailed() {
    rules(", \"alertEmails\":\"it@shop.example\"");
    bridge.answers.add(Bridge.answered(500, "down"));

    tell("SUSPENDED");
    assertThat(cardDeliveries()).extracting(Delivery::state).containsOnly(Delivery.State.FAILED);
    bridge.minutesPass(20);

    assertThat(cardDeliveries()).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
    assertThat(bridge.mails.stream().map(Mime::subject)).hasSizeGreaterThanOrEqualTo(2);
    List<Outgoing> calls = calls();
    assertThat(calls).hasSize(2);
    assertThat(calls.getFirst().body()).isEqualTo(calls.getLast().body());
    assertThat(calls.getFirst().headers().get("webhook-id"))
        .isEqualTo(calls.getLast().headers().get("webhook-id"));
  }

  @Test
  void eachChangeIsToldAndInItsOrder() {
    rules("");

    tell("SUSPENDED");
    bridge.asksGateway(_ -> gatewaysAnswer("0114", 2030));
    tell("ACTIVE");
    tell("DELETED");
    tell("DELETED");

    assertThat(calls().stream().map(CardRuleTest::change))
        .containsExactly("SUSPENDED", "REACTIVATED", "RENEWED", "CLOSED");
  }

  @Test
  void aCardThatItsBuyerEntersIsToldOnceWhateverFollows() {
    rules("");

    buyerEnters("AUTHORISED");
    buyerEnters("AUTHORISED");
    buyerEnters("CAPTURED");
    bridge.asksGateway(_ -> gatewaysAnswer("0222", 2030));
    tell("ACTIVE");

    Map<String, String> told = Form.parse(onlyCall().body()).fields();
    assertThat(told)
        .containsEntry("vads_order_id", "SO0043-1")
        .containsEntry("vads_identifier", TOKEN)
        .containsEntry("vads_card_number", "XXXXXXXXXXXX0222")
        .containsEntry("vads_card_change", "RENEWED")
        .containsEntry("vads_card_advice", "SHOW_NEW_CARD")
        .containsEntry("vads_card_change_source", "BUYER");
  }

  @Test
  void aCardThatAnItnToldFirstIsNotToldAgainByItsPayment() {
    rules("");
    bridge.asksGateway(_ -> gatewaysAnswer("0222", 2030));

    tell("ACTIVE");
    buyerEnters("AUTHORISED");

    assertThat(change(onlyCall())).isEqualTo("RENEWED");
    assertThat(Form.parse(onlyCall().body()).field("vads_card_change_source")).contains("ISSUER");
  }

  /// A lost write is made good by the gateway's calling again, and nobody is called twice.
  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
  void whateverFailsWhileItIsWrittenItIsToldOnce(int write, boolean takesEffect) {
    rules("");

    bridge.table.failAt(write, takesEffect);
    try {
      buyerEnters("AUTHORISED");
    } catch (RuntimeException _) {
      // As Lambda would see it; the gateway is answered nothing.
    }
    bridge.table.failAt(0, false);
    buyerEnters("AUTHORISED");
    bridge.minutesPass(30);

    assertThat(onlyCall().url()).isEqualTo(ERP);
  }

  @Test
  void theSameCardThatIsEnteredAgainIsNoChange() {
    rules("");

    buyerEnters("AUTHORISED", "vads_card_number", "497010XXXXXX0014", "vads_expiry_year", "2028");

    assertThat(calls()).isEmpty();
  }

  @Test
  void aConditionThatDoesNotHoldCallsNobodyAndSaysWhy() {
    rules(
        ", \"conditions\":[{\"variable\":\"token_change\",\"operator\":\"IS_IN\","
            + "\"value\":[\"CLOSED\",\"CANCELLED\"]}]");

    tell("SUSPENDED");

    assertThat(calls()).isEmpty();
    assertThat(bridge.ledger.page(Bridge.ORDER).orElseThrow().history())
        .anyMatch(line -> line.info().contains("token_change is in"));
  }

  @Test
  void aRuleForProductionIsNotCalledInTest() {
    Json saved = save("\"urlProduction\":\"" + ERP + "\"");
    assertThat(saved.get("status").number()).contains(200L);

    tell("SUSPENDED");

    assertThat(calls()).isEmpty();
  }

  @Test
  void aPaymentCallsNoRuleForCards() {
    rules("");

    bridge.notification(Requests.notification("CAPTURED"));
    bridge.work();

    assertThat(calls()).isEmpty();
    assertThat(bridge.ledger.page(Bridge.ORDER).orElseThrow().history())
        .noneMatch(line -> line.info().contains("Cards"));
  }

  @Test
  void conditionsAreOverTheVariablesOfCardsAlone() {
    Json refused =
        save("\"conditions\":[{\"variable\":\"amount\",\"operator\":\"IS\",\"value\":\"1\"}]");

    assertThat(refused.get("status").number()).contains(422L);
    assertThat(refused.get("body").get("error").text(""))
        .contains("card_brand")
        .doesNotContain("paid_attempts");
  }

  @Test
  void theWordsOfTheVariablesAreThoseOfCards() {
    assertThat(words("token_state")).isEqualTo(names(TokenState.values()));
    assertThat(words("token_network_state")).isEqualTo(names(NetworkState.values()));
    assertThat(words("token_change")).isEqualTo(names(CardChange.values()));
    assertThat(words("token_advice")).isEqualTo(names(CardChange.Advice.values()));
    assertThat(words("token_source")).isEqualTo(names(Source.values()));
  }

  private static List<String> words(String variable) {
    return Objects.requireNonNull(Variable.ofCards().get(variable)).words();
  }

  private static List<String> names(Enum<?>[] words) {
    return Stream.of(words).map(Enum::name).toList();
  }

  private List<Delivery> cardDeliveries() {
    return bridge.ledger.deliveries(Bridge.ORDER).stream()
        .filter(delivery -> delivery.rule() == RuleKind.CARD_UPDATE)
        .toList();
  }

  private List<Outgoing> calls() {
    return bridge.calls.stream().filter(call -> call.url().equals(ERP)).toList();
  }

  private Outgoing onlyCall() {
    assertThat(calls()).hasSize(1);
    return calls().getFirst();
  }

  private static String change(Outgoing call) {
    return Form.parse(call.body()).field("vads_card_change").orElse("");
  }

  private void rules(String more) {
    Json saved = save("\"urlTest\":\"" + ERP + "\"" + more);
    assertThat(saved.get("status").number()).contains(200L);
  }

  private Json save(String rule) {
    return bridge.operator(
        "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"rules\":["
            + "{\"kind\":\"CARD_UPDATE\",\"label\":\"Cards\","
            + rule
            + "}]}}");
  }

  private void buyerEnters(String status, String... more) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "vads_order_id",
                "SO0043-1",
                "vads_trans_id",
                "360001",
                "vads_trans_uuid",
                "1".repeat(32),
                "vads_identifier",
                TOKEN,
                "vads_identifier_status",
                "UPDATED",
                "vads_card_number",
                "497011XXXXXX0222",
                "vads_expiry_month",
                "6",
                "vads_expiry_year",
                "2030"));
    fields.addAll(List.of(more));
    bridge.notification(Requests.notification(status, fields.toArray(String[]::new)));
    bridge.work();
  }

  private static Answer gatewaysAnswer(String lastFour, int year) {
    return Bridge.answered(
        200,
        """
        {"status":"SUCCESS","mode":"TEST","answer":{"paymentMethodToken":"%s","cancellationDate":null,\
        "tokenDetails":{"pan":"497010XXXXXX%s","expiryMonth":6,"expiryYear":%d,"effectiveBrand":"CB"}}}\
        """
            .formatted(TOKEN, lastFour, year));
  }

  private void tell(String networkStatus) {
    String itn =
        """
        {"paymentMethodToken":"%s","mode":"TEST","paymentMethodTokenStatus":"ACTIVE",\
        "meansOfPayment":{"status":"%s","method":"CB"},"source":"ISSUER"}\
        """
            .formatted(TOKEN, networkStatus);
    Bridge.run(
        new CardUpdateFunction(bridge.wiring),
        Requests.http("/itn", "application/json", itn.getBytes(UTF_8), Map.of()));
    bridge.work();
  }
}
