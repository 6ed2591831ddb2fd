package io.passerelle.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Request;

/// The JSON object that a call brings along; anything else is refused.
///
/// A type that says otherwise is refused too: a page in a browser can send plain text anywhere, and
/// the browser would add a password that it remembers.
final class JsonBody {

  private JsonBody() {}

  static Json of(Request request) {
    String type = request.contentType();
    if (!type.isEmpty() && !type.matches("application/json\\s*(;.*)?")) {
      throw new Rejection(Reason.WRONG_CONTENT_TYPE, "JSON is due");
    }
    Json json = Json.parse(new String(request.bytes(), UTF_8));
    if (!json.isObject()) {
      throw new Rejection(Reason.MALFORMED, "no JSON object");
    }
    return json;
  }
}
