package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.MessageTemplate;
import io.passerelle.paymentorder.MessageTemplate.Kind;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Shop;
import io.passerelle.store.MessageTemplates;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a merchant does with the texts that buyers are written.
final class TemplateDesk {

  static final Set<String> ACTIONS =
      Set.of(
          "templates",
          "template",
          "saveTemplate",
          "copyTemplate",
          "deleteTemplate",
          "defaultTemplate",
          "previewTemplate");

  private final MessageTemplates templates;
  private final PaymentLinks links;

  TemplateDesk(MessageTemplates templates, PaymentLinks links) {
    this.templates = templates;
    this.links = links;
  }

  String act(String action, Json request, Shop shop, Instant now) {
    SiteId site = shop.siteId();
    return switch (action) {
      case "templates" -> TemplateView.list(templates, site);
      case "template" -> TemplateView.of(found(request, site), templates.defaults(site));
      case "saveTemplate" -> save(request, site);
      case "copyTemplate" -> copy(request, site);
      case "deleteTemplate" -> delete(request, site, now);
      case "defaultTemplate" -> standard(request, site);
      default -> preview(request, shop, now);
    };
  }

  private MessageTemplate found(Json request, SiteId site) {
    return Optional.of(request.get("id").text(""))
        .filter(id -> id.matches("[0-9a-z]{16}"))
        .flatMap(id -> templates.find(site, id))
        .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such template"));
  }

  /// A new one, or in place of one; its kind and language stay, since it may be their default.
  private String save(Json request, SiteId site) {
    Map<String, String> fields = fields(request);
    Optional<MessageTemplate> before =
        request.has("id") ? Optional.of(found(request, site)) : Optional.empty();
    MessageTemplate template =
        MessageTemplate.read(
            fields,
            before.map(MessageTemplate::id).orElseGet(() -> PaymentLinks.code().text()),
            before.map(MessageTemplate::version).orElse(0L));
    before.ifPresent(one -> {
      if (one.kind() != template.kind() || !one.language().equals(template.language())) {
        throw new InvalidField("kind", "and language stay as they are: make another template");
      }
    });
    templates.save(site, template, request.get("default").flag().orElse(false));
    return TemplateView.of(template, templates.defaults(site));
  }

  private String copy(Json request, SiteId site) {
    MessageTemplate template = found(request, site);
    String name = request.get("name").text(template.name());
    Map<String, String> fields = new HashMap<>(fieldsOf(template));
    fields.put("name", name);
    MessageTemplate copy = MessageTemplate.read(fields, PaymentLinks.code().text(), 0);
    templates.save(site, copy, false);
    return TemplateView.of(copy, templates.defaults(site));
  }

  private String delete(Json request, SiteId site, Instant now) {
    templates.delete(site, found(request, site), now);
    return TemplateView.list(templates, site);
  }

  private String standard(Json request, SiteId site) {
    MessageTemplate template = found(request, site);
    templates.save(site, template, true);
    return TemplateView.of(template, templates.defaults(site));
  }

  /// Written out for a payment order that is invented: the text of a template, or one that is not
  /// saved yet, or the one that is built in.
  private String preview(Json request, Shop shop, Instant now) {
    MessageTemplate words = words(request, shop);
    PaymentOrder sample = SampleOrder.of(words, shop, now);
    Composed message =
        new Composer(links, templates).written(words, sample, shop, words.language());
    return Json.object(json -> {
      json.writeStringField("kind", words.kind().name());
      json.writeStringField("language", words.language());
      TemplateView.write(json, message, words.kind() == Kind.SMS);
    });
  }

  private MessageTemplate words(Json request, Shop shop) {
    if (request.has("id")) {
      return found(request, shop.siteId());
    }
    Map<String, String> fields = new HashMap<>(fields(request));
    fields.putIfAbsent("language", shop.page().language());
    fields.putIfAbsent("name", "preview");
    if (fields.containsKey("text")) {
      return MessageTemplate.read(fields, "", 0);
    }
    fields.put("text", "%url%");
    if (!"SMS".equals(fields.get("kind")) && !"URL".equals(fields.get("kind"))) {
      fields.putIfAbsent("subject", "%reference%");
    }
    MessageTemplate asked = MessageTemplate.read(fields, "", 0);
    return Composer.builtIn(asked.kind(), asked.language(), Composer.Purpose.ASK);
  }

  private static Map<String, String> fieldsOf(MessageTemplate template) {
    return Map.of(
        "kind", template.kind().name(),
        "language", template.language(),
        "subject", template.subject(),
        "text", template.text());
  }

  private static Map<String, String> fields(Json request) {
    Map<String, String> fields = new HashMap<>();
    Set<String> apart = Set.of("action", "siteId", "default");
    request
        .members()
        .forEach((name, value) -> {
          if (!apart.contains(name) && value.isPresent()) {
            fields.put(
                name,
                value
                    .text()
                    .orElseThrow(() ->
                        new InvalidField(
                            name.matches("[A-Za-z]{1,40}") ? name : "?", "must be a text")));
          }
        });
    return fields;
  }
}
