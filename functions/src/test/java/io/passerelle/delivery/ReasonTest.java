package io.passerelle.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Verdict.Failed;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonTest {

  private static final Failed UNAVAILABLE =
      new Failed(FailureClass.MAINTENANCE, OptionalInt.of(503), Optional.empty());
  private static final Failed REFUSED =
      new Failed(FailureClass.CONNECTION, OptionalInt.empty(), Optional.of(Finding.REFUSED));

  @Test
  void everyTextExistsInBothLanguagesAndNoneIsLeftOver() {
    Set<String> expected = new TreeSet<>(Set.of("met.unknown", "met.NO_KEY"));
    Arrays.stream(FailureClass.values())
        .flatMap(one -> Stream.of(one + ".analysis", one + ".remedy"))
        .forEach(expected::add);
    Arrays.stream(Finding.values()).map(one -> "met." + one.name()).forEach(expected::add);

    for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
      Texts texts = Texts.of(Reason.class, "reasons", language);

      assertThat(texts.keys())
          .as(language.toString())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(texts.keys()).noneMatch(key -> texts.get(key).isBlank());
    }
  }

  @Test
  void noTextIsTheSameInBothLanguages() {
    Texts french = Texts.of(Reason.class, "reasons", Locale.FRENCH);
    Texts english = Texts.of(Reason.class, "reasons", Locale.ENGLISH);

    assertThat(french.keys()).noneMatch(key -> french.get(key).equals(english.get(key)));
  }

  @Test
  void theReasonSaysWhatWasMetInTheMerchantsLanguage() {
    assertThat(Reason.of(UNAVAILABLE, Locale.FRANCE).met()).isEqualTo("HTTP 503");
    assertThat(Reason.of(REFUSED, Locale.FRANCE).met()).isEqualTo("connexion refusée");
    assertThat(Reason.of(REFUSED, Locale.UK).met()).isEqualTo("connection refused");
    assertThat(Reason.of(UNAVAILABLE, Locale.FRENCH).analysis()).contains("mode maintenance");
    assertThat(Reason.of(UNAVAILABLE, Locale.ENGLISH).remedy()).contains("maintenance mode");
  }

  @Test
  void aLanguageThatWeDoNotSpeakBecomesEnglishWhateverTheMachineSpeaks() {
    Locale machine = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRANCE);

      assertThat(Reason.of(REFUSED, Locale.GERMAN).met()).isEqualTo("connection refused");
    } finally {
      Locale.setDefault(machine);
    }
  }

  @Test
  void aDetailThatIsNotKnownAnyMoreStillHasAReason() {
    Failed old = new Failed(FailureClass.DNS, OptionalInt.empty(), Optional.empty());

    assertThat(Reason.of(old, Locale.FRENCH).met()).isEqualTo("pas de réponse");
  }
}
