package io.passerelle.aws;

import io.passerelle.edge.Secret;
import java.util.Map;

/// AWS Secrets Manager (API reference, GetSecretValue).
public final class SecretStore {

  private final AwsClient secrets;

  public SecretStore(Map<String, String> environment) {
    this.secrets = AwsClient.of("secretsmanager", "secretsmanager", environment);
  }

  public Secret read(String id) {
    if (!id.matches("[A-Za-z0-9/_+=.@:-]{1,2048}")) {
      throw new IllegalArgumentException("not the name of a secret");
    }
    return secrets
        .json("1.1", "secretsmanager.GetSecretValue", "{\"SecretId\": \"" + id + "\"}")
        .get("SecretString")
        .text()
        .map(Secret::of)
        .orElseThrow(() -> new IllegalStateException("the secret " + id + " has no text"));
  }
}
