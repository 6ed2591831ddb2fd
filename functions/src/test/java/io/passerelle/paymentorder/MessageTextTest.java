package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTextTest {

  @Test
  void everyVariableIsWrittenOut() {
    String all =
        String.join(" ", MessageText.VARIABLES.stream().map(one -> "%" + one + "%").toList());
    Map<String, String> values =
        Map.of(
            "reference",
            "R",
            "amount",
            "1 €",
            "url",
            "U",
            "start_date",
            "S",
            "end_date",
            "E",
            "shop_name",
            "N",
            "shop_contact",
            "C",
            "shop_url",
            "W");

    assertThat(new MessageText(all).filled(values, part -> part).split(" (?!€)"))
        .containsExactlyInAnyOrderElementsOf(values.values());
  }

  @Test
  void aValueIsNotReadForVariables() {
    Map<String, String> values = Map.of("reference", "%amount%", "amount", "1 €");

    assertThat(new MessageText("%reference%: %amount%").filled(values, part -> part))
        .isEqualTo("%amount%: 1 €");
  }

  @Test
  void aLineWithNothingToSayIsLeftOut() {
    Map<String, String> values = Map.of("amount", "1 €", "shop_contact", "");
    String text = "Pay %amount%\r\nWrite to %shop_contact%\nBye %shop_contact% %amount%";

    assertThat(new MessageText(text).filled(values, part -> part)).isEqualTo("Pay 1 €\nBye  1 €");
  }

  @Test
  void theLinkComesToTheEndWhereItIsNotNamed() {
    assertThat(new MessageText("Pay").withLink("\n\n").written()).isEqualTo("Pay\n\n%url%");
    assertThat(new MessageText("Pay at %url%!").withLink(" ").written()).isEqualTo("Pay at %url%!");
  }

  @Test
  void aPercentSignIsNoVariable() {
    String text = "100% of 50 % or 5%20%, %%";

    assertThat(MessageText.checked("message", text)).isEqualTo(text);
    assertThat(new MessageText(text).filled(Map.of(), part -> part)).isEqualTo(text);
  }

  @Test
  void unknownVariablesAreRefusedByName() {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> MessageText.checked("text", "%amount% %amnt% %shop% %amnt%"))
        .satisfies(invalid ->
            assertThat(invalid.reason())
                .isEqualTo("has variables that there are not: %amnt%, %shop%"));
  }
}
