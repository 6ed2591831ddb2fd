package io.passerelle.aws;

import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Where the credentials come from: the environment, or, for a function that starts from a
/// snapshot, Lambda's own endpoint (SDK reference guide, "Container credential provider").
///
/// What the endpoint hands out holds for some hours and is asked for anew before it ends: a
/// snapshot may be older than what it holds.
final class CredentialSource {

  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

  /// One for each endpoint of the process, so that its clients ask once and not each on its own.
  private static final Map<String, CredentialSource> SOURCES = new ConcurrentHashMap<>();

  private final Map<String, String> environment;
  private final Clock clock;
  private volatile @Nullable Credentials held;

  CredentialSource(Map<String, String> environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  static CredentialSource of(Map<String, String> environment) {
    String endpoint = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    return endpoint == null
        ? new CredentialSource(environment, Clock.systemUTC())
        : SOURCES.computeIfAbsent(
            endpoint, _ -> new CredentialSource(environment, Clock.systemUTC()));
  }

  Credentials credentials() {
    Instant now = clock.instant();
    Credentials current = held;
    if (current == null || !now.isBefore(current.until().minus(RENEWED_BEFORE))) {
      String endpoint = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
      current = endpoint == null ? Credentials.of(environment) : asked(endpoint);
      held = current;
    }
    return current;
  }

  private Credentials asked(String endpoint) {
    try {
      AwsAnswer answer = Http.get(URI.create(endpoint), Map.of("Authorization", authorization()));
      if (!answer.isOk()) {
        throw new AwsFailure("credentials", answer.status(), "");
      }
      Json json = Json.ours(answer.text());
      return new Credentials(
          json.get("AccessKeyId").text(""),
          Secret.of(json.get("SecretAccessKey").text("")),
          json.get("Token").text().map(Secret::of),
          Instant.parse(json.get("Expiration").text("")));
    } catch (IOException e) {
      throw new AwsFailure("credentials", e);
    }
  }

  private String authorization() {
    return Optional.ofNullable(environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN"))
        .or(() ->
            Optional.ofNullable(environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"))
                .map(CredentialSource::read))
        .orElse("");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
