package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// All of a shop's failures fall due in one second; they are not made in one.
class PaceTest {

  private static final Instant QUARTER = Instant.parse("2026-01-15T10:15:00Z");

  private static final DeliveryId FIRST = new DeliveryId(Bridge.ORDER, 100);

  private final Bridge bridge =
      new Bridge(Map.of("DELIVERIES_PER_SECOND_PER_SHOP", "5")).withShop();

  @Test
  void noMoreThanTheLimitStartInOneSecondAndNoneIsForgotten() {
    failed(23);

    runSeconds(30);

    assertThat(starts().values()).allMatch(count -> count <= 5);
    assertThat(starts()).hasSizeBetween(5, 6);
    assertThat(starts().keySet().iterator().next()).isEqualTo(QUARTER);
    assertThat(second()).hasSize(23).allMatch(attempt -> attempt.due().equals(QUARTER));
  }

  @Test
  void aHandfulGoesAtTheQuarterHourItself() {
    failed(5);

    bridge.clock.moveTo(QUARTER);
    bridge.sweep();
    bridge.work();

    assertThat(second()).hasSize(5).allMatch(attempt -> attempt.at().equals(QUARTER));
  }

  @Test
  void firstAttemptsAreNotHeldBack() {
    IntStream.range(0, 30).forEach(this::pay);

    bridge.work();

    assertThat(bridge.calls).hasSize(30);
  }

  @Test
  void theSweepFindsMoreThanAPage() {
    IntStream.range(0, 1_300).forEach(this::pay);
    bridge.deliveryQueue.lose();
    bridge.clock.moveTo(QUARTER);

    bridge.sweep();

    assertThat(bridge.deliveryQueue.messages()).hasSize(1_300);
  }

  private void failed(int count) {
    IntStream.range(0, count).forEach(this::pay);
    bridge.shopAnswers(IntStream.range(0, count).map(_ -> 503).toArray());
    bridge.work();
    assertThat(bridge.calls).hasSize(count);
  }

  private void runSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      bridge.clock.moveTo(QUARTER.plusSeconds(i));
      if (i == 0) {
        bridge.sweep();
      }
      bridge.work();
    }
  }

  private void pay(int i) {
    String number = "%06d".formatted(i);
    bridge.notification(
        Requests.notification(
            "AUTHORISED",
            "vads_order_id",
            "SO" + number,
            "vads_trans_id",
            number,
            "vads_trans_uuid",
            "0".repeat(26) + number));
  }

  private List<Attempt> second() {
    return IntStream.range(0, 30)
        .mapToObj(i -> new OrderId(new SiteId("12345678"), "SO%06d".formatted(i)))
        .flatMap(order -> bridge.ledger.deliveries(order).stream())
        .map(Delivery::attempts)
        .filter(attempts -> attempts.size() > 1)
        .map(attempts -> attempts.get(1))
        .toList();
  }

  private Map<Instant, Long> starts() {
    return second().stream()
        .collect(Collectors.groupingBy(Attempt::at, TreeMap::new, Collectors.counting()));
  }

  @Test
  void whoIsPutOffWaitsBehindAllThatWerePutOffBefore() {
    Pace pace = bridge.wiring.pace();
    List<Duration> waits = IntStream.range(0, 15).mapToObj(_ -> pace.wait(FIRST, QUARTER)).toList();

    assertThat(waits.subList(0, 5)).containsOnly(Duration.ZERO);
    assertThat(waits.subList(5, 10)).containsOnly(Duration.ofSeconds(1));
    assertThat(waits.subList(10, 15)).containsOnly(Duration.ofSeconds(2));
    assertThat(
            IntStream.range(0, 6).mapToObj(_ -> pace.wait(FIRST, QUARTER.plusSeconds(1))).toList())
        .last()
        .isEqualTo(Duration.ofSeconds(2));
  }
}
