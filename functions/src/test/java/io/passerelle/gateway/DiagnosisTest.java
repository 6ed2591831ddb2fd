package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Form;
import io.passerelle.edge.Hmac;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.TrialKey.Origin;
import io.passerelle.payment.Mode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTest {

  private static final Secret KEY = Secret.of("key-of-the-test");
  private static final Secret OLD = Secret.of("key-of-yesterday");
  private static final Secret PRODUCTION = Secret.of("key-of-production");
  private static final Secret RETURN = Secret.of("key-of-returns");
  private static final List<TrialKey> KEYS =
      List.of(
          new TrialKey(KEY, true, Mode.TEST, Origin.ACCEPTED),
          new TrialKey(OLD, true, Mode.TEST, Origin.REPLACED),
          new TrialKey(PRODUCTION, true, Mode.PRODUCTION, Origin.OTHER_MODE),
          new TrialKey(RETURN, true, Mode.TEST, Origin.RETURN));
  private static final Map<String, String> FIELDS =
      Map.of(
          "vads_site_id", "12345678",
          "vads_ctx_mode", "TEST",
          "vads_amount", "4990",
          "vads_order_info", " Zoé & \"fils\" + 1/2 ",
          "vads_url_return", "https://shop.example/a?b=c%20d",
          "vads_note", "one\r\ntwo",
          "vads_empty", "");
  private static final String ANSWER =
      "{\"shopId\": \"12345678\", \"orderDetails\": {\"mode\": \"TEST\"},"
          + " \"url\": \"https://shop.example/a b\", \"name\": \"Zoé & \\\"co\\\\\"}";

  @Test
  void aFormWithoutASignatureSaysSo() {
    assertThat(form(FIELDS, "").difference()).isEqualTo(Difference.NO_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "abc=", "deadbeef", "é", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void whatIsNoSignatureIsCalledSo(String signature) {
    assertThat(form(FIELDS, signature).difference()).isEqualTo(Difference.NOT_A_SIGNATURE);
  }

  @Test
  void aLongSignatureIsNoneEither() {
    assertThat(form(FIELDS, "a".repeat(100_000)).difference())
        .isEqualTo(Difference.NOT_A_SIGNATURE);
  }

  @Test
  void theKeyThatWasUsedIsNamedByItsKind() {
    assertThat(form(FIELDS, hmac(FIELDS, PRODUCTION)).difference())
        .isEqualTo(Difference.OTHER_MODE);
    assertThat(form(FIELDS, hmac(FIELDS, OLD)).difference()).isEqualTo(Difference.REPLACED_KEY);
    assertThat(form(FIELDS, hmac(FIELDS, Secret.of("another"))).difference())
        .isEqualTo(Difference.UNKNOWN);
  }

  @Test
  void theOtherAlgorithmIsFoundBothWays() {
    TrialKey sha1 = new TrialKey(KEY, false, Mode.TEST, Origin.ACCEPTED);

    assertThat(form(FIELDS, FormSigner.sha1(KEY).sign(FIELDS)).difference())
        .isEqualTo(Difference.OTHER_ALGORITHM);
    assertThat(
            Diagnosis.of(signed(FIELDS, hmac(FIELDS, KEY)), Claim.Format.FORM, List.of(sha1))
                .difference())
        .isEqualTo(Difference.OTHER_ALGORITHM);
  }

  @Test
  void theEncodingOfASignatureIsFound() {
    byte[] digest = Base64.getDecoder().decode(hmac(FIELDS, KEY));
    String hex = HexFormat.of().formatHex(digest);
    String sha1 = FormSigner.sha1(KEY).sign(FIELDS);
    List<TrialKey> bySha1 = List.of(new TrialKey(KEY, false, Mode.TEST, Origin.ACCEPTED));

    assertThat(form(FIELDS, hex).difference()).isEqualTo(Difference.OTHER_ENCODING);
    assertThat(form(FIELDS, hmac(FIELDS, KEY) + " ").difference()).isEqualTo(Difference.SPACES);
    assertThat(
            Diagnosis.of(signed(FIELDS, sha1.toUpperCase(Locale.ROOT)), Claim.Format.FORM, bySha1)
                .difference())
        .isEqualTo(Difference.OTHER_ENCODING);
  }

  @Test
  void aPlusOfTheSignatureThatBecameASpaceIsFound() {
    for (int i = 0; i < 100; i++) {
      Map<String, String> fields = with("vads_amount", String.valueOf(i));
      String signature = hmac(fields, KEY);
      if (signature.substring(1, 43).contains("+")) {
        assertThat(form(fields, signature.replace('+', ' ')).difference())
            .isEqualTo(Difference.PLUS_IN_SIGNATURE);
        return;
      }
    }
    throw new AssertionError("no signature has a plus");
  }

  @Test
  void whatWasDoneToTheValuesIsFound() {
    assertValues(String::strip, Difference.SPACES);
    assertValues(value -> new String(value.getBytes(UTF_8), ISO_8859_1), Difference.LATIN_1);
    assertValues(Raw::htmlEscaped, Difference.HTML_ESCAPED);
    assertValues(value -> value.replace("/", "\\/"), Difference.SLASHES);
    assertValues(value -> value.replace("\r\n", "\n"), Difference.RE_ENCODED);
    assertValues(Raw::percentDecoded, Difference.RE_ENCODED);
  }

  @Test
  void bytesOfLatin1AreFound() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(FIELDS).values().forEach(value -> text.append(value).append('+'));
    byte[] message = (text + KEY.reveal()).getBytes(ISO_8859_1);
    String signature = Base64.getEncoder().encodeToString(Hmac.sha256(KEY.bytes(), message));

    assertThat(form(FIELDS, signature).difference()).isEqualTo(Difference.LATIN_1);
  }

  @Test
  void aPlusThatWasNotEncodedIsFound() {
    Map<String, String> fields = with("vads_order_info", "1+1");
    String body =
        new String(Vectors.body(signedFields(fields, hmac(fields, KEY))), UTF_8)
            .replace("1%2B1", "1+1");

    assertThat(Diagnosis.of(Form.parse(body.getBytes(UTF_8)), Claim.Format.FORM, KEYS).difference())
        .isEqualTo(Difference.PLUS_IN_VALUE);
  }

  @Test
  void anOrderThatIsNotThatOfTheNamesIsFound() {
    List<String> names = List.of("vads_site_id", "vads_ctx_mode", "vads_amount");
    StringBuilder text = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (String name : names) {
      text.append(FIELDS.get(name)).append('+');
      body.append(name).append('=').append(FIELDS.get(name)).append('&');
    }
    byte[] digest = Hmac.sha256(KEY.bytes(), (text + KEY.reveal()).getBytes(UTF_8));
    body.append("signature=").append(HexFormat.of().formatHex(digest));

    assertThat(
            Diagnosis.of(Form.parse(body.toString().getBytes(UTF_8)), Claim.Format.FORM, KEYS)
                .difference())
        .isEqualTo(Difference.OTHER_ORDER);
  }

  @Test
  void theFieldThatWasAddedIsNamed() {
    Diagnosis found = form(with("vads_ext_info_x", "y"), hmac(FIELDS, KEY));

    assertThat(found.difference()).isEqualTo(Difference.FIELD_ADDED);
    assertThat(found.field()).contains("vads_ext_info_x");
    assertThat(found.fields()).contains("vads_ext_info_x", "vads_amount").doesNotContain("4990");
    assertThat(found.fieldCount()).isEqualTo(8);
  }

  @Test
  void theFieldThatWasFilledIsNamed() {
    Diagnosis found = form(with("vads_empty", "full"), hmac(FIELDS, KEY));

    assertThat(found.difference()).isEqualTo(Difference.FIELD_FILLED);
    assertThat(found.field()).contains("vads_empty");
  }

  @Test
  void anEmptyFieldThatWasDroppedIsFound() {
    Map<String, String> fewer = new TreeMap<>(FIELDS);
    fewer.remove("vads_empty");

    assertThat(form(fewer, hmac(FIELDS, KEY)).difference())
        .isEqualTo(Difference.EMPTY_FIELD_MISSING);
  }

  @Test
  void aValueThatWasChangedIsNotFoundAndNothingOfItIsTold() {
    Diagnosis found = form(with("vads_amount", "1"), hmac(FIELDS, KEY));

    assertThat(found.difference()).isEqualTo(Difference.UNKNOWN);
    assertThat(found.toString())
        .doesNotContain(KEY.reveal(), OLD.reveal(), PRODUCTION.reveal(), "4990")
        .doesNotContain(hmac(with("vads_amount", "1"), KEY));
  }

  @Test
  void withoutAKeyThereIsNothingToVerifyWith() {
    assertThat(
            Diagnosis.of(signed(FIELDS, hmac(FIELDS, KEY)), Claim.Format.FORM, List.of())
                .difference())
        .isEqualTo(Difference.NO_KEY);
  }

  @Test
  void namesAreFewShortAndPrintable() {
    Map<String, String> many = new TreeMap<>(FIELDS);
    for (int i = 0; i < 1_500; i++) {
      many.put("vads_" + i, "x");
    }
    many.put("vads_\u0000<b>", "x");
    many.put("vads_" + "n".repeat(1_000), "x");

    Diagnosis found = form(many, hmac(FIELDS, KEY));

    assertThat(found.fields())
        .hasSize(Diagnosis.FIELDS_MAX)
        .allMatch(name -> name.length() <= 60 && name.matches("[\\w().-]+"));
    assertThat(found.fieldCount()).isEqualTo(1_509);
  }

  @Test
  void noMoreIsTriedThanTheLimitAllows() {
    Trials trials = Trials.of(hmac(FIELDS, KEY));
    TrialKey key = new TrialKey(KEY, true, Mode.TEST, Origin.ACCEPTED);
    for (int i = 0; i < Trials.TRIES_MAX; i++) {
      assertThat(trials.signsForm(key, new byte[] {1})).isFalse();
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(FIELDS).values().forEach(value -> text.append(value).append('+'));

    assertThat(trials.signsForm(key, text.toString().getBytes(UTF_8))).isFalse();
    assertThat(trials.left()).isNegative();
  }

  @Test
  void theKeyOfAnAnswerIsNamedByItsKind() {
    assertThat(answer(ANSWER, sign(ANSWER, PRODUCTION))).isEqualTo(Difference.OTHER_MODE);
    assertThat(answer(ANSWER, sign(ANSWER, OLD))).isEqualTo(Difference.REPLACED_KEY);
    assertThat(answer(ANSWER, sign(ANSWER, RETURN))).isEqualTo(Difference.RETURN_KEY);
    assertThat(answer(ANSWER, sign(ANSWER, Secret.of("x")))).isEqualTo(Difference.UNKNOWN);
    assertThat(answer(ANSWER, "")).isEqualTo(Difference.NO_SIGNATURE);
    assertThat(answer(ANSWER, "abc")).isEqualTo(Difference.NOT_A_SIGNATURE);
  }

  @Test
  void anAnswerThatIsGenuineAndRefusedIsOfTheOtherModeOrOfAnotherShop() {
    String production = ANSWER.replace("TEST", "PRODUCTION");

    assertThat(answer(ANSWER, sign(ANSWER, KEY))).isEqualTo(Difference.OTHER_SHOP);
    assertThat(answer(production, sign(production, KEY))).isEqualTo(Difference.OTHER_MODE);
  }

  @Test
  void whatWasDoneToAnAnswerIsFound() {
    assertAnswer(text -> text + "\n", Difference.SPACES);
    assertAnswer(text -> text.replace("/", "\\/"), Difference.SLASHES);
    assertAnswer(text -> new String(text.getBytes(UTF_8), ISO_8859_1), Difference.LATIN_1);
    assertAnswer(Raw::htmlEscaped, Difference.HTML_ESCAPED);
    assertAnswer(Raw::compactJson, Difference.RE_ENCODED);
    assertAnswer(Raw::unicodeEscaped, Difference.RE_ENCODED);
    assertThat(answer(ANSWER, sign(ANSWER, KEY).toUpperCase(Locale.ROOT)))
        .isEqualTo(Difference.OTHER_ENCODING);
    byte[] digest = HexFormat.of().parseHex(sign(ANSWER, KEY));
    assertThat(answer(ANSWER, Base64.getEncoder().encodeToString(digest)))
        .isEqualTo(Difference.OTHER_ENCODING);
  }

  @Test
  void jsonIsMadeCompactOutsideOfItsTextsAlone() {
    assertThat(Raw.compactJson("{ \"a b\" : \"c \\\" d\\\\\" , \"e\" : 1 }"))
        .isEqualTo("{\"a b\":\"c \\\" d\\\\\",\"e\":1}");
  }

  @Test
  void noTextMakesItFail() {
    List<String> odd =
        new ArrayList<>(List.of("", "%", "%4", "%zz", "\\u12", "\\", "\"", "&", "\ud800", "+"));
    for (String text : odd) {
      for (UnaryOperator<String> change :
          List.<UnaryOperator<String>>of(
              Raw::percentDecoded,
              Raw::htmlEscaped,
              Raw::htmlUnescaped,
              Raw::compactJson,
              Raw::unicodeEscaped,
              Raw::unicodeUnescaped)) {
        assertThat(change.apply(text)).isNotNull();
      }
    }
  }

  /// What was signed after `change` and sent without it.
  private static void assertValues(UnaryOperator<String> change, Difference difference) {
    Map<String, String> changed = new TreeMap<>(FIELDS);
    changed.replaceAll((name, value) -> change.apply(value));

    assertThat(form(FIELDS, hmac(changed, KEY)).difference()).isEqualTo(difference);
  }

  private static void assertAnswer(UnaryOperator<String> change, Difference difference) {
    assertThat(answer(ANSWER, sign(change.apply(ANSWER), KEY))).isEqualTo(difference);
  }

  private static Difference answer(String answer, String hash) {
    Form form = Vectors.form(Map.of("kr-answer", answer, "kr-hash", hash));
    return Diagnosis.of(form, Claim.Format.REST, KEYS).difference();
  }

  private static String sign(String answer, Secret key) {
    return new AnswerSigner(key).sign(answer);
  }

  private static Diagnosis form(Map<String, String> fields, String signature) {
    return Diagnosis.of(signed(fields, signature), Claim.Format.FORM, KEYS);
  }

  private static Form signed(Map<String, String> fields, String signature) {
    return Vectors.form(signedFields(fields, signature));
  }

  private static Map<String, String> signedFields(Map<String, String> fields, String signature) {
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put("signature", signature);
    return signed;
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(FIELDS);
    changed.put(name, value);
    return changed;
  }

  private static String hmac(Map<String, String> fields, Secret key) {
    return FormSigner.hmacSha256(key).sign(fields);
  }
}
