package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Texts;
import io.passerelle.delivery.Timings;
import io.passerelle.edge.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WhyViewTest {

  private final Bridge bridge = new Bridge().withShop();

  @Test
  void aFailedAttemptSaysWhyInTheMerchantsLanguageAndWhatComesNext() {
    Json attempt = failing(Bridge.answered(503, "Maintenance"), "");

    Json why = attempt.get("why");
    assertThat(why.get("class").text()).contains("MAINTENANCE");
    assertThat(why.get("met").text()).contains("HTTP 503");
    assertThat(why.get("analysis").text("")).contains("mode maintenance");
    assertThat(why.get("remedy").text("")).contains("Quittez le mode maintenance");
    assertThat(why.get("next").text("")).contains("2026-01-15T10:15:00Z");
    assertThat(attempt.get("response").text()).contains("Maintenance");
    assertThat(attempt.has("whyIn")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"fr, Quittez", "en, Leave"})
  void anOperatorAsksForALanguage(String lang, String remedy) {
    Json why = failing(Bridge.answered(503, "x"), ", \"lang\": \"" + lang + "\"").get("why");

    assertThat(why.get("remedy").text("")).startsWith(remedy);
  }

  @Test
  void anOperatorAsksForBothLanguages() {
    Json attempt = failing(Bridge.answered(503, "x"), ", \"lang\": \"both\"");

    Json in = attempt.get("whyIn");
    assertThat(in.members()).containsOnlyKeys("fr", "en");
    assertThat(in.get("fr").get("remedy").text())
        .isEqualTo(attempt.get("why").get("remedy").text());
    assertThat(in.get("en").get("remedy").text()).isNotEqualTo(in.get("fr").get("remedy").text());
  }

  @ParameterizedTest
  @CsvSource({"'\"de\"'", "7", "null", "'[]'"})
  void aLanguageThatThereIsNotIsRefused(String lang) {
    bridge.notification(Requests.notification("AUTHORISED"));

    Json answer = order(", \"lang\": " + lang);

    assertThat(answer.get("status").number()).contains(422L);
    assertThat(answer.get("body").get("error").text("")).contains("lang must be");
  }

  @ParameterizedTest
  @EnumSource
  void everyFindingIsToldByItsOwnWords(Finding finding) {
    Json why =
        failing(
                new Answer.Unanswered(finding.trouble(), finding.words(), Timings.total(10)),
                ", \"lang\": \"both\"")
            .get("whyIn");

    for (Locale language : Spoken.LANGUAGES) {
      assertThat(why.get(language.getLanguage()).get("met").text())
          .contains(Texts.of(FailureClass.class, "reasons", language).get("met." + finding.name()));
    }
  }

  @Test
  void theTimingsAreSplitIntoTheirSteps() {
    Json timings =
        failing(
                new Answer.Answered(500, "x", Optional.empty(), new Timings(3, 20, -1, 400, 410)),
                "")
            .get("timings");

    assertThat(timings.get("resolve").number()).contains(3L);
    assertThat(timings.get("connect").number()).contains(20L);
    assertThat(timings.has("tls")).isTrue();
    assertThat(timings.get("tls").isPresent()).isFalse();
    assertThat(timings.get("firstByte").number()).contains(400L);
    assertThat(timings.get("total").number()).contains(410L);
  }

  @Test
  void anAttemptThatWentWellHasNoReason() {
    Json attempt = failing(Bridge.answered(200, "OK"), "");

    assertThat(attempt.has("why")).isTrue();
    assertThat(attempt.get("why").isPresent()).isFalse();
  }

  @Test
  void whatFollowsIsToldForEachAttempt() {
    bridge.shopAnswers(503, 503, 503, 503, 503);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    bridge.minutesPass(120);

    List<Json> attempts = attempts(order(", \"lang\": \"en\""));

    assertThat(attempts.getFirst().get("why").get("next").text(""))
        .isEqualTo("It was tried again at 2026-01-15T10:15:00Z.");
    assertThat(attempts.getLast().get("why").get("next").text(""))
        .contains("All automatic attempts");
  }

  @Test
  void noTextIsMissingInALanguage() {
    for (String name : List.of("next", "refusals")) {
      Texts french = Texts.of(WhyView.class, name, Locale.FRENCH);
      Texts english = Texts.of(WhyView.class, name, Locale.ENGLISH);

      assertThat(french.keys()).containsExactlyInAnyOrderElementsOf(english.keys());
      assertThat(french.keys()).noneMatch(key -> french.get(key).equals(english.get(key)));
    }
  }

  private Json failing(Answer answer, String extra) {
    bridge.answers.add(answer);
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();
    return attempts(order(extra)).getFirst();
  }

  private Json order(String extra) {
    return bridge.operator(
        "{\"action\":\"order\",\"siteId\":\"12345678\",\"orderId\":\"SO0042-1\"" + extra + "}");
  }

  private static List<Json> attempts(Json answer) {
    return answer.get("body").get("deliveries").items().getFirst().get("attempts").items();
  }
}
