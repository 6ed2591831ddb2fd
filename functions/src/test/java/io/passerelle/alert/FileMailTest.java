package io.passerelle.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.cardfile.Fault;
import io.passerelle.delivery.Texts;
import io.passerelle.sftp.Trouble;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every problem of a file, and every trouble with a file server, has words in both languages.
class FileMailTest {

  private static final Texts ENGLISH = texts(Locale.ENGLISH);
  private static final Texts FRENCH = texts(Locale.FRENCH);

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultHasTheReadersWordsInEnglishAndOthersInFrench(Fault fault) {
    assertThat(ENGLISH.get("fault." + fault)).isEqualTo(fault.words());
    assertThat(FRENCH.get("fault." + fault)).isNotBlank().isNotEqualTo(fault.words());
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void aTroubleIsExplainedWithWhatToDo(Trouble trouble) {
    for (Texts texts : new Texts[] {ENGLISH, FRENCH}) {
      assertThat(texts.get("trouble." + trouble)).isNotBlank();
      assertThat(texts.get("remedy." + trouble)).isNotBlank();
    }
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(ENGLISH.keys()).isEqualTo(FRENCH.keys());
  }

  private static Texts texts(Locale language) {
    return Texts.of(FileMail.class, "card-file", language);
  }
}
