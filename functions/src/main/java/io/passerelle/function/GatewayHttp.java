package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Outgoing.Reading;
import io.passerelle.delivery.Sender;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.RestExchange;
import java.util.Map;

/// The gateway's web services through the one door to outside URLs.
final class GatewayHttp implements RestExchange {

  private static final String JSON = "application/json; charset=utf-8";

  private final Sender sender;

  GatewayHttp(Sender sender) {
    this.sender = sender;
  }

  @Override
  public Reply post(String url, Secret authorization, String json) {
    Map<String, String> headers = Map.of("Authorization", authorization.reveal());
    Outgoing outgoing = new Outgoing(url, JSON, json.getBytes(UTF_8), headers, Reading.WHOLE);
    return switch (sender.send(outgoing)) {
      case Answer.Answered(int status, String text, _, _) -> new Reply.Answered(status, text);
      case Answer.Unanswered(var trouble, _, _) -> new Reply.Silence(trouble.name());
    };
  }
}
