package io.passerelle.aws;

import io.passerelle.edge.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The keys that requests are signed with, and until when they hold; those of the environment hold
/// as long as the process.
record Credentials(String accessKey, Secret secretKey, Optional<Secret> token, Instant until) {

  static Credentials of(Map<String, String> environment) {
    return new Credentials(
        environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
        Secret.of(environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "")),
        Optional.ofNullable(environment.get("AWS_SESSION_TOKEN")).map(Secret::of),
        Instant.MAX);
  }
}
