package io.passerelle.sandbox.odoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.state.JsonText;
import io.passerelle.sandbox.web.WebRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleSignatureTest {

  private final JsonNode vector = vector();

  @ParameterizedTest
  @CsvSource({"SHA-1, sha1", "HMAC-SHA-256, hmac"})
  void theModulesVectorIsReproduced(String algorithm, String expected) {
    Map<String, String> fields = new LinkedHashMap<>();
    vector.get("fields").properties().forEach(e -> fields.put(e.getKey(), e.getValue().asText()));

    assertThat(signature(algorithm).of(fields)).isEqualTo(vector.get(expected).asText());
  }

  @Test
  void theVectorsBodyIsRightlySignedAndCaseDoesNotMatter() {
    byte[] body = vector.get("body").asText().getBytes(UTF_8);
    Map<String, String> form = new WebRequest("POST", "/", "", Map.of(), body).form();
    Map<String, String> lower = new LinkedHashMap<>(form);
    lower.computeIfPresent("signature", (name, value) -> value.toLowerCase(Locale.ROOT));
    Map<String, String> changed = new LinkedHashMap<>(form);
    changed.put("vads_amount", "1");

    assertThat(signature("HMAC-SHA-256").isRight(form)).isTrue();
    assertThat(signature("HMAC-SHA-256").isRight(lower)).isTrue();
    assertThat(signature("HMAC-SHA-256").isRight(changed)).isFalse();
    assertThat(signature("SHA-1").isRight(form)).isFalse();
  }

  private ModuleSignature signature(String algorithm) {
    String key = vector.get("key").asText();
    return new ModuleSignature(
        new OdooShop("12345678", "", "lyra", false, key, "", algorithm, Map.of()));
  }

  private static JsonNode vector() {
    try (var in = ModuleSignatureTest.class.getResourceAsStream("/vectors/odoo.json")) {
      return JsonText.tree(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
