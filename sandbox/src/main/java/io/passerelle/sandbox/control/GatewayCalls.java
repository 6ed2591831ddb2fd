package io.passerelle.sandbox.control;

import io.passerelle.sandbox.gateway.BadRequest;
import io.passerelle.sandbox.gateway.GatewayControl;
import io.passerelle.sandbox.gateway.TokenControl;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;

/// `POST /sandbox/api/gateway/payments`, and what happens later: `POST
/// …/transactions/{uuid}/events` and `POST …/tokens/{token}/events`.
public final class GatewayCalls implements Site {

  private static final String PAYMENTS = "/sandbox/api/gateway/payments";
  private static final String TRANSACTIONS = "/sandbox/api/gateway/transactions/";
  private static final String TOKENS = "/sandbox/api/gateway/tokens/";
  private static final String EVENTS = "/events";

  private final GatewayControl gateway;
  private final TokenControl tokens;

  public GatewayCalls(GatewayControl gateway, TokenControl tokens) {
    this.tokens = tokens;
    this.gateway = gateway;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String path = request.path();
    if (!request.method().equals("POST")) {
      return error(405, "Only POST can be asked here");
    }
    try {
      if (path.equals(PAYMENTS)) {
        return WebReply.json(200, gateway.pay(request.text()));
      }
      if (path.startsWith(TRANSACTIONS) && path.endsWith(EVENTS)) {
        String uuid = path.substring(TRANSACTIONS.length(), path.length() - EVENTS.length());
        return WebReply.json(200, gateway.event(uuid, request.text()));
      }
      if (path.startsWith(TOKENS) && path.endsWith(EVENTS)) {
        String token = path.substring(TOKENS.length(), path.length() - EVENTS.length());
        return WebReply.json(200, tokens.event(token, request.text()));
      }
      return error(404, "No such call");
    } catch (BadRequest e) {
      return error(400, String.valueOf(e.getMessage()));
    }
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
