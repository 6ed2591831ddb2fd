package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignerTest {

  private static final Map<String, String> FIELDS =
      Map.of(
          "vads_site_id", "12345678",
          "vads_ctx_mode", "TEST",
          "vads_amount", "4990",
          "vads_order_info", "Zoé & 🍓 + 1",
          "vads_card_number", "");
  private static final String ANSWER =
      "{\"shopId\":\"12345678\",\"url\":\"https:\\/\\/shop.example\\/a\"}";

  private final FormSigner hmac = FormSigner.hmacSha256(Secret.of("key-of-the-test"));
  private final FormSigner sha1 = FormSigner.sha1(Secret.of("key-of-the-test"));
  private final AnswerSigner password = new AnswerSigner(Secret.of("testpassword_x"));

  @Test
  void aFormIsGenuineByAnyKeyThatIsAccepted() {
    FormSigner old = FormSigner.sha1(Secret.of("key-of-yesterday"));

    assertThatNoException()
        .isThrownBy(() -> FormSigner.verify(signed(FIELDS, hmac), List.of(hmac, old)));
    assertThatNoException()
        .isThrownBy(() -> FormSigner.verify(signed(FIELDS, old), List.of(hmac, old)));
    assertThatNoException()
        .isThrownBy(() -> FormSigner.verify(signed(FIELDS, sha1), List.of(sha1)));
  }

  @Test
  void aFormSignedWithAnotherKeyOrAnotherAlgorithmIsRefused() {
    requireRefused(signed(FIELDS, FormSigner.hmacSha256(Secret.of("key-of-the-test "))), hmac);
    requireRefused(signed(FIELDS, FormSigner.hmacSha256(Secret.of("other"))), hmac);
    requireRefused(signed(FIELDS, sha1), hmac);
    requireRefused(signed(FIELDS, hmac), sha1);
  }

  @Test
  void noKeyAcceptsNothing() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> FormSigner.verify(signed(FIELDS, hmac), List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> FormSigner.sha1(Secret.of("")));
    assertThatIllegalArgumentException().isThrownBy(() -> FormSigner.hmacSha256(Secret.of("")));
    assertThatIllegalArgumentException().isThrownBy(() -> new AnswerSigner(Secret.of("")));
  }

  @Test
  void aFieldMoreOrLessOrChangedIsRefused() {
    String signature = hmac.sign(FIELDS);
    Map<String, String> more = with(FIELDS, "vads_threeds_mpi", "2");
    Map<String, String> less = new TreeMap<>(FIELDS);
    less.remove("vads_card_number");
    Map<String, String> swapped = with(FIELDS, "vads_amount", "12345678");
    swapped.put("vads_site_id", "4990");

    for (Map<String, String> wrong :
        List.of(more, less, swapped, with(FIELDS, "vads_amount", "1"))) {
      requireRefused(Vectors.form(with(wrong, "signature", signature)), hmac);
    }
  }

  @Test
  void whatIsNotTheGatewaysIsNotSigned() {
    Map<String, String> more = with(FIELDS, "utm_source", "mail");
    more.put("VADS_AMOUNT", "1");

    assertThat(hmac.sign(more)).isEqualTo(hmac.sign(FIELDS));
  }

  @Test
  void anEmptyFieldCounts() {
    Map<String, String> without = new TreeMap<>(FIELDS);
    without.remove("vads_card_number");

    assertThat(hmac.sign(without)).isNotEqualTo(hmac.sign(FIELDS));
  }

  @Test
  void aSignatureOfAnotherCaseLengthOrAlphabetIsRefused() {
    String base64 = hmac.sign(FIELDS);
    String hexadecimal = sha1.sign(FIELDS);

    for (String wrong :
        List.of(
            "",
            " " + base64,
            base64 + " ",
            base64.toLowerCase(Locale.ROOT),
            base64.toUpperCase(Locale.ROOT),
            base64.replace("=", ""),
            base64.substring(1),
            "null",
            "é")) {
      requireRefused(Vectors.form(with(FIELDS, "signature", wrong)), hmac);
    }
    requireRefused(
        Vectors.form(with(FIELDS, "signature", hexadecimal.toUpperCase(Locale.ROOT))), sha1);
  }

  @Test
  void aMissingOrDoubledSignatureIsRefused() {
    String body = new String(Vectors.body(FIELDS), StandardCharsets.UTF_8);
    String signature = "&signature=" + hmac.sign(FIELDS).replace("+", "%2B");

    requireRefused(Form.parse(body.getBytes(StandardCharsets.UTF_8)), hmac);
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(
            () -> Form.parse((body + signature + signature).getBytes(StandardCharsets.UTF_8)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DUPLICATE_FIELD));
  }

  @Test
  void anAnswerIsGenuineByTheRightPasswordAsItStandsAndUnescaped() {
    String unescaped = ANSWER.replace("\\/", "/");

    assertThat(password.isGenuine(answer(ANSWER, password.sign(ANSWER)))).isTrue();
    assertThat(password.isGenuine(answer(ANSWER, password.sign(unescaped)))).isTrue();
    assertThat(password.isGenuine(answer(unescaped, password.sign(ANSWER)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "0", "null", "é"})
  void anAnswerWithAnotherHashIsRefused(String hash) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> AnswerSigner.verify(answer(ANSWER, hash), List.of(password)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE));
  }

  @Test
  void anAnswerThatWasChangedOrHashedWithAnotherKeyIsRefused() {
    String hash = password.sign(ANSWER);
    AnswerSigner returnKey = new AnswerSigner(Secret.of("38453613e7f44dc58732bad3dca2bca3"));

    assertThat(password.isGenuine(answer(ANSWER + " ", hash))).isFalse();
    assertThat(password.isGenuine(answer(ANSWER.replace("1", "2"), hash))).isFalse();
    assertThat(password.isGenuine(answer(ANSWER, hash.toUpperCase(Locale.ROOT)))).isFalse();
    assertThat(password.isGenuine(answer(ANSWER, returnKey.sign(ANSWER)))).isFalse();
    assertThat(password.isGenuine(Vectors.form(Map.of("kr-answer", ANSWER)))).isFalse();
    assertThat(password.isGenuine(Vectors.form(Map.of("kr-hash", hash)))).isFalse();
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> AnswerSigner.verify(answer(ANSWER, hash), List.of()));
  }

  @Test
  void whichKeyTheRequestNamesDecidesNothing() {
    AnswerSigner returnKey = new AnswerSigner(Secret.of("38453613e7f44dc58732bad3dca2bca3"));
    Map<String, String> fields = new TreeMap<>();
    fields.put("kr-answer", ANSWER);
    fields.put("kr-hash", returnKey.sign(ANSWER));
    fields.put("kr-hash-key", "sha256_hmac");

    assertThat(password.isGenuine(Vectors.form(fields))).isFalse();
  }

  private static void requireRefused(Form form, FormSigner signer) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> FormSigner.verify(form, List.of(signer)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE))
        .satisfies(e -> assertThat(e.words()).isEqualTo("Invalid signature"));
  }

  private static Form signed(Map<String, String> fields, FormSigner signer) {
    return Vectors.form(with(fields, "signature", signer.sign(fields)));
  }

  private static Form answer(String answer, String hash) {
    return Vectors.form(Map.of("kr-answer", answer, "kr-hash", hash));
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    Map<String, String> changed = new TreeMap<>(fields);
    changed.put(name, value);
    return changed;
  }
}
