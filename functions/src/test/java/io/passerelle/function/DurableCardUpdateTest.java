package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.CardToken;
import io.passerelle.card.NetworkState;
import io.passerelle.edge.Json;
import io.passerelle.gateway.AnswerSigner;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Mode;
import io.passerelle.store.CardTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The gateway never sends an ITN again: whatever fails once it can be written, it is there, and
/// the gateway confirms it later.
class DurableCardUpdateTest {

  private static final String TOKEN = "6af9d54d49794395bafb8a41941399e2";
  private static final String SUSPENDED =
      """
      {"merchantLegalId":"45251785700028","paymentMethodToken":"%s","mode":"TEST",\
      "paymentMethodTokenStatus":"ACTIVE","meansOfPayment":{"status":"SUSPENDED","method":"CB"},\
      "card":{"lastFour":"XXXXXXXXXXXX0099","expiryMonth":"06","expiryYear":"2028"},\
      "source":"ISSUER"}\
      """
          .formatted(TOKEN);

  private final Bridge bridge = new Bridge().withShop();
  private final CardTokens tokens = new CardTokens(bridge.rows);

  @BeforeEach
  void aCardWasKept() {
    bridge.notification(Requests.keeping(TOKEN));
    bridge.work();
    bridge.mails.clear();
    bridge.asksGateway(_ ->
        Bridge.answered(
            200,
            """
            {"status":"SUCCESS","mode":"TEST","answer":{"paymentMethodToken":"%s","cancellationDate":null,\
            "tokenDetails":{"pan":"497010XXXXXX0014","expiryMonth":6,"expiryYear":2028,"effectiveBrand":"CB"}}}\
            """
                .formatted(TOKEN)));
  }

  @Test
  void whereTheKeysCannotBeHadTheGatewayIsAskedInstead() {
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(6))); // It is not kept any more.
    bridge.keysetFails = true;
    tellTaken(Requests.rest(SUSPENDED, Requests.PASSWORD));
    bridge.keysetFails = false;

    assertConfirmedByTheGateway();
  }

  @Test
  void whereTheTokenCannotBeLookedUpTheGatewayIsAskedInstead() {
    bridge.table.readsFail(true);
    tellTaken(Requests.rest(SUSPENDED, Requests.PASSWORD));
    bridge.table.readsFail(false);

    assertConfirmedByTheGateway();
  }

  @Test
  void anUnsignedOneNeedsNoLookingUp() {
    bridge.table.readsFail(true);
    bridge.table.countersFail(true);
    bridge.keysetFails = true;
    tellTaken(SUSPENDED.getBytes(UTF_8));
    bridge.table.readsFail(false);
    bridge.table.countersFail(false);
    bridge.keysetFails = false;

    assertConfirmedByTheGateway();
  }

  @Test
  void whereWhatWasFoundCannotBeWrittenTheFirstWritingCounts() {
    bridge.table.failAt(2, false);
    tellTaken(Requests.rest(SUSPENDED, Requests.PASSWORD));

    assertConfirmedByTheGateway();
  }

  @Test
  void whereOnlyTheAnswerToTheSecondWritingWasLostItIsTheSignedOne() {
    bridge.table.failAt(2, true);
    tellTaken(Requests.rest(SUSPENDED, Requests.PASSWORD));
    bridge.work();

    assertThat(token().network()).isEqualTo(NetworkState.SUSPENDED);
    assertThat(bridge.questions).isEmpty();
  }

  @Test
  void aWorkerThatDiesAfterTheFirstWritingIsNoLoss() {
    bridge.table.failAt(2, false);
    tellTaken(SUSPENDED.getBytes(UTF_8));
    bridge.cardQueue.lose();

    bridge.minutesPass(30);

    assertThat(token().network()).isEqualTo(NetworkState.SUSPENDED);
  }

  @Test
  void aWrongSignatureIsRefusedThoughItIsWritten() {
    String hash = new AnswerSigner(Requests.PASSWORD).sign("something else");
    byte[] forged = Vectors.body(Map.of("kr-answer", SUSPENDED, "kr-hash", hash));

    assertThat(tell(forged).get("statusCode").number()).contains(403L);
    bridge.minutesPass(30);

    assertThat(token().network()).isEqualTo(NetworkState.UNKNOWN);
    assertThat(bridge.questions).isEmpty();
  }

  /// The gateway's card, not the one that was told.
  private void assertConfirmedByTheGateway() {
    assertThat(bridge.cardQueue.messages()).hasSize(1);
    bridge.work();

    assertThat(bridge.questions).hasSize(1);
    assertThat(token().network()).isEqualTo(NetworkState.SUSPENDED);
    assertThat(token().card()).hasToString("CB 0014, 06/2028");
    assertThat(bridge.mails).hasSize(1);
  }

  private CardToken token() {
    List<CardToken> found = tokens.find(Mode.TEST, TOKEN);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private void tellTaken(byte[] body) {
    assertThat(tell(body).get("statusCode").number()).contains(200L);
  }

  private Json tell(byte[] body) {
    return Bridge.run(
        new CardUpdateFunction(bridge.wiring),
        Requests.http("/itn", "application/json", body, Map.of()));
  }
}
