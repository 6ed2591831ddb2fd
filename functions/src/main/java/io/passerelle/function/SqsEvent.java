package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// A batch of messages as SQS hands it to a function, and the answer that names those to be given
/// again.
final class SqsEvent {

  record Message(String id, String body) {}

  private SqsEvent() {}

  static List<Message> read(InputStream event) throws IOException {
    return Json.parse(new String(event.readAllBytes(), UTF_8)).get("Records").items().stream()
        .map(item -> new Message(item.get("messageId").text(""), item.get("body").text("")))
        .toList();
  }

  static void answer(List<String> failed, OutputStream out) throws IOException {
    String answer =
        Json.object(json -> {
          json.writeArrayFieldStart("batchItemFailures");
          for (String id : failed) {
            json.writeStartObject();
            json.writeStringField("itemIdentifier", id);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
    out.write(answer.getBytes(UTF_8));
  }
}
