package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Vectors.Vector;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

  static List<Vector> forms() {
    return Vectors.forms();
  }

  static List<Vector> answers() {
    return Vectors.answers();
  }

  @Test
  void noVectorIsLeftOut() {
    assertThat(Vectors.forms()).hasSize(14);
    assertThat(Vectors.answers()).hasSize(11);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormIsSignedAsPublished(Vector vector) {
    assertThat(signer(vector).sign(vector.fields())).isEqualTo(vector.expected());
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormThatWasSignedAsPublishedIsGenuine(Vector vector) {
    Form form = vector.signedForm();

    assertThatNoException().isThrownBy(() -> FormSigner.verify(form, List.of(signer(vector))));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void noFieldOfAPublishedFormCanBeChanged(Vector vector) {
    for (String name : vector.fields().keySet()) {
      Map<String, String> changed = new LinkedHashMap<>(vector.fields());
      changed.merge(name, "x", String::concat);
      changed.put("signature", vector.expected());
      Form form = Vectors.form(changed);

      assertThatExceptionOfType(Rejection.class)
          .as(name)
          .isThrownBy(() -> FormSigner.verify(form, List.of(signer(vector))))
          .withMessage("Invalid signature");
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerIsHashedAsPublished(Vector vector) {
    // The published hash of an escaped answer is that of the text without its escapes.
    String text = vector.id().endsWith("-escaped") ? unescaped(vector.raw()) : vector.raw();

    assertThat(new AnswerSigner(Secret.of(vector.key())).sign(text)).isEqualTo(vector.expected());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerThatWasHashedAsPublishedIsGenuineEscapedOrNot(Vector vector) {
    AnswerSigner signer = new AnswerSigner(Secret.of(vector.key()));

    assertThat(signer.isGenuine(vector.signedAnswer())).isTrue();
    assertThat(new AnswerSigner(Secret.of(vector.key() + "x")).isGenuine(vector.signedAnswer()))
        .isFalse();
  }

  @Test
  void theFormOfAnOdooModuleIsVerifiedAndHandedOnWithoutTheBrowsersFields() {
    Json odoo = Vectors.odoo();
    Secret key = Secret.of(odoo.get("inputs").get("key").text(""));
    Map<String, String> fields = new LinkedHashMap<>();
    odoo.get("inputs").get("fields").members().forEach((k, v) -> fields.put(k, v.text("")));
    String body = odoo.get("expected").get("form_body").text("");
    Form form = Form.parse(body.getBytes(StandardCharsets.UTF_8));

    assertThat(FormSigner.sha1(key).sign(fields))
        .isEqualTo(odoo.get("expected").get("sha1_hex").text(""));
    assertThat(FormSigner.hmacSha256(key).sign(fields))
        .isEqualTo(odoo.get("expected").get("hmac_sha256_base64").text(""));
    assertThat(
            FormSigner.verify(form, List.of(FormSigner.hmacSha256(key)))
                .notification()
                .signedBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(body.replace("return_url=%2Fshop&", ""));
  }

  private static String unescaped(String raw) {
    return raw.replace("\\/", "/");
  }

  private static FormSigner signer(Vector vector) {
    Secret key = Secret.of(vector.key());
    return vector.kind().endsWith("sha1") ? FormSigner.sha1(key) : FormSigner.hmacSha256(key);
  }
}
