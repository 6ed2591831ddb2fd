package io.passerelle.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Texts;
import io.passerelle.paymentorder.MessageTemplate;
import io.passerelle.paymentorder.MessageTemplate.Kind;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh"})
  void whatBuyersAreWrittenIsInEveryLanguageAndNamesItsLink(String language) {
    Texts english = Texts.in(Composer.class, "message", "en");
    Texts texts = Texts.in(Composer.class, "message", language);

    assertThat(texts.keys()).isEqualTo(english.keys()).hasSize(9);
    for (String key : texts.keys()) {
      assertThat(language.equals("en") || !texts.get(key).equals(english.get(key)))
          .as(key)
          .isTrue();
      assertThat(texts.get(key)).as(key).contains("%amount%");
      if (key.endsWith("text")) {
        assertThat(texts.get(key)).as(key).contains("%url%", "%end_date%", "%shop_name%");
      }
    }
  }

  /// A default text is one that a merchant could have written.
  @ParameterizedTest
  @ValueSource(
      strings = {"de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh"})
  void everyBuiltInTextKeepsTheRulesOfATemplate(String language) {
    for (Kind kind : Kind.values()) {
      for (Composer.Purpose purpose : Composer.Purpose.values()) {
        MessageTemplate builtIn = Composer.builtIn(kind, language, purpose);
        MessageTemplate read =
            MessageTemplate.read(
                Map.of(
                    "kind", kind.name(),
                    "language", language,
                    "name", "x",
                    "subject", builtIn.subject(),
                    "text", builtIn.text()),
                "",
                0);

        assertThat(read.text()).isEqualTo(builtIn.text());
      }
    }
  }
}
