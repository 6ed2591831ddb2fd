package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.lambda.LambdaHost;
import io.passerelle.sandbox.lambda.Pump;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import java.util.UUID;

/// Asks the operators' function, as `aws lambda invoke` would in a deployment.
public final class Operator {

  private static final String FUNCTION = "OperatorFunction";

  private final LambdaHost host;
  private final Pump pump;

  public Operator(LambdaHost host, Pump pump) {
    this.host = host;
    this.pump = pump;
  }

  /// What the function answered: a status and a body.
  public record Answer(int status, JsonNode body) {

    public boolean isOk() {
      return status == 200;
    }

    public WebReply reply() {
      return WebReply.json(status, Json.write(body));
    }
  }

  public Answer ask(String action, ObjectNode request) {
    JsonNode answer = Json.read(host.invoke(FUNCTION, Json.write(request.put("action", action))));
    return new Answer(answer.path("status").asInt(), answer.path("body"));
  }

  /// Returns when all that may be done now is done.
  void work() {
    pump.drain();
  }

  public Answer order(String siteId, String orderId) {
    return ask("order", Json.object().put("siteId", siteId).put("orderId", orderId));
  }

  /// Asks the gateway about an order, and answers it once all that follows was done.
  public Answer reconcile(String siteId, String orderId) {
    Answer answer = ask("reconcile", Json.object().put("siteId", siteId).put("orderId", orderId));
    if (!answer.isOk()) {
      return answer;
    }
    pump.drain();
    return order(siteId, orderId);
  }

  /// Asks for a refund, a cancellation, a capture or a modification, and answers the order once all
  /// that can be done at once was done.
  public Answer operate(String action, String siteId, String orderId, ObjectNode asked) {
    ObjectNode request = asked.deepCopy().put("siteId", siteId).put("orderId", orderId);
    if (!request.hasNonNull("key")) {
      request.put("key", "sandbox-" + UUID.randomUUID());
    }
    Answer answer = ask(action, request);
    if (!answer.isOk()) {
      return answer;
    }
    pump.drain();
    return order(siteId, orderId);
  }

  /// The signatures of a shop that were refused, told in French and in English.
  public Answer refusals(String siteId) {
    return ask("refusals", Json.object().put("siteId", siteId).put("lang", "both"));
  }

  /// Lets an address that bounced or complained get mail again.
  public Answer unsuppress(String email) {
    return ask("unsuppress", Json.object().put("email", email));
  }

  /// Sends a delivery again, and answers once that was tried.
  public Answer resend(String deliveryId) {
    Answer answer = ask("resend", Json.object().put("delivery", deliveryId));
    if (answer.isOk()) {
      pump.drain();
    }
    return answer;
  }
}
