package io.passerelle.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageLanguageTest {

  private static final Shop SHOP =
      new Shop(
          new SiteId("12345678"),
          "c",
          "s",
          "lyra",
          Mode.TEST,
          Map.of(),
          Connection.none(),
          Map.of("language", "sv"),
          1);

  @ParameterizedTest
  @CsvSource({
    "fr,    fr", "en,    en", "de,    de", "zh,    zh", "es,    es", "it,    it", "ja,    ja",
    "nl,    nl", "pl,    pl", "pt,    pt", "ru,    ru", "sv,    sv", "tr,    tr", "pt-BR, pt",
    "EN_us, en", "ko,    sv", "'',    sv", "eng,   sv"
  })
  void thePageIsInTheVisitorsLanguageWhereTheGatewayHasIt(String visitor, String page) {
    assertThat(SHOP.pageLanguage(visitor)).isEqualTo(page);
  }

  @ParameterizedTest
  @CsvSource({
    "de, '',                    ''",
    "de, ko,                    ''",
    "DE, '',                    de",
    "ko, '',                    sv",
    "ko, 'de',                  sv",
    "'', '',                    ''",
    "'', 'de-AT,en;q=0.8',      ''",
    "'', 'ko, de;q=0.5',        ''",
    "'', 'ko-KR,ko;q=0.9,*',    sv",
    "'', ',;,',                 sv"
  })
  void thePageIsToldALanguageOnlyWhereItWouldNotFindOne(
      String asked, String acceptLanguage, String told) {
    assertThat(SHOP.languageToTell(asked, acceptLanguage).orElse("")).isEqualTo(told);
  }
}
