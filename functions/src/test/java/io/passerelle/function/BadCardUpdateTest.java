package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.CardToken;
import io.passerelle.card.NetworkState;
import io.passerelle.card.TokenState;
import io.passerelle.delivery.Answer;
import io.passerelle.edge.Json;
import io.passerelle.payment.CardNumbers;
import io.passerelle.payment.Mode;
import io.passerelle.store.CardTokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ITNs that are wrong in some way: they are answered, change nothing that they should not, and no
/// row and no line of a log holds more than the last four digits of a card.
class BadCardUpdateTest {

  private static final String TOKEN = "6af9d54d49794395bafb8a41941399e2";
  private static final String PAN = "4970100000000055";
  private static final String GOOD =
      """
      {"merchantLegalId":"45251785700028","paymentMethodToken":"%s","mode":"TEST",\
      "paymentMethodTokenStatus":"ACTIVE","meansOfPayment":{"status":"ACTIVE","method":"CB"},\
      "card":{"lastFour":"XXXXXXXXXXXX0014","expiryMonth":"06","expiryYear":"2028"},\
      "source":"ISSUER"}\
      """
          .formatted(TOKEN);

  private final Bridge bridge = new Bridge().withShop();
  private final CardTokens tokens = new CardTokens(bridge.rows);
  private final PrintStream out = System.out;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

  @BeforeEach
  void aCardWasKept() {
    System.setOut(new PrintStream(logged, true, UTF_8));
    bridge.notification(Requests.keeping(TOKEN));
    bridge.work();
    bridge.mails.clear();
    bridge.asksGateway(_ -> gatewaysAnswer());
  }

  @AfterEach
  void nothingOfANumberIsLeft() {
    System.setOut(out);
    bridge
        .rows
        .rows()
        .forEach(row -> {
          String text = row.key() + " " + row.document();
          assertThat(CardNumbers.hidden(text)).as("a row").isEqualTo(text);
          assertThat(text).doesNotContain("49701000", "497010XX");
        });
    String lines = logged.toString(UTF_8);
    assertThat(CardNumbers.hidden(lines)).as("the log").isEqualTo(lines);
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "\"06\", \"0\"",
    "\"06\", \"13\"",
    "\"06\", \"-6\"",
    "\"06\", null",
    "\"2028\", \"1928\"",
    "\"2028\", \"20281\"",
    "XXXXXXXXXXXX0014, 14",
    "XXXXXXXXXXXX0014, XXXXXXXXXXXXXXXX",
  })
  void whatIsNoCardLeavesTheCardAsItWas(String part, String instead) {
    signed(GOOD.replace(part, instead));

    assertThat(token().card()).hasToString("CB 0014, 06/2028");
    assertThat(bridge.mails).isEmpty();
    assertThat(news()).contains("\"outcome\":\"DONE\"");
  }

  @ParameterizedTest
  @CsvSource({"9, 2030", "09, 30", "9, 30"})
  void aMonthOfOneDigitAndAYearOfTwoAreRead(String month, String year) {
    signed(GOOD.replace("\"06\"", "\"" + month + "\"").replace("2028", year));

    assertThat(token().card()).hasToString("CB 0014, 09/2030");
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "497010XXXXXX0055",
    "4970100000000055",
    "4970 1000 0000 0055",
    "4970-1000-0000-0055",
    "000055",
    "XXXXXXXXXXXX0055",
    "0055",
  })
  void ofMoreThanFourDigitsTheLastFourAreKept(String given) {
    signed(GOOD.replace("XXXXXXXXXXXX0014", given));

    assertThat(token().card()).hasToString("CB 0055, 06/2028");
    assertThat(bridge.mails).hasSize(1);
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "45251785700028",
    "6af9d54d49794395bafb8a41941399e2",
    "ISSUER",
    "TEST",
    "\"CB\"",
    "\"2028\"",
    "\"ACTIVE\"",
  })
  void aWholeNumberInAnyOtherFieldIsNotKept(String part) {
    hint(GOOD.replace(part, part.startsWith("\"") ? "\"" + PAN + "\"" : PAN));
    hint(GOOD.replace(part, part.startsWith("\"") ? "\"497010XXXXXX0055\"" : "497010XXXXXX0055"));

    assertThat(token().card()).hasToString("CB 0014, 06/2028");
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "{\"pan\":\"4970100000000055\"",
    "pan=4970100000000055&pan=4970100000000055",
    "4970100000000055",
    "{\"4970100000000055\":\"x\"}",
  })
  void whatCannotBeReadIsAnsweredAndKeptAsideWithoutADigit(String body) {
    Json reply = tell(body);

    assertThat(reply.get("statusCode").number()).contains(400L);
    assertThat(reply.get("body").text("")).doesNotContain("4970");
    assertThat(news()).containsAnyOf("MALFORMED", "DUPLICATE_FIELD");
    assertThat(logged.toString(UTF_8)).contains("card update kept aside");
  }

  @ParameterizedTest
  @CsvSource({
    "\"meansOfPayment\":{\"status\":\"ACTIVE\", \"meansOfPayment\":{\"status\":\"FROZEN\"",
    "\"paymentMethodTokenStatus\":\"ACTIVE\", \"paymentMethodTokenStatus\":\"PAUSED\"",
    "ISSUER, MOON",
  })
  void aWordThatNobodyKnowsIsKeptAsideAndTheRestIsUsed(String part, String instead) {
    signed(GOOD.replace(part, instead).replace("2028", "2031"));

    assertThat(token().card()).hasToString("CB 0014, 06/2031");
    assertThat(token().state()).isEqualTo(TokenState.ACTIVE);
    assertThat(news()).contains("\"outcome\":\"UNKNOWN_WORDS\"");
    assertThat(logged.toString(UTF_8)).contains("card update kept aside", "UNKNOWN_WORDS");
  }

  @Test
  void aCardOfCbThatTheGatewayRenewedIsTold() {
    signed(GOOD.replace("ISSUER", "GATEWAY").replace("0014", "0055"));

    assertThat(token().card()).hasToString("CB 0055, 06/2028");
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void whatComesTwiceIsToldOnceHoweverOftenItIsDealtWith() {
    String suspended = GOOD.replace("\"status\":\"ACTIVE\"", "\"status\":\"SUSPENDED\"");
    tell(suspended);
    tell(suspended);
    bridge
        .cardQueue
        .messages()
        .forEach(message -> bridge.cardQueue.send(message.body(), "cards", Duration.ZERO));
    bridge.work();

    assertThat(token().network()).isEqualTo(NetworkState.SUSPENDED);
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void newsThatAreDealtWithInTheWrongOrderEndAsTheyCame() {
    tell(GOOD.replace("\"status\":\"ACTIVE\"", "\"status\":\"SUSPENDED\""));
    List<InMemoryQueue.Message> first = bridge.cardQueue.takeAll();
    tell(GOOD);
    bridge.work();

    first.forEach(message -> bridge.cardQueue.send(message.body(), "cards", Duration.ZERO));
    bridge.work();

    assertThat(token().network()).isEqualTo(NetworkState.ACTIVE);
  }

  @Test
  void aLostItnIsFoundWithinAWeek() {
    bridge.asksGateway(_ -> gatewaysAnswer("0055"));

    bridge.workUntil(Bridge.START.plus(Duration.ofDays(8)));

    assertThat(token().card()).hasToString("CB 0055, 06/2028");
  }

  private void signed(String itn) {
    tell(Requests.rest(itn, Requests.PASSWORD));
    bridge.work();
  }

  private void hint(String itn) {
    tell(itn);
    bridge.work();
  }

  private Json tell(String itn) {
    return tell(itn.getBytes(UTF_8));
  }

  private Json tell(byte[] body) {
    return Bridge.run(
        new CardUpdateFunction(bridge.wiring),
        Requests.http("/itn", "application/json", body, Map.of()));
  }

  private static Answer gatewaysAnswer() {
    return gatewaysAnswer("0014");
  }

  private static Answer gatewaysAnswer(String lastFour) {
    return Bridge.answered(
        200,
        """
        {"status":"SUCCESS","mode":"TEST","answer":{"paymentMethodToken":"%s","cancellationDate":null,\
        "tokenDetails":{"pan":"497010XXXXXX%s","expiryMonth":6,"expiryYear":2028,"effectiveBrand":"CB"}}}\
        """
            .formatted(TOKEN, lastFour));
  }

  private CardToken token() {
    List<CardToken> found = tokens.find(Mode.TEST, TOKEN);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private String news() {
    return bridge.rows.rows().stream()
        .filter(row -> row.key().partition().startsWith("ITN#"))
        .map(row -> row.document())
        .toList()
        .toString();
  }
}
