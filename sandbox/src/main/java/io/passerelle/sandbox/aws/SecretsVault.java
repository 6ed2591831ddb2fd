package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Answers `GetSecretValue` of Secrets Manager with the secrets that it was given, by name or ARN.
public final class SecretsVault implements Site {

  private static final String ARN = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:";
  private static final String JSON = "application/x-amz-json-1.1";

  private final Map<String, String> secrets = new ConcurrentHashMap<>();

  public SecretsVault put(String name, String secret) {
    secrets.put(name, secret);
    return this;
  }

  public static String arn(String name) {
    return ARN + name;
  }

  @Override
  public WebReply answer(WebRequest request) {
    if (!"secretsmanager.GetSecretValue".equals(request.headers().get("x-amz-target"))) {
      return refusal("InvalidRequestException", "Only GetSecretValue is known here");
    }
    try {
      JsonNode asked = Json.read(request.text());
      String id = asked.path("SecretId").asText();
      String name = id.startsWith(ARN) ? id.substring(ARN.length()) : id;
      return answer(name, secrets.get(name));
    } catch (UncheckedIOException e) {
      return refusal("InvalidRequestException", "The request is not JSON");
    }
  }

  private static WebReply answer(String name, @Nullable String secret) {
    if (secret == null) {
      return refusal(
          "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    String version = UUID.nameUUIDFromBytes(secret.getBytes(StandardCharsets.UTF_8)).toString();
    var found = Json.object().put("ARN", arn(name)).put("Name", name).put("SecretString", secret);
    found.put("VersionId", version).putArray("VersionStages").add("AWSCURRENT");
    return WebReply.of(200, JSON, Json.write(found));
  }

  private static WebReply refusal(String type, String message) {
    return WebReply.of(400, JSON, AwsErrors.json(type, message));
  }
}
