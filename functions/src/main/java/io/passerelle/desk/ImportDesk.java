package io.passerelle.desk;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.ShopDocument;
import io.passerelle.store.Import;
import io.passerelle.store.Imports;
import java.io.IOException;

/// What merchants ask of their imports: how far they are, and what was wrong.
public final class ImportDesk {

  private static final int LISTED_MAX = 50;

  private final Imports imports;

  public ImportDesk(Imports imports) {
    this.imports = imports;
  }

  public String act(String action, Json request) {
    return action.equals("import") ? view(request) : list(request);
  }

  /// One, with its problems.
  private String view(Json request) {
    SiteId siteId = ShopDocument.siteId(request);
    Import one =
        imports
            .find(siteId, request.get("import").text(""))
            .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such import"));
    return Json.object(json -> {
      write(json, one);
      json.writeArrayFieldStart("errors");
      for (Import.Problem problem : one.problems()) {
        json.writeStartObject();
        json.writeNumberField("line", problem.line());
        json.writeStringField("field", problem.field());
        json.writeStringField("reason", problem.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeNumberField("moreErrors", one.unlisted());
    });
  }

  /// The latest first.
  private String list(Json request) {
    return Json.object(json -> {
      json.writeArrayFieldStart("imports");
      for (Import one : imports.all(ShopDocument.siteId(request), LISTED_MAX)) {
        json.writeStartObject();
        write(json, one);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, Import one) throws IOException {
    json.writeStringField("id", one.name());
    json.writeStringField("state", one.state().name());
    json.writeStringField("mode", one.mode().name());
    json.writeStringField("startedAt", one.startedAt().toString());
    json.writeNumberField("pass", one.state().pass());
    json.writeNumberField("passes", Import.State.DONE.pass());
    json.writeNumberField("done", one.place().orders());
    if (one.total() > 0) {
      json.writeNumberField("total", one.total());
    }
    json.writeNumberField("errorCount", one.problems().size() + one.unlisted());
  }
}
