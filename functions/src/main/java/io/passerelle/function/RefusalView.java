package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.delivery.Texts;
import io.passerelle.edge.Json;
import io.passerelle.store.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Refused signatures as people read them: what was signed, what differs, and what to do.
final class RefusalView {

  static final int SHOWN_MAX = 100;

  private RefusalView() {}

  static String of(List<Refusal> refusals, Spoken spoken) {
    return Json.object(json -> {
      json.writeArrayFieldStart("refusals");
      for (Refusal refusal : refusals) {
        json.writeStartObject();
        write(json, refusal, spoken);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, Refusal refusal, Spoken spoken) throws IOException {
    json.writeStringField("at", refusal.at().toString());
    json.writeStringField("kind", refusal.kind());
    json.writeStringField("format", refusal.format());
    json.writeStringField("difference", refusal.difference());
    json.writeStringField("field", refusal.field().orElse(""));
    json.writeArrayFieldStart("fields");
    for (String field : refusal.fields()) {
      json.writeString(field);
    }
    json.writeEndArray();
    json.writeNumberField("fieldCount", refusal.fieldCount());
    json.writeObjectFieldStart("why");
    writeWords(json, refusal, spoken.main());
    json.writeEndObject();
    if (spoken.all()) {
      json.writeObjectFieldStart("whyIn");
      for (Locale language : Spoken.LANGUAGES) {
        json.writeObjectFieldStart(Spoken.name(language));
        writeWords(json, refusal, language);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  private static void writeWords(JsonGenerator json, Refusal refusal, Locale language)
      throws IOException {
    Texts texts = Texts.of(RefusalView.class, "refusals", language);
    json.writeStringField("analysis", texts.get(refusal.difference() + ".analysis"));
    json.writeStringField("remedy", texts.get(refusal.difference() + ".remedy"));
  }
}
