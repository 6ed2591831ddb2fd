package io.passerelle.sandbox.control;

import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;

/// `POST /sandbox/api/mailbox/unsuppress` `{"email"}`: an address that bounced or complained gets
/// mail again.
public final class SuppressionCall implements Site {

  private final Operator operator;

  public SuppressionCall(Operator operator) {
    this.operator = operator;
  }

  @Override
  public WebReply answer(WebRequest request) {
    if (!request.method().equals("POST")) {
      return error(405, "Only POST can be asked here");
    }
    try {
      return operator.unsuppress(Json.read(request.text()).path("email").asText()).reply();
    } catch (UncheckedIOException e) {
      return error(400, "The body is not JSON");
    }
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
