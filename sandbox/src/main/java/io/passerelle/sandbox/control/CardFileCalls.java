package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.EmbeddedS3;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.Map;
import java.util.Optional;

/// `GET /sandbox/api/card-files/{siteId}`: the files of expiring cards that were written for a shop
/// and its company, with their state; and `GET …/{name}` what one holds, as long as it is there.
public final class CardFileCalls implements Site {

  private static final String ALL = "/sandbox/api/card-files/";
  private static final String BUCKET = "CardFileBucket";

  private final Operator operator;
  private final EmbeddedS3 s3;

  public CardFileCalls(Operator operator, EmbeddedS3 s3) {
    this.operator = operator;
    this.s3 = s3;
  }

  @Override
  public WebReply answer(WebRequest request) {
    if (!request.method().equals("GET")) {
      return error(405, "Only GET can be asked here");
    }
    String[] place = request.path().substring(ALL.length()).split("/", 2);
    ObjectNode asked = Json.object().put("siteId", place[0]);
    Operator.Answer answer = operator.ask("cardFiles", asked);
    if (!answer.isOk() || place.length == 1) {
      return answer.reply();
    }
    return find(answer.body(), place[1])
        .map(file -> new WebReply(200, Map.of("content-type", "text/csv; charset=utf-8"), file))
        .orElseGet(() -> error(404, "There is no such file, or none any more"));
  }

  private Optional<byte[]> find(JsonNode listed, String name) {
    return listed
        .path("files")
        .valueStream()
        .filter(file -> file.path("name").asText().equals(name))
        .findFirst()
        .flatMap(file -> s3.find(BUCKET, file.path("key").asText()));
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
