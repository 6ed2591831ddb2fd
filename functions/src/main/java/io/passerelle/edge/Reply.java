package io.passerelle.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// What a caller is told, in the shape that API Gateway takes.
public record Reply(int status, Map<String, String> headers, String body) {

  public static Reply text(int status, String body) {
    return new Reply(status, Map.of("content-type", "text/plain; charset=utf-8"), body);
  }

  public static Reply json(int status, String body) {
    return new Reply(status, Map.of("content-type", "application/json"), body);
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, Map.copyOf(more), body);
  }

  /// As it is answered to HEAD.
  public Reply withoutBody() {
    return new Reply(status, headers, "");
  }

  public void write(OutputStream out) throws IOException {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", status);
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeStringField("body", body);
      json.writeEndObject();
    }
  }
}
