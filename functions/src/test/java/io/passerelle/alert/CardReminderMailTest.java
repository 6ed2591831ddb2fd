package io.passerelle.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.delivery.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CardReminderMailTest {

  private static final String LINK = "https://pay.example/card/Zm9yLWEtdGVzdC1hbG9uZQ";

  private final CardReminderMail mails = new CardReminderMail(Facts.FROM);

  static Stream<String> languages() {
    return PaymentMail.BUYERS.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageSaysEverythingInWordsOfItsOwn(String language) {
    Texts english = Texts.in(CardReminderMail.class, "card-reminder", "en");
    Texts texts = Texts.in(CardReminderMail.class, "card-reminder", language);
    Pattern gap = Pattern.compile("%[a-z]+%");

    assertThat(texts.keys()).isEqualTo(english.keys());
    for (String key : texts.keys()) {
      assertThat(gaps(gap, texts.get(key))).as(key).isEqualTo(gaps(gap, english.get(key)));
      if (!language.equals("en") && !List.of("shop", "test").contains(key)) {
        assertThat(texts.get(key)).as(key).isNotEqualTo(english.get(key));
      }
    }
    for (boolean over : new boolean[] {true, false}) {
      Mail mail = mails.of(facts("Lamps", over, true), envelope(language));
      assertThat(mail.subject())
          .startsWith("Lamps")
          .contains(texts.get(over ? "over.title" : "soon.title"));
      for (String body : List.of(mail.text(), mail.html().replace("&#39;", "'"))) {
        assertThat(body)
            .contains("Lamps", "VISA •••• 0114", "09/2027", LINK, texts.get("button"))
            .contains(texts.get("safe"), texts.get("done"), texts.get("test"), "help@shop.example")
            .doesNotContain("{{", "%");
      }
      assertThat(mail.html()).contains("<html lang=\"" + language + "\">");
    }
  }

  private static List<String> gaps(Pattern gap, String sentence) {
    return gap.matcher(sentence).results().map(found -> found.group()).sorted().toList();
  }

  @Test
  void aShopsNameIsTextAndNothingElse() {
    Mail mail =
        mails.of(
            facts("<script>alert(1)</script>\r\nBcc: a@b.example", false, false), envelope("en"));

    assertThat(mail.html()).doesNotContain("<script>").contains("&lt;script&gt;");
    assertThat(mail.subject()).doesNotContain("\r", "\n");
    assertThat(mail.html()).doesNotContain("TEST");
  }

  @Test
  void aNameThatLooksLikeAGapIsLeftAsItIs() {
    Mail mail = mails.of(facts("%month% $1", false, false), envelope("en"));

    assertThat(mail.text()).contains("The card that %month% $1 keeps");
  }

  @Test
  void thereIsNoPlaceForMoreThanFourDigits() {
    assertThatThrownBy(() ->
            new CardReminderMail.Facts(
                "Lamps", "", "CB", "497010XXXXXX0014", "09/2027", false, false, LINK))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new CardReminderMail.Facts(
                "Lamps", "", "CB", "0014", "09/2027", false, false, "javascript:alert(1)"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    Mail mail =
        mails.of(
            new CardReminderMail.Facts(
                "Lamps", "no address", "", "", "09/2027", false, false, LINK),
            envelope("en"));

    assertThat(mail.text()).doesNotContain("Card: ", "••••", "no address", "If you have any");
    assertThat(mail.headers()).doesNotContainKey("Reply-To");
  }

  private static CardReminderMail.Facts facts(String shop, boolean over, boolean test) {
    return new CardReminderMail.Facts(
        shop, "help@shop.example", "VISA", "0114", "09/2027", over, test, LINK);
  }

  private static Envelope envelope(String language) {
    return new Envelope(
        "mail-1", EmailAddress.list("zoe@buyer.example"), Locale.of(language), Optional.empty());
  }
}
