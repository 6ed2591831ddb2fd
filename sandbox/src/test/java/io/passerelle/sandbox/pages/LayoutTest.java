package io.passerelle.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayoutTest {

  @Test
  void theTitleIsEscapedAndTheBodyIsTakenAsItIs() {
    String page = Layout.page("Tom & <Jerry>", "<p>body</p>");

    assertThat(page)
        .contains("<title>Tom &amp; &lt;Jerry&gt;</title>")
        .contains("<p>body</p>")
        .contains("<html lang=\"en\">");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    assertThat(Layout.page("fr", "Titre", ""))
        .contains("<html lang=\"fr\">")
        .doesNotContain("http://", "https://", "src=", "@import");
  }

  @Test
  void aLanguageWithoutWordsIsShownInEnglish() {
    assertThat(Words.known("de")).isEqualTo("en");
    assertThat(Words.in("de")).isEqualTo(Words.in("en"));
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(Words.in("fr").keySet()).isEqualTo(Words.in("en").keySet());
    assertThat(Words.in("fr").values()).noneMatch(String::isBlank);
  }
}
