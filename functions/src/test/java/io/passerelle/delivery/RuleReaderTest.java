package io.passerelle.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.payment.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"CUSTOM","action":"SMS"}                                          | rules[0].action must be URL or EMAIL
          {"kind":"END_OF_PAYMENT","action":"EMAIL"}                                | rules[0].action must be URL for END_OF_PAYMENT
          {"kind":"PAYMENT_CONFIRMATION_BUYER","action":"URL"}                      | rules[0].action must be EMAIL for
          {"kind":"PAYMENT_CONFIRMATION_BUYER","emails":"a@b.example"}              | rules[0].emails must be BUYER
          {"kind":"PAYMENT_CONFIRMATION_MERCHANT","emails":"BUYER"}                 | rules[0].emails must be the merchant's addresses
          {"kind":"CUSTOM","action":"EMAIL"}                                        | rules[0].emails must be addresses
          {"kind":"CUSTOM","action":"EMAIL","emails":"x"}                           | rules[0].emails must be at most 20 addresses
          {"kind":"CUSTOM","action":"EMAIL","emails":"a@b.example;BUYER"}           | rules[0].emails must be at most 20 addresses
          {"kind":"END_OF_PAYMENT","events":["PAYMENT_ACCEPTED"]}                   | rules[0].events is for CUSTOM rules alone
          {"kind":"END_OF_PAYMENT","conditions":[{}]}                               | rules[0].conditions is for CUSTOM rules alone
          {"kind":"CUSTOM","events":"PAYMENT_ACCEPTED"}                             | rules[0].events must be an array
          {"kind":"CUSTOM","events":["PAYMENT_ACCEPTED","X"]}                       | rules[0].events[1] must be one of [PAYMENT_ACCEPTED,
          {"kind":"CUSTOM","events":[1]}                                            | rules[0].events[0] must be one of
          {"kind":"CUSTOM","conditions":{}}                                         | rules[0].conditions must be an array
          {"kind":"CUSTOM","conditions":["x"]}                                      | rules[0].conditions[0] must be {"variable"
          {"kind":"CUSTOM","conditions":[{"variable":"vads_amount"}]}               | rules[0].conditions[0].variable must be one of [amount,
          {"kind":"CUSTOM","conditions":[{"variable":"ext_info_"}]}                 | rules[0].conditions[0].variable must be one of
          {"kind":"CUSTOM","conditions":[{"variable":"amount"}]}                    | rules[0].conditions[0].operator must be one of [IS, IS_NOT,
          {"kind":"CUSTOM","conditions":[{"variable":"amount","operator":"="}]}     | rules[0].conditions[0].operator must be one of
          {"kind":"CUSTOM","conditions":[{"variable":"amount","operator":"CONTAINS","value":"1"}]} | rules[0].conditions[0].operator CONTAINS does not fit amount
          {"kind":"CUSTOM","conditions":[{"variable":"status","operator":"GREATER","value":"1"}]}  | rules[0].conditions[0].operator GREATER does not fit status
          {"kind":"CUSTOM","conditions":[{"variable":"amount","operator":"IS"}]}    | rules[0].conditions[0].value must be a text or a number
          {"kind":"CUSTOM","conditions":[{"variable":"amount","operator":"IS","value":""}]}        | rules[0].conditions[0].value must not be empty
          {"kind":"CUSTOM","conditions":[{"variable":"amount","operator":"IS","value":"12,50"}]}   | rules[0].conditions[0].value must be a number such as
          {"kind":"CUSTOM","conditions":[{"variable":"amount","operator":"IS","value":1e999999}]}  | rules[0].conditions[0].value must be a text or a number
          {"kind":"CUSTOM","conditions":[{"variable":"amount","operator":"IS","value":["1"]}]}     | rules[0].conditions[0].value must be a text or a number
          {"kind":"CUSTOM","conditions":[{"variable":"status","operator":"IS","value":"PAID"}]}    | rules[0].conditions[0].value must be one of [UNKNOWN,
          {"kind":"CUSTOM","conditions":[{"variable":"mode","operator":"IS_IN","value":["TEST","X"]}]} | rules[0].conditions[0].value must be one of [TEST, PRODUCTION]
          {"kind":"CUSTOM","conditions":[{"variable":"mode","operator":"IS_IN","value":[]}]}       | rules[0].conditions[0].value must not be empty
          {"kind":"CUSTOM","conditions":[{"variable":"buyer_email","operator":"IS","value":"a\\nb"}]} | rules[0].conditions[0].value must be one line
          """)
  void whatCannotBeIsRefusedWithItsPlaceAndReason(String rule, String words) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> Rules.read(Json.parse("[" + rule + "]")))
        .satisfies(rejection -> assertThat(rejection.detail()).startsWith(words));
  }

  @Test
  void limitsAreKept() {
    String condition = "{\"variable\":\"buyer_email\",\"operator\":\"IS\",\"value\":\"%s\"}";
    String list = "{\"variable\":\"buyer_email\",\"operator\":\"IS_IN\",\"value\":\"%s\"}";

    assertThat(custom(condition.formatted("x".repeat(255)))).isNotNull();
    assertThat(custom(list.formatted("x;".repeat(100)))).isNotNull();
    refused(condition.formatted("x".repeat(256)), "rules[0].conditions[0].value");
    refused(list.formatted("x;".repeat(101)), "rules[0].conditions[0].value");
    String all = String.join(",", java.util.Collections.nCopies(20, condition.formatted("x")));
    assertThat(custom(all).written().getFirst().when().conditions()).hasSize(20);
    refused(all + "," + condition.formatted("x"), "rules[0].conditions must be at most 20");
  }

  @Test
  void thePlaceNamesTheRuleAmongSeveral() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() ->
            Rules.read(
                Json.parse(
                    """
                    [{"kind":"CUSTOM"}, {"kind":"END_OF_PAYMENT"}, {"kind":"CUSTOM","label":"b",
                     "conditions":[{"variable":"amount","operator":"IS","value":1},
                                   {"variable":"amount","operator":"NOT","value":1}]}]
                    """)))
        .satisfies(rejection ->
            assertThat(rejection.detail())
                .startsWith("rules[2].conditions[1].operator must be one of [IS, IS_NOT, IS_IN,"));
  }

  @Test
  void rulesAreWrittenAsTheyAreRead() {
    Rules rules =
        Rules.read(
            Json.parse(
                """
                [{"kind":"END_OF_PAYMENT","urlTest":"https://a.example/x","alertEmails":"a@b.example"},
                 {"kind":"INSTALMENT_REFUSED","emails":"c@d.example;e@f.example"},
                 {"kind":"PAYMENT_CONFIRMATION_BUYER"},
                 {"kind":"CUSTOM","label":"Buyer","action":"EMAIL","emails":"BUYER",
                  "events":["PAYMENT_REFUNDED"]},
                 {"kind":"CUSTOM","label":"ERP","urlProduction":"https://erp.example/","format":"REST",
                  "events":["PAYMENT_REFUSED","PAYMENT_ACCEPTED"],"replay":false,
                  "conditions":[{"variable":"event_source","operator":"IS_IN","value":"payment_order; BATCH_CHANGE"},
                                {"variable":"amount","operator":"GREATER","value":49.90},
                                {"variable":"buyer_email","operator":"IS_PRESENT"}]}]
                """));

    Rules again = Rules.read(Json.parse(rules.toJson()));

    assertThat(again).isEqualTo(rules);
    assertThat(rules.written().get(1).action())
        .isEqualTo(new RuleAction.MailMerchant(List.of("c@d.example", "e@f.example")));
    assertThat(rules.written().get(2).action()).isEqualTo(new RuleAction.MailBuyer());
    assertThat(rules.written().get(4).when().conditions().getFirst().values())
        .containsExactly("payment_order", "BATCH_CHANGE");
  }

  @Test
  void mailsAreOffUntilAMerchantSwitchesThemOn() {
    for (RuleKind kind :
        List.of(
            RuleKind.INSTALMENT_REFUSED,
            RuleKind.PAYMENT_CONFIRMATION_MERCHANT,
            RuleKind.PAYMENT_CONFIRMATION_BUYER)) {
      assertThat(Rules.none().of(kind).active()).isFalse();
    }
  }

  @Test
  void readingDamagedRulesEitherWorksOrIsRefused() {
    String good =
        """
        [{"kind":"CUSTOM","label":"ERP","action":"EMAIL","emails":"a@b.example","events":["PAYMENT_REFUSED"],
        "conditions":[{"variable":"amount","operator":"GREATER","value":"49.90"},
        {"variable":"mode","operator":"IS_IN","value":["TEST"]}]}]
        """;
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(RuleReaderTest.class));
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder damaged = new StringBuilder(good);
      for (int cuts = random.nextInt(1, 4); cuts > 0; cuts--) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(at, "\"[]{}:,01xE".charAt(random.nextInt(11)));
      }
      try {
        Rules rules = Rules.read(Json.parse(damaged.toString()));
        assertThat(Rules.read(Json.parse(rules.toJson()))).isEqualTo(rules);
      } catch (Rejection rejection) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 4_999);
  }

  private static Rules custom(String conditions) {
    return Rules.read(Json.parse("[{\"kind\":\"CUSTOM\",\"conditions\":[" + conditions + "]}]"));
  }

  private static void refused(String conditions, String words) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> custom(conditions))
        .satisfies(rejection -> assertThat(rejection.detail()).startsWith(words));
  }
}
