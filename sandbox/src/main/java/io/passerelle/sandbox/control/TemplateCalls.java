package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;

/// `/sandbox/api/templates/{siteId}`: `GET` lists a shop's templates and `POST` saves one; `…/{id}`
/// is read, saved and deleted; `POST …/{id}/copy` and `…/{id}/default` do what they say; `POST
/// …/preview` and `…/{id}/preview` show what a buyer reads.
public final class TemplateCalls implements Site {

  private static final String ALL = "/sandbox/api/templates/";

  private final Operator operator;

  public TemplateCalls(Operator operator) {
    this.operator = operator;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String[] place = request.path().substring(ALL.length()).split("/", 4);
    ObjectNode ask = Json.object();
    if (request.method().equals("POST") && request.body().length > 0) {
      try {
        if (!(Json.read(request.text()) instanceof ObjectNode written)) {
          return error(400, "A template is a JSON object");
        }
        ask = written;
      } catch (UncheckedIOException e) {
        return error(400, "The body is not JSON");
      }
    }
    ask.put("siteId", place[0]);
    boolean preview = place.length == 2 && place[1].equals("preview");
    if (place.length > 1 && !preview) {
      ask.put("id", place[1]);
    }
    String deed = preview ? "preview" : place.length == 3 ? place[2] : "";
    String action = action(request.method(), place.length > 1 && !preview, deed);
    return action.isEmpty()
        ? error(405, "This cannot be asked here")
        : operator.ask(action, ask).reply();
  }

  private static String action(String method, boolean one, String deed) {
    return switch (method + (one ? " one " : " all ") + deed) {
      case "GET all " -> "templates";
      case "POST all ", "POST one " -> "saveTemplate";
      case "GET one " -> "template";
      case "DELETE one " -> "deleteTemplate";
      case "POST one copy" -> "copyTemplate";
      case "POST one default" -> "defaultTemplate";
      case "POST one preview", "POST all preview" -> "previewTemplate";
      default -> "";
    };
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
