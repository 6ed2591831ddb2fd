package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;

/// `GET /sandbox/api/tokens/{siteId}`: the cards that were kept in a shop.
public final class TokenCalls implements Site {

  private static final String TOKENS = "/sandbox/api/tokens/";

  private final Operator operator;

  public TokenCalls(Operator operator) {
    this.operator = operator;
  }

  @Override
  public WebReply answer(WebRequest request) {
    if (!request.method().equals("GET")) {
      return WebReply.json(405, "{\"error\": \"Only GET can be asked here\"}");
    }
    ObjectNode asked = Json.object().put("siteId", request.path().substring(TOKENS.length()));
    Operator.Answer answer = operator.ask("tokens", asked);
    return answer.isOk()
        ? WebReply.json(200, Json.write(answer.body().path("tokens")))
        : answer.reply();
  }
}
