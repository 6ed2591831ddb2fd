package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/// A client of the gateway's REST V4 API, as one is written by whoever has the gateway's
/// documentation and nothing else: it knows no class of ours.
final class GatewayRestClient implements AutoCloseable {

  /// What the vendor's own SDK takes for an answer; of anything else it makes an error.
  private static final Set<Integer> ANSWERS = Set.of(200, 401);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String endpoint;
  private final String authorization;

  GatewayRestClient(String endpoint, String shopId, String password) {
    this.endpoint = endpoint;
    byte[] pair = (shopId + ":" + password).getBytes(UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /// The gateway has refused a call.
  static final class Refused extends RuntimeException {
    final String code;
    final String message;
    final String detail;

    Refused(JsonNode answer) {
      super(answer.toString());
      this.code = answer.path("errorCode").asText();
      this.message = answer.path("errorMessage").asText();
      this.detail = answer.path("detailedErrorMessage").asText("");
    }
  }

  JsonNode test(String value) {
    return answer("Charge/SDKTest", JSON.createObjectNode().put("value", value));
  }

  JsonNode create(ObjectNode order) {
    return answer("Charge/CreatePaymentOrder", order);
  }

  JsonNode get(String paymentOrderId) {
    return answer(
        "Charge/PaymentOrder/Get", JSON.createObjectNode().put("paymentOrderId", paymentOrderId));
  }

  JsonNode update(String paymentOrderId, ObjectNode changes) {
    return answer("Charge/PaymentOrder/Update", changes.put("paymentOrderId", paymentOrderId));
  }

  /// The answer of a call; `status` decides whether it is one, whatever HTTP says.
  JsonNode answer(String service, ObjectNode request) {
    JsonNode envelope = envelope(service, request.toString());
    JsonNode answer = envelope.path("answer");
    if (envelope.path("status").asText().equals("ERROR")) {
      throw new Refused(answer);
    }
    if (!envelope.path("status").asText().equals("SUCCESS")
        || !envelope.path("webService").asText().equals(service)
        || !envelope.path("version").asText().equals("V4")) {
      throw new IllegalStateException("not an envelope: " + envelope);
    }
    return answer;
  }

  JsonNode envelope(String service, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/api-payment/V4/" + service))
            .timeout(Duration.ofSeconds(45))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString(UTF_8));
      if (!ANSWERS.contains(response.statusCode())) {
        throw new IllegalStateException("HTTP " + response.statusCode() + " " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
