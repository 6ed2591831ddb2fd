package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.Map;
import java.util.TreeMap;

/// A control call: what each HTTP method does with a JSON document.
///
/// What a step refuses with an `IllegalArgumentException` is the caller's mistake and answered 400
/// with its message.
public final class ControlCall implements Site {

  private final Map<String, Step> steps = new TreeMap<>();

  /// Takes the request's document, empty where there is none, and answers the reply's.
  @FunctionalInterface
  public interface Step {
    String answer(JsonNode document);
  }

  public ControlCall on(String method, Step step) {
    steps.put(method, step);
    return this;
  }

  @Override
  public WebReply answer(WebRequest request) {
    Step step = steps.get(request.method());
    if (step == null) {
      return error(405, "Only " + String.join(" and ", steps.keySet()) + " can be asked here");
    }
    try {
      JsonNode document = request.body().length == 0 ? Json.object() : Json.read(request.text());
      return WebReply.json(200, step.answer(document));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return error(400, String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      return error(400, "The body is not JSON");
    }
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
