package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.state.JsonText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {

  static Stream<JsonNode> vectors() throws IOException {
    try (var in = SignatureTest.class.getResourceAsStream("/vectors/gateway.json")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return StreamSupport.stream(JsonText.tree(text).spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void eachPublishedVectorIsReproduced(JsonNode vector) {
    String key = vector.get("key").asText();

    String signature =
        switch (vector.get("kind").asText()) {
          case "form-sign-sha1" -> Signature.of(fields(vector), key, Algorithm.SHA_1);
          case "form-sign-hmac256" -> Signature.of(fields(vector), key, Algorithm.HMAC_SHA_256);
          default -> Signature.ofAnswer(vector.get("raw").asText(), key);
        };

    assertThat(signature).as(vector.get("id").asText()).isEqualTo(vector.get("expected").asText());
  }

  private static Map<String, String> fields(JsonNode vector) {
    Map<String, String> fields = new LinkedHashMap<>();
    vector.get("fields").properties().forEach(e -> fields.put(e.getKey(), e.getValue().asText()));
    return fields;
  }
}
