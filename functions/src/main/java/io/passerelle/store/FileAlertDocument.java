package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.alert.CardFileFaulty;
import io.passerelle.alert.FileServerFailing;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderId;
import java.io.IOException;
import java.time.Instant;

/// The facts of mails about files of expiring cards as JSON, and back.
final class FileAlertDocument {

  private FileAlertDocument() {}

  static void write(JsonGenerator json, CardFileFaulty faulty) throws IOException {
    json.writeStringField("file", faulty.file());
    json.writeNumberField("used", faulty.used());
    json.writeNumberField("more", faulty.more());
    json.writeArrayFieldStart("lines");
    for (CardFileFaulty.Line line : faulty.lines()) {
      json.writeStartObject();
      json.writeNumberField("line", line.line());
      json.writeStringField("field", line.field());
      json.writeStringField("fault", line.fault());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static CardFileFaulty faulty(OrderId order, Json json) {
    return new CardFileFaulty(
        order.siteId().value(),
        json.get("shopLabel").text(""),
        json.get("file").text(""),
        json.get("used").number().orElse(0L).intValue(),
        json.get("lines").items().stream().map(FileAlertDocument::line).toList(),
        json.get("more").number().orElse(0L));
  }

  private static CardFileFaulty.Line line(Json json) {
    return new CardFileFaulty.Line(
        json.get("line").number().orElse(0L),
        json.get("field").text(""),
        json.get("fault").text(""));
  }

  static void write(JsonGenerator json, FileServerFailing failing) throws IOException {
    json.writeStringField("host", failing.host());
    json.writeStringField("trouble", failing.trouble());
    json.writeStringField("since", failing.since().toString());
  }

  static FileServerFailing failing(OrderId order, Json json) {
    return new FileServerFailing(
        order.siteId().value(),
        json.get("shopLabel").text(""),
        json.get("host").text(""),
        json.get("trouble").text(""),
        Instant.parse(json.get("since").text("")));
  }
}
