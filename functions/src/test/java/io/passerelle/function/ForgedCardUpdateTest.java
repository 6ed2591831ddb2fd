package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.Card;
import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.card.LastFour;
import io.passerelle.card.NetworkState;
import io.passerelle.card.TokenId;
import io.passerelle.delivery.Answer;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two companies that chose the same token, in a deployment that takes calls from every address:
/// what is signed counts for the signer's own card, and what is not signed for nobody's.
class ForgedCardUpdateTest {

  private static final String ALIKE = "customer-42";
  private static final String HIS_ALONE = "customer-7";
  private static final SiteId MINE = new SiteId("12345678");
  private static final SiteId HIS = new SiteId("23456789");
  private static final String MY_SIRET = "11111111111111";
  private static final String HIS_SIRET = "45251785700028";
  private static final Secret MY_PASSWORD = Requests.PASSWORD;
  private static final Card CARD = new Card("CB", LastFour.of("0014"), Expiry.of("6", "2028"));

  private final Bridge bridge = new Bridge(Map.of("NOTIFICATION_SOURCES", "")).withShop();
  private final CardTokens tokens = new CardTokens(bridge.rows);

  @BeforeEach
  void bothHaveKeptACard() {
    saveShop(MINE, "Mine", MY_SIRET, MY_PASSWORD);
    saveShop(HIS, "His", HIS_SIRET, Secret.of("another_password"));
    keep("Mine", MINE, ALIKE);
    keep("His", HIS, ALIKE);
    keep("His", HIS, HIS_ALONE);
    bridge.asksGateway(call ->
        gatewaysAnswer(Requests.text(call.body()).contains(HIS_ALONE) ? HIS_ALONE : ALIKE, "0014"));
  }

  @Test
  void aKeyProvesNothingOfAnotherCompanysCard() {
    tell(Requests.rest(itn(HIS_SIRET, ALIKE, "DELETED"), MY_PASSWORD));
    bridge.work();

    assertThat(network("His", ALIKE)).isEqualTo(NetworkState.UNKNOWN);
    assertThat(network("Mine", ALIKE)).isEqualTo(NetworkState.UNKNOWN);
    assertThat(news()).contains("\"outcome\":\"OTHER_COMPANY\"");
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void aKeyProvesWhatIsSaidOfItsOwnCompanysCard() {
    tell(Requests.rest(itn(MY_SIRET, ALIKE, "DELETED"), MY_PASSWORD));
    bridge.work();

    assertThat(network("Mine", ALIKE)).isEqualTo(NetworkState.DELETED);
    assertThat(network("His", ALIKE)).isEqualTo(NetworkState.UNKNOWN);
  }

  @Test
  void aCompanyWithoutALegalIdIsNotTakenForTheOneThatSigned() {
    saveShop(HIS, "His", "", Secret.of("another_password"));

    tell(Requests.rest(itn(HIS_SIRET, ALIKE, "DELETED"), MY_PASSWORD));
    bridge.work();

    assertThat(network("His", ALIKE)).isEqualTo(NetworkState.UNKNOWN);
  }

  @Test
  void theTokenThatIsCheckedIsTheOneThatIsChanged() {
    String two =
        itn(HIS_SIRET, HIS_ALONE, "DELETED")
            .replaceFirst("\\{", "{\"x\":{\"paymentMethodToken\":\"" + ALIKE + "\"},");

    Json reply = tell(Requests.rest(two, MY_PASSWORD));
    bridge.work();

    assertThat(reply.get("statusCode").number()).contains(403L);
    assertThat(network("His", HIS_ALONE)).isEqualTo(NetworkState.UNKNOWN);
    assertThat(news()).contains("\"outcome\":\"BAD_SIGNATURE\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 2_049, 100_000})
  void aTokenThatIsTooLongIsKeptAside(int length) {
    String itn = itn(MY_SIRET, "x".repeat(length), "DELETED");

    Json signed = tell(Requests.rest(itn, MY_PASSWORD));
    Json unsigned = tell(itn.getBytes(UTF_8));

    assertThat(signed.get("statusCode").number()).contains(400L);
    assertThat(unsigned.get("statusCode").number()).contains(400L);
    assertThat(news().split("\"outcome\":\"MALFORMED\"", -1)).hasSize(3);
  }

  @Test
  void withoutASourceRangeNothingUnsignedIsBelievedOfTheNetwork() {
    tell(itn(HIS_SIRET, HIS_ALONE, "DELETED").getBytes(UTF_8));
    bridge.work();

    assertThat(network("His", HIS_ALONE)).isEqualTo(NetworkState.UNKNOWN);
    assertThat(bridge.questions).hasSize(1);
    assertThat(bridge.mails).isEmpty();
    assertThat(news()).contains("\"outcome\":\"NOT_PROVED\"");
  }

  @Test
  void withoutASourceRangeASuspensionOfTheTokenIsNotBelievedEither() {
    String suspended =
        itn(HIS_SIRET, HIS_ALONE, "ACTIVE").replaceFirst("\"ACTIVE\"", "\"SUSPENDED\"");

    tell(suspended.getBytes(UTF_8));
    bridge.work();

    assertThat(card("His", HIS_ALONE).isSuspended()).isFalse();
    assertThat(news()).contains("\"outcome\":\"NOT_PROVED\"");
  }

  @Test
  void withoutASourceRangeTheGatewaysOwnAnswerCounts() {
    bridge.asksGateway(_ -> gatewaysAnswer(HIS_ALONE, "0055"));

    tell(itn(HIS_SIRET, HIS_ALONE, "ACTIVE").getBytes(UTF_8));
    bridge.work();

    assertThat(card("His", HIS_ALONE).card()).hasToString("CB 0055, 06/2028");
    assertThat(news()).contains("\"outcome\":\"DONE\"");
  }

  private void saveShop(SiteId siteId, String company, String siret, Secret password) {
    Json saved =
        bridge.operator(
            """
            {"action": "saveShop", "shop": {"siteId": "%s", "label": "Boutique", "company": "%s",
             "brand": "lyra", "mode": "TEST", "testKey": "1122334455667788", "restPassword": "%s",
             "rules": [{"kind": "END_OF_PAYMENT", "alertEmails": "boss@shop.example"}],
             "settings": {"merchantLegalId": "%s"}}}\
            """
                .formatted(siteId, company, password.reveal(), siret));
    assertThat(saved.get("status").number()).contains(200L);
  }

  private void keep(String company, SiteId siteId, String token) {
    long place = tokens.nextPlace(Mode.TEST, token, Bridge.START);
    TokenId id = new TokenId(company, Mode.TEST, token);
    OrderId order = new OrderId(siteId, "SO0042-1");
    CardToken kept = CardToken.of(id, order, place, CARD, Holder.UNKNOWN, Bridge.START);
    bridge.ledger.write(new Change().with(kept));
  }

  private CardToken card(String company, String token) {
    return tokens.find(new TokenId(company, Mode.TEST, token)).orElseThrow();
  }

  private NetworkState network(String company, String token) {
    return card(company, token).network();
  }

  private Json tell(byte[] body) {
    return Bridge.run(
        new CardUpdateFunction(bridge.wiring),
        Requests.http("/itn", "application/json", body, Map.of()));
  }

  private static Answer gatewaysAnswer(String token, String lastFour) {
    return Bridge.answered(
        200,
        """
        {"status":"SUCCESS","mode":"TEST","answer":{"paymentMethodToken":"%s","cancellationDate":null,\
        "tokenDetails":{"pan":"497010XXXXXX%s","expiryMonth":6,"expiryYear":2028,"effectiveBrand":"CB"}}}\
        """
            .formatted(token, lastFour));
  }

  private static String itn(String siret, String token, String networkStatus) {
    return """
    {"merchantLegalId":"%s","paymentMethodToken":"%s","mode":"TEST",\
    "paymentMethodTokenStatus":"ACTIVE","meansOfPayment":{"status":"%s","method":"CB"},\
    "card":{"lastFour":"XXXXXXXXXXXX0014","expiryMonth":"06","expiryYear":"2028"},\
    "source":"ISSUER"}\
    """
        .formatted(siret, token, networkStatus);
  }

  private String news() {
    return bridge.rows.rows().stream()
        .filter(row -> row.key().partition().startsWith("ITN#"))
        .map(row -> row.document())
        .toList()
        .toString();
  }
}
