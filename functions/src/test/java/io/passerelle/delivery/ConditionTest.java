package io.passerelle.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {

  /// Variable of each type, operator, value, what was told (empty: nothing), whether it holds.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          payment_method  | IS         | VISA       | VISA         | true
          payment_method  | IS         | VISA       | visa         | true
          payment_method  | IS         | VISA       | CB           | false
          payment_method  | IS         | VISA       | ''           | false
          payment_method  | IS_NOT     | VISA       | CB           | true
          payment_method  | IS_NOT     | VISA       | VISA         | false
          payment_method  | IS_NOT     | VISA       | ''           | true
          payment_method  | IS_IN      | CB;VISA    | VISA         | true
          payment_method  | IS_IN      | CB;VISA    | AMEX         | false
          payment_method  | IS_IN      | CB;VISA    | ''           | false
          payment_method  | IS_NOT_IN  | CB;VISA    | AMEX         | true
          payment_method  | IS_NOT_IN  | CB;VISA    | CB           | false
          payment_method  | IS_NOT_IN  | CB;VISA    | ''           | true
          payment_method  | CONTAINS   | master     | MASTERCARD   | true
          payment_method  | CONTAINS   | master     | VISA         | false
          payment_method  | CONTAINS   | master     | ''           | false
          payment_method  | IS_PRESENT | ''         | VISA         | true
          payment_method  | IS_PRESENT | ''         | ' '          | false
          payment_method  | IS_PRESENT | ''         | ''           | false
          amount          | IS         | 49.9       | 49.90        | true
          amount          | IS         | 49.9       | 49.91        | false
          amount          | IS_NOT     | 49.90      | 49.9         | false
          amount          | IS_NOT     | 49.90      | 50.00        | true
          amount          | IS_NOT     | 49.90      | ''           | true
          amount          | IS_IN      | 10;20.00   | 20           | true
          amount          | IS_NOT_IN  | 10;20.00   | 20           | false
          amount          | GREATER    | 0.30       | 0.31         | true
          amount          | GREATER    | 0.30       | 0.30         | false
          amount          | GREATER    | 100        | 20.00        | false
          amount          | GREATER    | 49.9       | 50           | true
          amount          | GREATER    | 1          | ''           | false
          amount          | SMALLER    | 100        | 20.00        | true
          amount          | SMALLER    | 0.001      | 0.0009       | true
          amount          | SMALLER    | 1          | 1.000        | false
          amount          | SMALLER    | 1          | ''           | false
          amount          | SMALLER    | 1          | not a number | false
          amount          | IS_NOT     | 1          | not a number | true
          amount          | IS_PRESENT | ''         | not a number | false
          sequence_number | IS         | 1          | 1            | true
          sequence_number | GREATER    | 1          | 10           | true
          sequence_number | SMALLER    | 9          | 10           | false
          sequence_number | IS_IN      | 1;2        | 3            | false
          sequence_number | IS_PRESENT | ''         | 1            | true
          risk_assessment | IS         | REFUSE     | REFUSE       | true
          risk_assessment | IS         | REFUSE     | REFUSE;INFORM| false
          risk_assessment | IS_NOT     | REFUSE     | REFUSE;INFORM| true
          risk_assessment | IS_IN      | REFUSE;X   | INFORM;REFUSE| true
          risk_assessment | IS_NOT_IN  | REFUSE;X   | INFORM;REFUSE| false
          risk_assessment | IS_NOT_IN  | REFUSE;X   | ;;           | true
          risk_assessment | CONTAINS   | inform     | REFUSE;INFORM| true
          risk_assessment | CONTAINS   | INF        | REFUSE;INFORM| false
          risk_assessment | IS_PRESENT | ''         | ;;           | false
          ext_info_cart   | IS         | B2B        | b2b          | true
          ext_info_cart   | CONTAINS   | b2         | B2B          | true
          """)
  void anOperatorHoldsOfWhatItSays(
      String variable, Operator operator, String value, String told, boolean holds) {
    Condition condition = condition(variable, operator, value);
    Map<String, String> variables = told.isEmpty() ? Map.of() : Map.of(variable, told);

    assertThat(condition.holds(variables)).isEqualTo(holds);
  }

  @ParameterizedTest
  @EnumSource(Operator.class)
  void anOperatorAndItsNegationNeverAgree(Operator operator) {
    RandomGenerator random = random();
    for (int i = 0; i < 200; i++) {
      Condition condition = randomCondition(random, operator);
      Map<String, String> variables = randomVariables(random, condition);
      boolean holds = condition.holds(variables);

      switch (operator) {
        case IS -> assertThat(with(condition, Operator.IS_NOT).holds(variables)).isEqualTo(!holds);
        case IS_IN ->
            assertThat(with(condition, Operator.IS_NOT_IN).holds(variables)).isEqualTo(!holds);
        default -> assertThat(condition.explained(variables)).isNotEmpty();
      }
    }
  }

  @Test
  void holdingAConditionAgainstAnythingNeverFails() {
    RandomGenerator random = random();
    List<Operator> operators = List.of(Operator.values());
    for (int i = 0; i < 20_000; i++) {
      Operator operator = operators.get(random.nextInt(operators.size()));
      Condition condition = randomCondition(random, operator);
      Map<String, String> variables = randomVariables(random, condition);

      String explained = condition.explained(variables);

      assertThat(explained).hasSizeLessThan(300).startsWith(condition.variable().name());
      assertThat(explained.chars()).noneMatch(Character::isISOControl);
      assertThat(explained.contains(", was ")).isEqualTo(!condition.holds(variables));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          status          | IS         | AUTHORISED | AUTHORISED | status is AUTHORISED
          amount          | GREATER    | 10         | 49.90      | amount 49.90 > 10
          amount          | GREATER    | 100        | 49.90      | amount > 100, was 49.90
          card_country    | IS_IN      | FR;BE      | BE         | card_country BE is in the list FR;BE
          buyer_email     | IS_PRESENT | ''         | ''         | buyer_email is present, was absent
          """)
  void theHistoryReadsWhatWasAskedAndWhatWasMet(
      String variable, Operator operator, String value, String told, String words) {
    Map<String, String> variables = told.isEmpty() ? Map.of() : Map.of(variable, told);

    assertThat(condition(variable, operator, value).explained(variables)).isEqualTo(words);
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(ConditionTest.class));
  }

  private static Condition condition(String variable, Operator operator, String value) {
    List<String> values = value.isEmpty() ? List.of() : Arrays.asList(value.split(";"));
    return new Condition(Variable.named(variable).orElseThrow(), operator, values);
  }

  private static Condition with(Condition condition, Operator operator) {
    return new Condition(condition.variable(), operator, condition.values());
  }

  /// Not only what a reader of rules lets through.
  private static Condition randomCondition(RandomGenerator random, Operator operator) {
    List<String> names = new ArrayList<>(Variable.names());
    names.add("ext_info_x");
    String name = names.get(random.nextInt(names.size()));
    List<String> values = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      values.add(randomText(random));
    }
    return new Condition(Variable.named(name).orElseThrow(), operator, values);
  }

  private static Map<String, String> randomVariables(RandomGenerator random, Condition condition) {
    Map<String, String> variables = new HashMap<>();
    if (random.nextInt(5) > 0) {
      boolean same = random.nextBoolean() && !condition.values().isEmpty();
      String value = same ? condition.values().getFirst() : randomText(random);
      variables.put(condition.variable().name(), value);
    }
    return variables;
  }

  private static String randomText(RandomGenerator random) {
    String letters = "01.9-;, aA\n\u0000\u202eé日😀%{}$\\";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 400 : 8); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
