package io.passerelle.aws;

import com.github.davidmoten.aws.lw.client.Client;
import com.github.davidmoten.aws.lw.client.Credentials;
import com.github.davidmoten.aws.lw.client.HttpMethod;
import com.github.davidmoten.aws.lw.client.Response;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One AWS service, called with signed requests.
///
/// A small client instead of the SDK: it starts in a third of the time, which the buyer waits for
/// (`bench/README.md`). Honours `AWS_ENDPOINT_URL_<SERVICE>` and `AWS_ENDPOINT_URL` like the SDK.
final class AwsClient {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 5_000;
  private static final int TRIES_MAX = 4;

  private final String name;
  private final String endpoint;
  private final Client client;

  private AwsClient(String name, String endpoint, Client client) {
    this.name = name;
    this.endpoint = endpoint;
    this.client = client;
  }

  /// `host` is the service's own in its addresses (`dynamodb`), `signing` its name in signatures.
  static AwsClient of(String host, String signing, Map<String, String> environment) {
    String region = environment.getOrDefault("AWS_REGION", "eu-west-3");
    String variable =
        "AWS_ENDPOINT_URL_"
            + (host.equals("secretsmanager")
                ? "SECRETS_MANAGER"
                : signing.toUpperCase(Locale.ROOT));
    String endpoint =
        Optional.ofNullable(environment.get(variable))
            .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
            .orElse("https://" + host + "." + region + ".amazonaws.com/");
    Client client =
        Client.service(signing)
            .region(region)
            .credentials(credentials(environment))
            .connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
            .readTimeout(READ_MILLIS, TimeUnit.MILLISECONDS)
            .retryMaxAttempts(TRIES_MAX)
            .retryInitialInterval(25, TimeUnit.MILLISECONDS)
            .retryBackoffFactor(2)
            .retryJitter(0.5)
            .build();
    return new AwsClient(signing, endpoint.endsWith("/") ? endpoint : endpoint + "/", client);
  }

  /// Under SnapStart the keys come from the container's endpoint, which the library asks itself;
  /// the sandbox hands in its own.
  private static Credentials credentials(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("AWS_ACCESS_KEY_ID"))
        .filter(key -> key.equals("local"))
        .map(key -> Credentials.of(key, "local"))
        .orElseGet(Credentials::fromEnvironment);
  }

  /// Calls an operation of a JSON service; fails with the error's name.
  Json json(String version, String operation, String body) {
    Response response = call(version, operation, body);
    String text = response.contentUtf8();
    if (!response.isOk()) {
      throw new AwsFailure(name, response.statusCode(), error(text));
    }
    return text.isEmpty() ? Json.parse("{}") : Json.parse(text);
  }

  /// Calls and hands back the answer, whatever its status.
  Response call(String version, String operation, String body) {
    return post("application/x-amz-json-" + version, Optional.of(operation), body);
  }

  /// Calls an operation of a service that takes forms and answers XML.
  Response form(String body) {
    return post("application/x-www-form-urlencoded; charset=utf-8", Optional.empty(), body);
  }

  /// AWS's name of an error in a JSON answer, without its name space.
  static String error(String text) {
    try {
      String type = Json.parse(text).get("__type").text("");
      return type.substring(type.lastIndexOf('#') + 1);
    } catch (Rejection e) {
      return "";
    }
  }

  private Response post(String contentType, Optional<String> target, String body) {
    try {
      var request =
          client
              .url(endpoint)
              .method(HttpMethod.POST)
              .header("Content-Type", contentType)
              .requestBody(body);
      target.ifPresent(operation -> request.header("X-Amz-Target", operation));
      return request.response();
    } catch (RuntimeException e) {
      throw new AwsFailure(name, e);
    }
  }
}
