package io.passerelle.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentLinksTest {

  @ParameterizedTest
  @CsvSource({"de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh"})
  void theSentenceToCopyIsInEveryLanguage(String language) {
    Texts english = Texts.in(PaymentLinks.class, "link", "en");
    Texts texts = Texts.in(PaymentLinks.class, "link", language);

    assertThat(texts.keys()).isEqualTo(english.keys());
    assertThat(texts.get("sentence"))
        .contains("%amount%", "%end_date%", "%url%")
        .isNotEqualTo(english.get("sentence"));
  }
}
