package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One AWS service, called with signed requests.
///
/// Not the SDK, which takes more than twice as long to start and to call, and the buyer waits for
/// it (`bench/README.md`). Honours `AWS_ENDPOINT_URL_<SERVICE>` and `AWS_ENDPOINT_URL` like the
/// SDK. The time of signing is the machine's own, as AWS compares it with its own.
final class AwsClient {

  /// With the time-outs of [Http], less than the ten seconds that a buyer's request may take.
  private static final int TRIES_MAX = 3;

  private static final long PAUSE_MILLIS = 25;

  /// What AWS says of a request that may succeed when sent again (DynamoDB developer guide, "Error
  /// handling"). A condition that failed is none of these.
  private static final Set<String> PASSING =
      Set.of(
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "ThrottlingException",
          "TransactionInProgressException");

  private final String name;
  private final URI endpoint;
  private final RequestSigner signer;
  private final CredentialSource credentials;
  private final int triesMax;
  private final Clock clock = Clock.systemUTC();

  private AwsClient(
      String name, String endpoint, String region, CredentialSource credentials, int triesMax) {
    this.triesMax = triesMax;
    this.name = name;
    this.endpoint = URI.create(endpoint.endsWith("/") ? endpoint : endpoint + "/");
    this.signer = new RequestSigner(region, name);
    this.credentials = credentials;
  }

  private AwsClient(AwsClient other, int triesMax) {
    this.name = other.name;
    this.endpoint = other.endpoint;
    this.signer = other.signer;
    this.credentials = other.credentials;
    this.triesMax = triesMax;
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
    return new AwsClient(signing, endpoint, region, CredentialSource.of(environment), TRIES_MAX);
  }

  /// The same service for calls that are let go rather than waited for.
  AwsClient trying(int times) {
    return new AwsClient(this, times);
  }

  /// Calls an operation of a JSON service; fails with the error's name.
  Json json(String version, String operation, String body) {
    AwsAnswer answer = call(version, operation, body);
    if (!answer.isOk()) {
      throw new AwsFailure(name, answer.status(), error(answer.text()));
    }
    try {
      return Json.parse(answer.text().isEmpty() ? "{}" : answer.text());
    } catch (Rejection e) {
      throw new AwsFailure(name, answer.status(), "and not in JSON");
    }
  }

  /// Calls and hands back the answer, whatever its status.
  AwsAnswer call(String version, String operation, String body) {
    String type = "application/x-amz-json-" + version;
    return post(Map.of("content-type", type, "x-amz-target", operation), body);
  }

  /// Calls an operation of a service that takes forms and answers XML.
  AwsAnswer form(String body) {
    return post(Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"), body);
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

  private AwsAnswer post(Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    for (int tries = 1; ; tries++) {
      try {
        AwsAnswer answer = exchange(headers, bytes);
        if (tries == triesMax || !mayPass(answer)) {
          return answer;
        }
      } catch (IOException e) {
        if (tries == triesMax) {
          throw new AwsFailure(name, e);
        }
      }
      pause(PAUSE_MILLIS << tries);
    }
  }

  private AwsAnswer exchange(Map<String, String> headers, byte[] bytes) throws IOException {
    Map<String, String> signed =
        signer.signed(endpoint, headers, bytes, credentials.credentials(), clock.instant());
    return triesMax == 1
        ? Http.postOnce(endpoint, signed, bytes)
        : Http.post(endpoint, signed, bytes);
  }

  private static boolean mayPass(AwsAnswer answer) {
    return !answer.isOk()
        && (answer.status() >= 500
            || answer.status() == 429
            || PASSING.contains(error(answer.text())));
  }

  /// At random between half the time and all of it, so that many do not come again at once.
  void pause(long millis) {
    try {
      Thread.sleep((long) (millis * (0.5 + Math.random() / 2)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsFailure(name, e);
    }
  }
}
