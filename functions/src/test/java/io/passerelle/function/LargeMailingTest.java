package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.alert.Alert;
import io.passerelle.aws.InMemoryTextServer;
import io.passerelle.aws.Table;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Change;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeMailingTest {

  private static final int RECIPIENTS = 20_000;
  private static final int PER_SECOND = 10;

  private final Bridge bridge =
      new Bridge(Map.of("PUBLIC_URL", "https://pay.example", "MAILS_PER_SECOND", "20"));
  private final SendFunction sends = new SendFunction(bridge.wiring);

  @Test
  void aLargeMailingGoesAtItsPaceOnceEachAndHoldsUpNoAlert() {
    write(RECIPIENTS);

    for (int second = 0; second <= RECIPIENTS / PER_SECOND; second++) {
      if (second == 1_000) {
        alert();
      }
      pass(second);
      if (second == 1_000) {
        assertThat(bridge.mails).as("it goes at once").hasSize(1);
      }
    }

    assertThat(recipients()).doesNotHaveDuplicates().hasSize(RECIPIENTS);
    assertThat(draws()).isEqualTo((long) RECIPIENTS);
    assertThat(bridge.sendQueue.sent()).isLessThanOrEqualTo(3L * RECIPIENTS);
    assertThat(bridge.sendQueue.messages()).isEmpty();
  }

  @Test
  void whatASweepFindsBeforeItWasGivenAPlaceIsGivenOne() {
    write(500);
    bridge.sweep();
    bridge.sweep();

    for (int second = 0; second <= 500 / PER_SECOND; second++) {
      pass(second);
    }

    assertThat(recipients()).hasSize(500).doesNotHaveDuplicates();
    assertThat(draws()).isEqualTo(500L);
  }

  @Test
  void whatComesLateForItsPlaceIsGivenAnother() {
    write(500);
    pass(0);

    for (int second = 1_800; second <= 1_800 + 500 / PER_SECOND; second++) {
      pass(second);
    }

    assertThat(recipients()).hasSize(500).doesNotHaveDuplicates();
    assertThat(draws()).isEqualTo(500L + 490);
  }

  @Test
  void aSingleOneGoesAtOnce() {
    write(1);

    pass(0);

    assertThat(recipients()).hasSize(1);
  }

  /// A second of the deployment's life, in which no more is sent than there are places.
  private void pass(int second) {
    int before = bridge.texts.sent().size();
    bridge.clock.moveTo(Bridge.START.plusSeconds(second));
    if (second > 0 && second % 900 == 0) {
      bridge.sweep();
    }
    bridge.sendQueue.takeAll().forEach(message -> sends.handle(message.body()));
    bridge.mailQueue.takeAll().forEach(message -> bridge.sendMail(message.body()));
    assertThat(bridge.texts.sent().size() - before)
        .as("second " + second)
        .isLessThanOrEqualTo(PER_SECOND);
  }

  private void write(int recipients) {
    Links links = new Links(bridge).withSettings("{}");
    for (int from = 0; from < recipients; from += 10_000) {
      String to =
          IntStream.range(from, Math.min(from + 10_000, recipients))
              .mapToObj(i -> "+336%08d".formatted(i))
              .collect(Collectors.joining(";"));
      links.create(
          "\"reference\":\"R%d\",\"amount\":1,\"channel\":\"SMS\",\"phone\":\"%s\""
              .formatted(from, to));
    }
  }

  private void alert() {
    Alert alert = new Alert.PaymentFlagged("12345678", "Shop", "A", Alert.Kind.CONTRADICTION, "x");
    MailingId id = new MailingId(new OrderId(Bridge.ORDER.siteId(), "A"), "m");
    bridge.ledger.write(
        new Change()
            .with(
                Mailing.of(
                    id, alert, List.of("boss@shop.example"), "fr", "UTC", bridge.clock.instant())));
    bridge.wiring.mailWakeups().wake(id, Duration.ZERO);
  }

  private List<String> recipients() {
    return bridge.texts.sent().stream().map(InMemoryTextServer.Sms::phone).toList();
  }

  /// Each draw is a write of the one row.
  private long draws() {
    Table.Key places = new Table.Key("SENDS", "PLACES");
    return bridge.rows.get(places).map(Table.Row::version).orElse(0L);
  }
}
