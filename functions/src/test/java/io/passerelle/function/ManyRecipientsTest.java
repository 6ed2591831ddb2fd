package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.aws.AwsFailure;
import io.passerelle.edge.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyRecipientsTest {

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links = new Links(bridge).withSettings("{}");

  @Test
  void tenThousandRecipientsOfOneRequestHaveAnOrderEach() {
    Json answer = create("R", 10_000);

    assertThat(answer.get("status").number()).contains(200L);
    assertThat(answer.get("body").get("count").number()).contains(10_000L);
    assertThat(answer.get("body").get("paymentOrders").items()).hasSize(100);
    assertThat(orders()).isEqualTo(10_000);
    assertThat(bridge.sendQueue.messages()).hasSize(10_000);
  }

  @Test
  void aReferenceThatIsTakenLeavesNothingBehind() {
    links.create("\"reference\":\"R-007\",\"amount\":1");

    Json refused = create("R", 20);

    assertThat(refused.get("status").number()).contains(409L);
    assertThat(refused.get("body").get("error").text("")).contains("reference R-007 is taken");
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void theSameRequestAfterAFailureMakesTheRestAndNothingTwice() {
    bridge.table.failAt(8, false);
    Json failed = create("R", 20);
    int made = orders();

    Json again = create("R", 20);
    Json third = create("R", 20);

    assertThat(failed.get("status").number()).contains(409L);
    assertThat(failed.get("body").get("error").text(""))
        .contains(made + " of 20 payment orders are made, ask again with the reference R");
    assertThat(made).isBetween(7, 19);
    assertThat(again.get("status").number()).contains(200L);
    assertThat(again.get("body").get("paymentOrders").items()).hasSize(20);
    assertThat(orders()).isEqualTo(20);
    assertThat(third.get("status").number()).contains(409L);
    bridge.minutesPass(60);
    assertThat(bridge.mails).hasSize(20);
    assertThat(bridge.mails.stream().flatMap(mail -> mail.to().stream()).distinct()).hasSize(20);
  }

  @Test
  void anotherRequestUnderTheSameReferencesIsRefused() {
    bridge.table.failAt(8, false);
    create("R", 20);
    int made = orders();

    Json other =
        links.create(
            "\"reference\":\"R\",\"amount\":2,\"channel\":\"EMAIL\",\"to\":\"" + to(20) + "\"");

    assertThat(other.get("status").number()).contains(409L);
    assertThat(orders()).isEqualTo(made);
  }

  @Test
  void oneThatFailsWhileItsReferenceIsNotNamedSaysUnderWhichToAskAgain() {
    bridge.table.failAt(3, false);

    Json failed = links.create("\"amount\":1,\"channel\":\"EMAIL\",\"to\":\"" + to(5) + "\"");

    String said = failed.get("body").get("error").text("");
    String reference = said.replaceAll(".*reference (po-\\w+) for.*", "$1");
    Json again = create(reference, 5);
    assertThat(again.get("status").number()).contains(200L);
    assertThat(orders()).isEqualTo(5);
  }

  @Test
  void ofOneAloneATableThatFailsIsOurOwnTrouble() {
    bridge.table.failAt(1, false);

    assertThatExceptionOfType(AwsFailure.class).isThrownBy(() -> links.create("\"amount\":1"));
  }

  private Json create(String reference, int recipients) {
    return links.create(
        "\"reference\":\""
            + reference
            + "\",\"amount\":1,\"channel\":\"EMAIL\",\"to\":\""
            + to(recipients)
            + "\"");
  }

  private static String to(int recipients) {
    return IntStream.rangeClosed(1, recipients)
        .mapToObj(i -> "b" + i + "@buyer.example")
        .collect(Collectors.joining(";"));
  }

  private int orders() {
    List<String> rows =
        bridge.rows.rows().stream()
            .map(row -> row.key().sort())
            .filter(sort -> sort.endsWith("#ASKED"))
            .toList();
    return rows.size() / 2; // Each with the row by which its link leads to it.
  }
}
