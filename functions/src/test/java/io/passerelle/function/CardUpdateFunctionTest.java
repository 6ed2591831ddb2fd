package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.card.CardToken;
import io.passerelle.card.NetworkState;
import io.passerelle.card.TokenState;
import io.passerelle.delivery.Answer;
import io.passerelle.edge.Json;
import io.passerelle.gateway.AnswerSigner;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Mode;
import io.passerelle.store.CardTokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An ITN is written down first, confirmed by the gateway, and told to the merchant.
class CardUpdateFunctionTest {

  private static final String TOKEN = "6af9d54d49794395bafb8a41941399e2";
  private static final String SIRET = "45251785700028";

  private final Bridge bridge = new Bridge().withShop();
  private final CardTokens tokens = new CardTokens(bridge.rows);

  @BeforeEach
  void aCardWasKept() {
    legalId(SIRET);
    bridge.notification(Requests.keeping(TOKEN));
    bridge.work();
    bridge.mails.clear();
    gatewayShows("497010XXXXXX0014", 6, 2028, null);
  }

  @Test
  void aPaymentMakesItsTokenKnown() {
    assertThat(token().card()).hasToString("CB 0014, 06/2028");
    assertThat(token().order()).isEqualTo(Bridge.ORDER);
    assertThat(bridge.rows.rows().stream().filter(row -> row.key().partition().contains(TOKEN)))
        .noneMatch(row -> row.document().contains("497010"));
  }

  @Test
  void aSuspendedCardIsConfirmedAndTold() {
    Json reply = tell(itn("SUSPENDED"));

    assertThat(reply.get("statusCode").number()).contains(200L);
    assertThat(token().network()).isEqualTo(NetworkState.UNKNOWN);
    bridge.work();
    assertThat(token().network()).isEqualTo(NetworkState.SUSPENDED);
    assertThat(bridge.questions.getLast().url()).endsWith("/Token/Get");
    assertThat(mail()).contains("est suspendue", "Contactez l'acheteur", "CB 0014, 06/2028");
    assertThat(mail()).doesNotContain(TOKEN);
  }

  @Test
  void theSameTwiceIsToldOnce() {
    tell(itn("SUSPENDED"));
    tell(itn("SUSPENDED"));
    bridge.work();

    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void suspendedReactivatedRenewedAndClosedAreTold() {
    tell(itn("SUSPENDED"));
    bridge.work();
    tell(itn("ACTIVE"));
    bridge.work();
    gatewayShows("497010XXXXXX0114", 9, 2030, null);
    tell(itn("ACTIVE"));
    bridge.work();
    tell(itn("DELETED"));
    bridge.work();

    assertThat(token().network()).isEqualTo(NetworkState.DELETED);
    assertThat(token().card()).hasToString("CB 0114, 09/2030");
    assertThat(bridge.mails).hasSize(4);
    assertThat(subjects())
        .satisfiesExactly(
            one -> assertThat(one).contains("suspendue"),
            one -> assertThat(one).contains("nouveau"),
            one -> assertThat(one).contains("renouvel"),
            one -> assertThat(one).contains("tur"));
  }

  /// A merchant who asked for a new card may enter it in the back office, of which only an ITN
  /// tells, or none.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCardThatTheBackOfficeGivesAClosedTokenIsKnownAndTold(boolean lost) {
    tell(itn("DELETED"));
    bridge.work();
    assertThat(token().isLive()).isFalse();
    bridge.mails.clear();
    gatewayShows("497010XXXXXX0114", 9, 2030, null);

    if (lost) {
      bridge.workUntil(bridge.clock.instant().plus(Duration.ofDays(31)));
    } else {
      tell(itn("ACTIVE").replace("ISSUER", "GATEWAY"));
      bridge.work();
    }

    assertThat(token().isUsable()).isTrue();
    assertThat(token().card()).hasToString("CB 0114, 09/2030");
    assertThat(subjects()).singleElement().asString().contains("renouvel");
    tell(itn("DELETED"));
    bridge.work();
    assertThat(token().network()).isEqualTo(NetworkState.DELETED);
  }

  @Test
  void aHintOfACancellationCountsOnlyWhereTheGatewaySaysSo() {
    String cancelled = itn("ACTIVE").replaceFirst("\"ACTIVE\"", "\"CANCELLED\"");
    tell(cancelled);
    bridge.work();
    assertThat(token().state()).isEqualTo(TokenState.ACTIVE);

    gatewayShows("497010XXXXXX0014", 6, 2028, "2026-01-15T09:00:00+00:00");
    tell(cancelled);
    bridge.work();

    assertThat(token().state()).isEqualTo(TokenState.CANCELLED);
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void aForgersCardIsNotTaken() {
    tell(itn("ACTIVE").replace("XXXXXXXXXXXX0014", "4970100000009999"));
    bridge.work();

    assertThat(token().card()).hasToString("CB 0014, 06/2028");
    assertThat(bridge.rows.rows().toString()).doesNotContain("4970100000009999");
  }

  @ParameterizedTest
  @CsvSource({
    "6af9d54d49794395bafb8a41941399e2, 0000000000000000000000000000dead, UNKNOWN_TOKEN",
    "TEST, PRODUCTION, OTHER_MODE",
    "45251785700028, 99999999999999, OTHER_COMPANY",
  })
  void whatIsMeantForNobodyIsKeptAside(String part, String instead, String outcome) {
    tell(itn("SUSPENDED").replace(part, instead));

    bridge.workUntil(Bridge.START.plus(Duration.ofDays(1)).plus(Duration.ofHours(2)));

    assertThat(token().network()).isEqualTo(NetworkState.UNKNOWN);
    assertThat(bridge.mails).isEmpty();
    assertThat(news()).contains("\"outcome\":\"" + outcome + "\"");
  }

  @Test
  void anItnThatComesBeforeItsPaymentWaitsForIt() {
    String other = "0000000000000000000000000000beef";
    tell(itn("SUSPENDED").replace(TOKEN, other));
    bridge.work();
    bridge.notification(keptLater(other));
    bridge.asksGateway(_ -> answer(other, "497010XXXXXX0014", 6, 2028, null));
    bridge.minutesPass(30);

    assertThat(tokens.find(Mode.TEST, other))
        .singleElement()
        .extracting(CardToken::network)
        .isEqualTo(NetworkState.SUSPENDED);
  }

  @Test
  void newsBeforeAndAfterTheirPaymentEndAsTheyCame() {
    String other = "0000000000000000000000000000beef";
    bridge.asksGateway(_ -> answer(other, "497010XXXXXX0014", 6, 2028, null));
    tell(itn("ACTIVE").replace(TOKEN, other));
    bridge.work();
    bridge.notification(keptLater(other));
    tell(itn("SUSPENDED").replace(TOKEN, other));
    bridge.work();

    bridge.minutesPass(90);

    assertThat(tokens.find(Mode.TEST, other))
        .singleElement()
        .extracting(CardToken::network)
        .isEqualTo(NetworkState.SUSPENDED);
    assertThat(bridge.mails).hasSize(1);
    assertThat(news()).doesNotContain("\"outcome\":\"\"");
  }

  @Test
  void aCardThatIsEnteredAnewIsNotWhatEarlierNewsWereOf() {
    String other = "0000000000000000000000000000beef";
    bridge.asksGateway(_ -> answer(other, "497010XXXXXX0014", 6, 2028, null));
    tell(itn("SUSPENDED").replace(TOKEN, other));
    bridge.work();
    bridge.notification(keptLater(other));
    bridge.notification(
        Requests.notification(
            "AUTHORISED",
            "vads_order_id",
            "SO0044-1",
            "vads_trans_id",
            "360010",
            "vads_trans_uuid",
            "2".repeat(32),
            "vads_identifier",
            other,
            "vads_identifier_status",
            "UPDATED"));

    bridge.minutesPass(90);

    assertThat(tokens.find(Mode.TEST, other))
        .singleElement()
        .extracting(CardToken::network)
        .isEqualTo(NetworkState.UNKNOWN);
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void aGatewayThatIsDownIsAskedAgain() {
    bridge.asksGateway(_ -> Bridge.error("PSP_999"));
    tell(itn("SUSPENDED"));
    bridge.work();
    assertThat(token().network()).isEqualTo(NetworkState.UNKNOWN);

    gatewayShows("497010XXXXXX0014", 6, 2028, null);
    bridge.minutesPass(30);

    assertThat(token().network()).isEqualTo(NetworkState.SUSPENDED);
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void aLostWakeUpIsFoundByTheSweep() {
    tell(itn("SUSPENDED"));
    bridge.cardQueue.lose();

    bridge.minutesPass(30);

    assertThat(token().network()).isEqualTo(NetworkState.SUSPENDED);
  }

  @Test
  void aLostItnIsRepairedByAskingFromTimeToTime() {
    gatewayShows("497010XXXXXX0114", 9, 2030, null);

    bridge.workUntil(Bridge.START.plus(Duration.ofDays(8)));

    assertThat(token().card()).hasToString("CB 0114, 09/2030");
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void aSignedItnNeedsNobodysWord() {
    bridge.asksGateway(_ -> Bridge.error("PSP_999"));
    String renewed = itn("ACTIVE").replace("0014", "0114").replace("2028", "2030");

    Json reply = tell(Requests.rest(renewed, Requests.PASSWORD));
    bridge.work();

    assertThat(reply.get("statusCode").number()).contains(200L);
    assertThat(token().card()).hasToString("CB 0114, 06/2030");
    assertThat(bridge.questions).isEmpty();
  }

  @Test
  void aWrongSignatureIsRefusedAndKeptAside() {
    String hash = new AnswerSigner(Requests.PASSWORD).sign("something else");

    Json reply = tell(Vectors.body(Map.of("kr-answer", itn("DELETED"), "kr-hash", hash)));
    bridge.work();

    assertThat(reply.get("statusCode").number()).contains(403L);
    assertThat(token().network()).isEqualTo(NetworkState.UNKNOWN);
    assertThat(news()).contains("BAD_SIGNATURE");
  }

  @Test
  void whatCannotBeReadIsKeptAsideWithoutADigit() {
    Json reply = tell("{\"card\": {\"pan\": \"4970100000000014\"".getBytes(UTF_8));

    assertThat(reply.get("statusCode").number()).contains(400L);
    assertThat(news()).contains("MALFORMED").doesNotContain("4970");
  }

  @Test
  void tenMegabytesAreRefused() {
    Json reply = tell("x".repeat(10 * 1024 * 1024).getBytes(UTF_8));

    assertThat(reply.get("statusCode").number()).contains(413L);
    assertThat(bridge.rows.rows()).noneMatch(row -> row.key().partition().startsWith("ITN#"));
  }

  /// What a metric is made of: neither leaves a row.
  @Test
  void whatIsTooLargeOrFromElsewhereIsLogged() {
    String large = logged(() -> tell("x".repeat(200 * 1024).getBytes(UTF_8)));
    String larger = logged(() -> tell("x".repeat(20 * 1024 * 1024).getBytes(UTF_8)));
    String elsewhere =
        logged(() ->
            Bridge.run(
                new CardUpdateFunction(bridge.wiring),
                Requests.http("/itn", "application/json", itn("DELETED").getBytes(UTF_8), Map.of())
                    .replace("194.50.38.7", "203.0.113.9")));
    String aside = logged(() -> tell("{"));

    assertThat(List.of(large, larger))
        .allSatisfy(line -> assertThat(line).contains("card update refused", "TOO_LARGE"));
    assertThat(elsewhere).contains("card update refused", "WRONG_SOURCE");
    assertThat(aside).contains("card update kept aside").doesNotContain("card update refused");
  }

  @Test
  void nothingIsAnsweredWithSuccessBeforeTheTableHasIt() {
    bridge.table.failAt(1, false);

    assertThatThrownBy(() -> tell(itn("SUSPENDED"))).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "NEVER, ISSUER, 0",
    "ISSUER, ISSUER, 1",
    "ISSUER, GATEWAY, 0",
    "ISSUER, somebody, 1",
    "ALWAYS, GATEWAY, 1"
  })
  void theMerchantChoosesWhichChangesAreMailed(String setting, String source, int mails) {
    settings("\"merchantLegalId\":\"" + SIRET + "\",\"cardUpdateMails\":\"" + setting + "\"");

    tell(itn("SUSPENDED").replace("ISSUER", source));
    bridge.work();

    assertThat(token().network()).isEqualTo(NetworkState.SUSPENDED);
    assertThat(bridge.mails).hasSize(mails);
  }

  /// Who made a change of which the ITN was lost, nobody knows: perhaps it was the issuer.
  @ParameterizedTest
  @CsvSource({"NEVER, 0", "ISSUER, 1", "ALWAYS, 1"})
  void whatIsFoundByAskingMayBeTheIssuers(String setting, int mails) {
    settings("\"merchantLegalId\":\"" + SIRET + "\",\"cardUpdateMails\":\"" + setting + "\"");
    gatewayShows("497010XXXXXX0114", 9, 2030, null);

    bridge.workUntil(Bridge.START.plus(Duration.ofDays(8)));

    assertThat(token().card()).hasToString("CB 0114, 09/2030");
    assertThat(bridge.mails).hasSize(mails);
  }

  @Test
  void theMerchantSeesTheCards() {
    Json seen = bridge.operator("{\"action\":\"tokens\",\"siteId\":\"12345678\"}");

    Json card = seen.get("body").get("tokens").items().getFirst();
    assertThat(card.get("lastFour").text()).contains("0014");
    assertThat(card.get("expiryMonth").number()).contains(6L);
    assertThat(card.get("warning").text()).contains("NONE");
    assertThat(card.get("state").text()).contains("ACTIVE");
  }

  /// Another payment, with the card of that token.
  private static byte[] keptLater(String token) {
    return Requests.notification(
        "AUTHORISED",
        "vads_order_id",
        "SO0043-1",
        "vads_trans_id",
        "360009",
        "vads_trans_uuid",
        "1".repeat(32),
        "vads_identifier",
        token,
        "vads_identifier_status",
        "CREATED");
  }

  private static String logged(Runnable action) {
    PrintStream out = System.out;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setOut(new PrintStream(logged, true, UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(out);
    }
    return logged.toString(UTF_8);
  }

  private CardToken token() {
    List<CardToken> found = tokens.find(Mode.TEST, TOKEN);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private String mail() {
    assertThat(bridge.mails).hasSize(1);
    return Mime.text(bridge.mails.getFirst());
  }

  private List<String> subjects() {
    return bridge.mails.stream().map(Mime::subject).toList();
  }

  private String news() {
    return bridge.rows.rows().stream()
        .filter(row -> row.key().partition().startsWith("ITN#"))
        .map(row -> row.document())
        .toList()
        .toString();
  }

  private void legalId(String siret) {
    settings("\"merchantLegalId\":\"" + siret + "\"");
  }

  private void settings(String settings) {
    Json saved =
        bridge.operator(
            "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"settings\":{"
                + settings
                + "}}}");
    assertThat(saved.get("status").number()).contains(200L);
  }

  private void gatewayShows(String pan, int month, int year, @Nullable String cancelled) {
    bridge.asksGateway(_ -> answer(TOKEN, pan, month, year, cancelled));
  }

  private static Answer answer(
      String token, String pan, int month, int year, @Nullable String cancelled) {
    return Bridge.answered(
        200,
        """
        {"status":"SUCCESS","mode":"TEST","answer":{"paymentMethodToken":"%s","cancellationDate":%s,\
        "tokenDetails":{"pan":"%s","expiryMonth":%d,"expiryYear":%d,"effectiveBrand":"CB"}}}\
        """
            .formatted(
                token, cancelled == null ? "null" : "\"" + cancelled + "\"", pan, month, year));
  }

  private Json tell(String json) {
    return tell(json.getBytes(UTF_8));
  }

  private Json tell(byte[] body) {
    return Bridge.run(
        new CardUpdateFunction(bridge.wiring),
        Requests.http("/itn", "application/json", body, Map.of()));
  }

  private static String itn(String networkStatus) {
    return """
    {"merchantLegalId":"%s","paymentMethodToken":"%s","mode":"TEST",\
    "paymentMethodTokenStatus":"ACTIVE","meansOfPayment":{"status":"%s","method":"CB"},\
    "card":{"lastFour":"XXXXXXXXXXXX0014","expiryMonth":"06","expiryYear":"2028"},\
    "source":"ISSUER"}\
    """
        .formatted(SIRET, TOKEN, networkStatus);
  }
}
