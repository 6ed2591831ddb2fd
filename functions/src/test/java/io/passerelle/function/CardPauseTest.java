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
import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Outgoing;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.GatewayPause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the gateway wants to be left alone, or cannot answer, it is not asked about one token
/// after the other; and what waits for its answer waits behind nothing else.
class CardPauseTest {

  private static final String COMPANY = "Épicerie & Fils";
  private static final List<String> NAMES = List.of("first", "second", "third");
  private static final Card CARD = new Card("CB", LastFour.of("0014"), Expiry.of("6", "2028"));

  private final Bridge bridge = new Bridge().withShop();
  private final CardTokens tokens = new CardTokens(bridge.rows);

  @BeforeEach
  void threeTokensAreDue() {
    for (String name : NAMES) {
      long place = tokens.nextPlace(Mode.TEST, name, Bridge.START);
      OrderId order = new OrderId(Bridge.ORDER.siteId(), "SO-" + name);
      CardToken token =
          CardToken.of(id(name), order, place, CARD, Holder.UNKNOWN, Bridge.START)
              .asked(Optional.of(Bridge.START), 0);
      bridge.ledger.write(new Change().with(token));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PSP_099", "PSP_106", "INT_905"})
  void oneAnswerOfTroubleSparesTheGatewayTheQuestionsAboutOtherTokens(String code) {
    bridge.asksGateway(_ -> Bridge.error(code));

    bridge.sweep();
    bridge.work();

    assertThat(bridge.questions).hasSize(1);
    assertThat(NAMES)
        .allSatisfy(name -> assertThat(due(name)).isAfterOrEqualTo(pause().orElseThrow().until()));
  }

  @ParameterizedTest
  @CsvSource({"429, RATE_LIMITED", "503, UNAVAILABLE", "401, BAD_CREDENTIALS"})
  void theStatusTellsTroubleToo(int status, String trouble) {
    bridge.asksGateway(_ -> Bridge.answered(status, "not now"));

    bridge.sweep();
    bridge.work();

    assertThat(bridge.questions).hasSize(1);
    assertThat(pause()).map(GatewayPause::trouble).contains(trouble);
  }

  @Test
  void aGatewayThatDoesNotAnswerAtAllIsLeftAlone() {
    bridge.asksGateway(_ -> Bridge.unanswered(Trouble.TIMEOUT, "10 s"));

    bridge.sweep();
    bridge.work();

    assertThat(bridge.questions).hasSize(1);
    assertThat(pause()).map(GatewayPause::trouble).contains("UNAVAILABLE");
  }

  @Test
  void afterThePauseAllAreAskedAbout() {
    bridge.asksGateway(_ -> Bridge.error("PSP_099"));
    bridge.sweep();
    bridge.work();
    bridge.asksGateway(CardPauseTest::known);

    bridge.workUntil(Bridge.START.plus(Duration.ofMinutes(40)));

    assertThat(bridge.questions).hasSize(4);
    assertThat(pause()).map(GatewayPause::times).contains(0);
    assertThat(NAMES)
        .allSatisfy(name -> assertThat(due(name)).isAfter(Bridge.START.plus(Duration.ofDays(6))));
  }

  @Test
  void whatIsTroubleForOrdersIsTroubleForCards() {
    GatewayPause none = GatewayPause.none(Bridge.ORDER.siteId(), Mode.TEST);
    bridge.ledger.write(new Change().with(none.longer("RATE_LIMITED", Bridge.START, 1)));
    bridge.asksGateway(CardPauseTest::known);

    tell("first");
    bridge.sweep();
    bridge.work();
    assertThat(bridge.questions).isEmpty();
    bridge.minutesPass(30);

    assertThat(bridge.questions).isNotEmpty();
    assertThat(tokens.find(id("first")).orElseThrow().network()).isEqualTo(NetworkState.SUSPENDED);
  }

  @Test
  void whatIsToldMeanwhileWaitsForTheEndOfThePause() {
    bridge.asksGateway(_ -> Bridge.error("PSP_099"));
    NAMES.forEach(this::tell);
    bridge.work();
    assertThat(bridge.questions).hasSize(1);

    bridge.asksGateway(CardPauseTest::known);
    bridge.minutesPass(30);

    assertThat(NAMES)
        .allSatisfy(name ->
            assertThat(tokens.find(id(name)).orElseThrow().network())
                .isEqualTo(NetworkState.SUSPENDED));
  }

  @Test
  void aWrongPasswordIsMailedOnceForAllTokens() {
    bridge.asksGateway(_ -> Bridge.error("INT_905"));

    bridge.workUntil(Bridge.START.plus(Duration.ofDays(3)));

    assertThat(bridge.mails).hasSize(1);
    assertThat(Mime.text(bridge.mails.getFirst())).contains("INT_905");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "PSP_999", "PSP_100", "PSP_030"})
  void whatMayBeTheFaultOfOneTokenHoldsUpNoOther(String trouble) {
    Answer answer = trouble.equals("?") ? Bridge.answered(200, "?") : Bridge.error(trouble);
    bridge.asksGateway(call -> Requests.text(call.body()).contains("first") ? answer : known(call));

    bridge.sweep();
    bridge.work();

    assertThat(bridge.questions).hasSize(3);
    assertThat(pause()).isEmpty();
  }

  @Test
  void whatWasToldDoesNotStandInOneLineWithTokensThatAreDue() {
    tell("first");
    bridge.sweep();

    assertThat(groups("news:")).hasSize(1).doesNotContainAnyElementsOf(groups("token:"));
  }

  @Test
  void remindersAreWokenBeforeTokensThatAreDue() {
    Reminded reminded = new Reminded().keeps(2, 2026);
    reminded.bridge.clock.moveTo(Instant.parse("2026-01-29T09:00:00Z"));
    reminded.bridge.cardQueue.lose();

    reminded.bridge.sweep();

    assertThat(reminded.bridge.cardQueue.messages())
        .extracting(message -> message.body().replaceFirst(":.*", ""))
        .containsExactly("remind", "token");
  }

  private List<String> groups(String kind) {
    return bridge.cardQueue.messages().stream()
        .filter(message -> message.body().startsWith(kind))
        .map(InMemoryQueue.Message::group)
        .distinct()
        .toList();
  }

  private static TokenId id(String name) {
    return new TokenId(COMPANY, Mode.TEST, name);
  }

  private Instant due(String name) {
    return tokens.find(id(name)).flatMap(CardToken::due).orElseThrow();
  }

  private Optional<GatewayPause> pause() {
    return bridge.ledger.pause(Bridge.ORDER.siteId(), Mode.TEST);
  }

  private static Answer known(Outgoing call) {
    String asked = Requests.text(call.body());
    String name = NAMES.stream().filter(asked::contains).findFirst().orElseThrow();
    return Bridge.answered(
        200,
        """
        {"status":"SUCCESS","mode":"TEST","answer":{"paymentMethodToken":"%s","cancellationDate":null,\
        "tokenDetails":{"pan":"497010XXXXXX0014","expiryMonth":6,"expiryYear":2028,"effectiveBrand":"CB"}}}\
        """
            .formatted(name));
  }

  private void tell(String name) {
    String itn =
        """
        {"paymentMethodToken":"%s","mode":"TEST","meansOfPayment":{"status":"SUSPENDED"}}\
        """
            .formatted(name);
    Bridge.run(
        new CardUpdateFunction(bridge.wiring),
        Requests.http("/itn", "application/json", itn.getBytes(UTF_8), Map.of()));
  }
}
