package io.passerelle.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.passerelle.edge.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetTest {

  private static final String ONE = "a".repeat(64);
  private static final String TWO = "b".repeat(64);
  private static final String PLACE = "12345678/TEST/form";

  private final Keyset keyset = keyset("1", ONE, TWO);

  @ParameterizedTest
  @ValueSource(strings = {"", "1122334455667788", "clé 🍓", "a.b.c"})
  void whatWasSealedIsOpenedAtItsPlace(String secret) {
    String sealed = keyset.seal(Secret.of(secret), PLACE);

    assertThat(keyset.open(sealed, PLACE)).isEqualTo(Secret.of(secret));
    assertThat(sealed).startsWith("1.");
    if (!secret.isEmpty()) {
      assertThat(sealed).doesNotContain(secret);
    }
  }

  @Test
  void theSameSecretIsNeverSealedAlike() {
    Secret secret = Secret.of("1122334455667788");

    assertThat(keyset.seal(secret, PLACE)).isNotEqualTo(keyset.seal(secret, PLACE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "12345678/PRODUCTION/form", "87654321/TEST/form", "12345678/TEST/Form"})
  void itDoesNotOpenAtAnotherPlace(String place) {
    String sealed = keyset.seal(Secret.of("1122334455667788"), PLACE);

    assertThatIllegalStateException().isThrownBy(() -> keyset.open(sealed, place));
  }

  @Test
  void itDoesNotOpenUnderTheNameOfAnotherKey() {
    String sealed = keyset.seal(Secret.of("1122334455667788"), PLACE);

    assertThatIllegalStateException()
        .isThrownBy(() -> keyset.open("2" + sealed.substring(1), PLACE));
    assertThatIllegalStateException()
        .isThrownBy(() -> keyset.open("3" + sealed.substring(1), PLACE))
        .withMessage("the keyset has no key 3");
  }

  @Test
  void theSameMaterialUnderAnotherNameIsAnotherKey() {
    Keyset twins = keyset("1", ONE, ONE);
    String sealed = twins.seal(Secret.of("1122334455667788"), PLACE);

    assertThatIllegalStateException()
        .isThrownBy(() -> twins.open("2" + sealed.substring(1), PLACE));
  }

  @Test
  void aNewPrimaryKeySealsAndTheOldOneStillOpens() {
    String before = keyset.seal(Secret.of("old"), PLACE);

    Keyset rotated = keyset("2", ONE, TWO);
    String after = rotated.seal(Secret.of("new"), PLACE);

    assertThat(after).startsWith("2.");
    assertThat(rotated.open(before, PLACE)).isEqualTo(Secret.of("old"));
    assertThat(keyset.open(after, PLACE)).isEqualTo(Secret.of("new"));
  }

  @Test
  void aChangeOfAnyCharacterIsNoticed() {
    String sealed = keyset.seal(Secret.of("1122334455667788"), PLACE);

    // The last character of Base64 carries bits that are not read.
    for (int i = 0; i < sealed.length() - 1; i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);

      assertThatIllegalStateException().isThrownBy(() -> keyset.open(changed, PLACE));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "1", "1.", ".AAAA", "1.AAAA", "1.!!!!", "1122334455667788", "a.b.c"})
  void whatWasNeverSealedIsNotOpened(String text) {
    assertThatIllegalStateException()
        .isThrownBy(() -> keyset.open(text, PLACE))
        .withMessageNotContaining("1122334455667788");
  }

  @Test
  void aFailureSaysThePlaceAndNoSecret() {
    String sealed = keyset.seal(Secret.of("1122334455667788"), PLACE);

    assertThatIllegalStateException()
        .isThrownBy(() -> keyset.open(sealed, "elsewhere"))
        .withMessageContaining("elsewhere")
        .withMessageNotContaining(sealed);
  }

  @Test
  void aShortMaterialIsNoKey() {
    assertThatIllegalStateException().isThrownBy(() -> keyset("1", "a".repeat(31), TWO));
    assertThat(keyset("1", "a".repeat(32), TWO)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"primary\":\"1\"}",
        "{\"primary\":\"3\"}",
        "{\"primary\":1}",
        "[]",
        "\"x\""
      })
  void aKeysetWithoutItsPrimaryKeyIsNone(String json) {
    assertThatIllegalStateException().isThrownBy(() -> Keyset.of(json, new SecureRandom()));
  }

  @Test
  void aKeysetThatIsNotJsonIsNone() {
    assertThatIllegalStateException().isThrownBy(() -> Keyset.of("x", new SecureRandom()));
  }

  private static Keyset keyset(String primary, String one, String two) {
    String json = "{\"primary\":\"%s\",\"1\":\"%s\",\"2\":\"%s\"}".formatted(primary, one, two);
    return Keyset.of(json, new SecureRandom());
  }
}
