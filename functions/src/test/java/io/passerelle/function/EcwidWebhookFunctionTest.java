package io.passerelle.function;

import static io.passerelle.function.EcwidTests.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer;
import io.passerelle.edge.Json;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Order;
import io.passerelle.payment.Start;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.HistoryLine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class EcwidWebhookFunctionTest {

  private final Bridge bridge = EcwidTests.bridge();

  EcwidWebhookFunctionTest() {
    AttemptId attempt = new AttemptId(LocalDate.parse("2026-01-15"), "000001");
    Start start = new Start(attempt, Money.of(4990, Currency.EUR), Bridge.START);
    bridge.ledger.write(new Change().with(Order.starting(EcwidTests.ORDER, Mode.TEST, start)));
  }

  @Test
  void theOrderIsReadBackAndWrittenIntoTheHistory() {
    answers(
        "{\"id\": \"XJ12H\", \"referenceTransactionId\": \"transaction_42\", \"total\": 49.9,"
            + " \"paymentStatus\": \"CANCELLED\"}");

    Json reply = webhook(bridge, "event-1", "order.updated", "XJ12H");

    assertThat(status(reply)).isEqualTo(200);
    assertThat(bridge.calls.getFirst().method()).isEqualTo("GET");
    assertThat(bridge.calls.getFirst().url())
        .isEqualTo("https://app.ecwid.com/api/v3/1003/orders/XJ12H");
    assertThat(bridge.calls.getFirst().headers())
        .containsEntry("Authorization", "Bearer secret_OWN_TOKEN");
    assertThat(lines()).containsExactly("Ecwid has CANCELLED, the payment here is STARTED");
    assertThat(bridge.ledger.order(EcwidTests.ORDER).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void anotherTotalIsSaid() {
    answers(
        "{\"referenceTransactionId\": \"transaction_42\", \"total\": 59.90,"
            + " \"paymentStatus\": \"INCOMPLETE\"}");

    webhook(bridge, "event-1", "order.updated", "transaction_42");

    assertThat(lines())
        .containsExactly(
            "Ecwid has INCOMPLETE, the payment here is STARTED, total 59.90 differs from 49.90"
                + " EUR");
  }

  @Test
  void anEventIsDealtWithOnce() {
    answers(
        "{\"referenceTransactionId\": \"transaction_42\", \"total\": 49.9,"
            + " \"paymentStatus\": \"PAID\"}");

    webhook(bridge, "event-1", "order.updated", "transaction_42");
    Json again = webhook(bridge, "event-1", "order.updated", "transaction_42");

    assertThat(status(again)).isEqualTo(200);
    assertThat(again.get("body").text("")).isEqualTo("known");
    assertThat(bridge.calls).hasSize(1);
    assertThat(lines()).hasSize(1);
  }

  @Test
  void anEventThatCannotBeReadBackComesAgain() {
    bridge.answers.add(Bridge.unanswered(Answer.Trouble.TIMEOUT, "no answer"));
    bridge.answers.add(Bridge.answered(429, ""));
    bridge.answers.add(Bridge.answered(200, "<html>are you human?</html>"));

    for (int i = 0; i < 3; i++) {
      assertThat(status(webhook(bridge, "event-1", "order.updated", "transaction_42")))
          .isEqualTo(503);
    }

    answers(
        "{\"referenceTransactionId\": \"transaction_42\", \"total\": 49.9,"
            + " \"paymentStatus\": \"PAID\"}");
    assertThat(status(webhook(bridge, "event-1", "order.updated", "transaction_42")))
        .isEqualTo(200);
    assertThat(lines()).hasSize(1);
  }

  @Test
  void whatIsNotSignedIsRefusedAndNobodyIsAsked() {
    Json wrong = webhook(bridge, "event-1", "order.updated", "1", "AAAA");
    Json ofAnother =
        webhook(bridge, "event-1", "order.updated", "1", EcwidTests.signature(1234567, "event-2"));
    Json missing = webhook(bridge, "event-1", "order.updated", "1", "");

    assertThat(List.of(status(wrong), status(ofAnother), status(missing))).containsOnly(401);
    assertThat(bridge.calls).isEmpty();
  }

  @Test
  void anOrderThatIsNotKnownOrNotThereIsLeftAlone() {
    answers(
        "{\"referenceTransactionId\": \"transaction_99\", \"total\": 1, \"paymentStatus\": \"X\"}");
    bridge.answers.add(Bridge.answered(404, "{}"));

    assertThat(webhook(bridge, "event-1", "order.updated", "transaction_99").get("body").text(""))
        .isEqualTo("ignored");
    assertThat(webhook(bridge, "event-2", "order.updated", "transaction_98").get("body").text(""))
        .isEqualTo("ignored");
    assertThat(webhook(bridge, "event-3", "order.updated", "../profile").get("body").text(""))
        .isEqualTo("ignored");
    assertThat(bridge.calls).hasSize(2);
  }

  @Test
  void uninstallingForgetsTheSecretsOnceTheTokenIsDead() {
    bridge.answers.add(Bridge.answered(403, "{\"errorMessage\": \"Access denied\"}"));

    Json reply = webhook(bridge, "event-1", "application.uninstalled", "1003");

    Shop shop = EcwidTests.shop(bridge).shop();
    assertThat(reply.get("body").text("")).isEqualTo("forgotten");
    assertThat(shop.connection().secrets()).isEmpty();
    assertThat(shop.keys(Mode.TEST).form().current()).isEmpty();
    assertThat(shop.keys(Mode.TEST).form().accepted(bridge.clock.instant())).hasSize(1);
    assertThat(
            shop.keys(Mode.TEST).form().accepted(bridge.clock.instant().plus(Duration.ofDays(2))))
        .isEmpty();
    assertThat(shop.keys(Mode.TEST).restPassword().current()).isEmpty();
  }

  @Test
  void anUninstallOfAStoreWhoseTokenStillWorksIsNotBelieved() {
    answers(EcwidTests.profile("1003"));

    Json reply = webhook(bridge, "event-1", "application.uninstalled", "1003");

    assertThat(reply.get("body").text("")).isEqualTo("ignored");
    assertThat(EcwidTests.shop(bridge).shop().connection().secrets()).containsKey("token");
  }

  @Test
  void anUninstallThatCannotBeProvenComesAgain() {
    bridge.answers.add(Bridge.answered(500, ""));

    assertThat(status(webhook(bridge, "event-1", "application.uninstalled", "1003")))
        .isEqualTo(503);
    assertThat(EcwidTests.shop(bridge).shop().connection().secrets()).containsKey("token");
  }

  @Test
  void theRecordedEventIsTaken() {
    answers(
        "{\"referenceTransactionId\": \"transaction_42\", \"total\": 49.9,"
            + " \"paymentStatus\": \"PAID\"}");

    Json reply = Bridge.run(new EcwidWebhookFunction(bridge.wiring), Bridge.event("ecwid-webhook"));

    assertThat(reply.get("body").text("")).isEqualTo("recorded");
  }

  private void answers(String text) {
    bridge.answers.add(Bridge.answered(200, text));
  }

  private List<String> lines() {
    return bridge.ledger.page(EcwidTests.ORDER).orElseThrow().history().stream()
        .filter(line -> line.operation().equals("Order updated in the shop"))
        .map(HistoryLine::info)
        .toList();
  }

  private static int status(Json reply) {
    return reply.get("statusCode").number().orElseThrow().intValue();
  }
}
