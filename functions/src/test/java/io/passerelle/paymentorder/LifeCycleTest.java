package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeCycleTest {

  /// Each cell: `y` is allowed; `e` by e-mail alone; `m` where the merchant hands it over; `-` not.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHOW              | y | y | y | y | y | y
          SHOW_MESSAGE      | y | y | y | y | y | y
          SHOW_TRANSACTION  | - | y | y | - | - | -
          MODIFY_AND_RESEND | y | - | y | y | - | -
          RESEND            | e | - | - | - | - | -
          CHANGE_VALIDITY   | y | - | - | y | - | -
          MARK_SENT         | m | m | m | m | m | m
          CANCEL            | y | - | - | - | - | -
          REACTIVATE        | - | - | - | - | y | -
          CREATE_FROM       | y | y | y | y | y | y
          """)
  void everyCellOfTheTable(
      Action action,
      String running,
      String accepted,
      String refused,
      String expired,
      String cancelled,
      String lapsed) {
    Map<Status, String> row =
        Map.of(
            Status.RUNNING, running,
            Status.ACCEPTED, accepted,
            Status.REFUSED, refused,
            Status.EXPIRED, expired,
            Status.CANCELLED, cancelled,
            Status.LAPSED, lapsed);

    for (Status status : Status.values()) {
      for (Channel channel : Channel.values()) {
        boolean allowed =
            switch (row.getOrDefault(status, "")) {
              case "y" -> true;
              case "e" -> channel == Channel.EMAIL;
              case "m" -> channel.isByHand();
              default -> false;
            };
        assertThat(LifeCycle.refusal(status, action, channel).isEmpty())
            .as("%s of %s by %s", action, status, channel)
            .isEqualTo(allowed);
      }
    }
  }

  @Test
  void aRefusalSaysWhereThePaymentOrderStands() {
    assertThat(LifeCycle.refusal(Status.ACCEPTED, Action.CANCEL, Channel.URL))
        .contains("it is paid");
    assertThat(Stream.of(Status.values()))
        .allSatisfy(status ->
            assertThat(
                    Stream.of(Action.values())
                        .flatMap(action -> LifeCycle.refusal(status, action, Channel.URL).stream()))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).isNotBlank()));
  }
}
