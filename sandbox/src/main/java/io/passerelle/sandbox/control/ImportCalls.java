package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.EmbeddedS3;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.UUID;

/// `POST /sandbox/api/imports/{siteId}` puts its body as a file into the bucket of imports, under
/// the `name` of the query where it has one, and answers its `id`; `GET` lists them, and `GET
/// …/{id}` says how far one is.
public final class ImportCalls implements Site {

  private static final String ALL = "/sandbox/api/imports/";
  private static final String BUCKET = "ImportBucket";

  private final Operator operator;
  private final EmbeddedS3 s3;

  public ImportCalls(Operator operator, EmbeddedS3 s3) {
    this.operator = operator;
    this.s3 = s3;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String[] place = request.path().substring(ALL.length()).split("/", 2);
    ObjectNode ask = Json.object().put("siteId", place[0]);
    return switch (request.method() + (place.length == 2 ? " one" : " all")) {
      case "POST all" -> put(place[0], request);
      case "GET all" -> operator.ask("imports", ask).reply();
      case "GET one" -> operator.ask("import", ask.put("import", place[1])).reply();
      default -> error(405, "Only GET and POST can be asked here");
    };
  }

  private WebReply put(String siteId, WebRequest request) {
    String name = request.query().getOrDefault("name", "upload-" + UUID.randomUUID());
    if (!siteId.matches("[0-9]{8}") || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      return error(400, "A shop has 8 digits, a name letters, digits, ., _ and -, 100 at most");
    }
    s3.put(BUCKET, "imports/" + siteId + "/" + name, request.body());
    return WebReply.json(202, Json.write(Json.object().put("id", name)));
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
