package io.passerelle.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsVaultTest {

  private final SecretsVault vault = new SecretsVault().put("passerelle/keyset", "{\"key\": 1}");

  @Test
  void aSecretIsAnsweredByNameAndByArn() {
    JsonNode byName = Json.read(text(ask("GetSecretValue", "passerelle/keyset")));
    JsonNode byArn = Json.read(text(ask("GetSecretValue", SecretsVault.arn("passerelle/keyset"))));

    assertThat(byName.path("SecretString").asText()).isEqualTo("{\"key\": 1}");
    assertThat(byName.path("ARN").asText()).isEqualTo(SecretsVault.arn("passerelle/keyset"));
    assertThat(byName.path("VersionId").asText()).isNotEmpty();
    assertThat(byArn).isEqualTo(byName);
  }

  @Test
  void anUnknownSecretIsNotFound() {
    WebReply reply = ask("GetSecretValue", "other");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(Json.read(text(reply)).path("__type").asText())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void anotherOperationIsRefused() {
    assertThat(ask("DeleteSecret", "passerelle/keyset").status()).isEqualTo(400);
  }

  private WebReply ask(String operation, String id) {
    return vault.answer(
        new WebRequest(
            "POST",
            "/",
            "",
            Map.of("x-amz-target", "secretsmanager." + operation),
            ("{\"SecretId\": \"" + id + "\"}").getBytes(UTF_8)));
  }

  private static String text(WebReply reply) {
    return new String(reply.body(), UTF_8);
  }
}
