package io.passerelle.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Texts;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigestMailTest {

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void aDigestHasWordsForEachFailureInBothLanguages(FailureClass failure) {
    for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
      assertThat(Texts.of(DigestMail.class, "digest", language).get("reason." + failure))
          .isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource(Alert.Kind.class)
  void andForEachFlag(Alert.Kind kind) {
    for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
      assertThat(Texts.of(DigestMail.class, "flags", language).get(kind + ".title")).isNotBlank();
    }
  }
}
