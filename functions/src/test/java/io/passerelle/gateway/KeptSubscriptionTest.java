package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.CardSubscription;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What cannot be read of a subscription is as if it were not told.
class KeptSubscriptionTest {

  @Test
  void allThatAFormTellsIsRead() {
    CardSubscription one = form("vads_recurrence_number", "3/12").orElseThrow();

    assertThat(one.shop().value()).isEqualTo("12345678");
    assertThat(one.id()).isEqualTo("REC_1");
    assertThat(one.counter()).isEqualTo("3/12");
    assertThat(one.rule()).isEqualTo("RRULE:FREQ=MONTHLY;BYMONTHDAY=15");
    assertThat(one.effect()).hasToString("Optional[2026-01-15]");
    assertThat(one.amount()).hasValue(2_000);
    assertThat(one.initial()).hasValue(500);
    assertThat(one.initialTimes()).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "vads_subscription, ''",
    "vads_subscription, 123456789012345678901234567890123456789012345678901",
    "vads_subscription, a\u0000b",
    "vads_site_id, 1234567",
    "vads_recurrence_status, NOT_CREATED",
    "vads_recurrence_status, ABANDONED",
  })
  void whatIsNoSubscriptionIsNone(String field, String value) {
    assertThat(form(field, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "vads_recurrence_number, many, 0",
    "vads_recurrence_number, -1, 0",
    "vads_recurrence_number, 3/, 0",
    "vads_recurrence_number, 7, 7",
    "vads_recurrence_number, 99999999, 0",
    "vads_recurrence_status, CREATED, 0",
    "vads_sub_effect_date, 20261301, 0",
    "vads_sub_amount, 12345678901234, 0",
    "vads_sub_init_amount, -5, 0",
    "vads_sub_init_amount_number, 1000, 0",
  })
  void whatCannotBeReadIsAsIfItWereNotTold(String field, String value, String counter) {
    CardSubscription one = form(field, value).orElseThrow();

    assertThat(one.counter()).isEqualTo(counter);
    assertThat(one.toString()).doesNotContain(value.length() > 3 ? value : "many");
  }

  @Test
  void anAnswerOfTheRestApiNamesIt() {
    String answer =
        """
        {"shopId": "12345678", "transactions": [{"transactionDetails":
          {"subscriptionDetails": {"subscriptionId": %s}}}]}\
        """;

    assertThat(KeptSubscription.of(Json.parse(answer.formatted("\"REC_1\""))))
        .hasValueSatisfying(one -> assertThat(one.id()).isEqualTo("REC_1"));
    assertThat(KeptSubscription.of(Json.parse(answer.formatted("null")))).isEmpty();
    assertThat(KeptSubscription.of(Json.parse(answer.formatted("{}")))).isEmpty();
    assertThat(KeptSubscription.of(Json.parse("{}"))).isEmpty();
  }

  private static Optional<CardSubscription> form(String field, String value) {
    Map<String, String> fields =
        new TreeMap<>(
            Map.of(
                "vads_site_id", "12345678",
                "vads_subscription", "REC_1",
                "vads_sub_desc", "RRULE:FREQ=MONTHLY;BYMONTHDAY=15",
                "vads_sub_effect_date", "20260115",
                "vads_sub_amount", "2000",
                "vads_sub_init_amount", "500",
                "vads_sub_init_amount_number", "2"));
    fields.put(field, value);
    return KeptSubscription.of(Form.parse(Vectors.body(fields)));
  }
}
