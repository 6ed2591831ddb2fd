package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Calls of the sandbox itself to an embedded service, over its JSON protocol and past the faults.
///
/// The embedded servers check no signature, but DynamoDB Local reads the region out of one.
final class LocalCalls {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI endpoint;
  private final String targetPrefix;
  private final String authorization;

  private LocalCalls(URI endpoint, String targetPrefix, String service) {
    this.endpoint = endpoint;
    this.targetPrefix = targetPrefix;
    this.authorization =
        "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/"
            + service
            + "/aws4_request, SignedHeaders=host, Signature=x";
  }

  static LocalCalls dynamo(URI endpoint) {
    return new LocalCalls(endpoint, "DynamoDB_20120810.", "dynamodb");
  }

  static LocalCalls sqs(URI endpoint) {
    return new LocalCalls(endpoint, "AmazonSQS.", "sqs");
  }

  /// The answer's body; an answer other than 200 is a `LocalServiceFailure`.
  JsonNode call(String operation, JsonNode request) {
    HttpRequest http =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("X-Amz-Target", targetPrefix + operation)
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(BodyPublishers.ofString(Json.write(request)))
            .build();
    HttpResponse<String> answer = send(http);
    if (answer.statusCode() != 200) {
      throw new LocalServiceFailure(operation, answer.statusCode(), answer.body());
    }
    return answer.body().isEmpty() ? Json.object() : Json.read(answer.body());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("No answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while calling " + request.uri(), e);
    }
  }
}
