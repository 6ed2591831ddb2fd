package io.passerelle.desk;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.MessageTemplate;
import io.passerelle.paymentorder.SmsText;
import io.passerelle.store.MessageTemplates;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Templates and messages as merchants read them.
final class TemplateView {

  private TemplateView() {}

  static String of(MessageTemplate template, Set<String> defaults) {
    return Json.object(json -> {
      write(json, template, defaults);
      json.writeStringField("subject", template.subject());
      json.writeStringField("text", template.text());
    });
  }

  /// Without their texts.
  static String list(MessageTemplates templates, SiteId site) {
    List<MessageTemplate> all = templates.all(site);
    Set<String> defaults = templates.defaults(site);
    return Json.object(json -> {
      json.writeArrayFieldStart("templates");
      for (MessageTemplate one : all) {
        json.writeStartObject();
        write(json, one, defaults);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, MessageTemplate template, Set<String> defaults)
      throws IOException {
    json.writeStringField("id", template.id());
    json.writeStringField("kind", template.kind().name());
    json.writeStringField("language", template.language());
    json.writeStringField("name", template.name());
    json.writeBooleanField("default", defaults.contains(template.id()));
  }

  /// A message; what it costs stands beside one that goes as text.
  static void write(JsonGenerator json, Composed message, boolean sms) throws IOException {
    json.writeStringField("subject", message.subject());
    json.writeStringField("text", message.text());
    if (!message.html().isEmpty()) {
      json.writeStringField("html", message.html());
    }
    if (sms) {
      SmsText text = message.sms();
      json.writeNumberField("smsCount", text.count());
      json.writeStringField("smsEncoding", text.encoding().name());
      json.writeNumberField("characters", text.text().codePointCount(0, text.text().length()));
    }
  }
}
