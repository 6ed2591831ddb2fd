package io.passerelle.store;

import static io.passerelle.store.Values.text;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.MessageTemplate;
import io.passerelle.paymentorder.MessageTemplate.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The texts that a shop keeps for its buyers.
///
/// Which one is the default of a kind and language stands in one row of their own, so that there is
/// never a second; no row, or one that names none, means the text that is built in.
public final class MessageTemplates {

  private static final String TEMPLATE = "TEMPLATE#";
  private static final String DEFAULT = "DEFAULT#";

  private final Table table;

  public MessageTemplates(Table table) {
    this.table = table;
  }

  public Optional<MessageTemplate> find(SiteId siteId, String id) {
    return table.get(key(siteId, id)).flatMap(MessageTemplates::read);
  }

  public List<MessageTemplate> all(SiteId siteId) {
    return table.query(partition(siteId), TEMPLATE).stream()
        .flatMap(row -> read(row).stream())
        .toList();
  }

  /// The ids of the shop's defaults.
  public Set<String> defaults(SiteId siteId) {
    Set<String> ids = new HashSet<>();
    table.query(partition(siteId), DEFAULT).forEach(row -> ids.add(pointed(row)));
    return ids;
  }

  /// The shop's own default; empty where that is the text that is built in.
  public Optional<MessageTemplate> defaultOf(SiteId siteId, Kind kind, String language) {
    return table
        .get(defaultKey(siteId, kind, language))
        .map(MessageTemplates::pointed)
        .filter(id -> !id.isEmpty())
        .flatMap(id -> find(siteId, id));
  }

  /// Writes a template, and makes it the default of its kind and language where that is wanted.
  public void save(SiteId siteId, MessageTemplate template, boolean asDefault) {
    List<Row> rows = new ArrayList<>();
    rows.add(write(siteId, template));
    if (asDefault) {
      rows.add(pointer(siteId, template, template.id()));
    }
    table.write(rows);
  }

  /// Lets a template go. Where it was the default, that is the built-in text again.
  public void delete(SiteId siteId, MessageTemplate template, Instant now) {
    List<Row> rows = new ArrayList<>();
    String gone = Json.object(json -> json.writeBooleanField("deleted", true));
    rows.add(
        new Row(
            key(siteId, template.id()),
            template.version(),
            gone,
            Optional.empty(),
            Optional.of(now)));
    boolean wasDefault =
        table
            .get(defaultKey(siteId, template.kind(), template.language()))
            .filter(row -> pointed(row).equals(template.id()))
            .isPresent();
    if (wasDefault) {
      rows.add(pointer(siteId, template, ""));
    }
    table.write(rows);
  }

  private Row pointer(SiteId siteId, MessageTemplate template, String id) {
    Table.Key key = defaultKey(siteId, template.kind(), template.language());
    long version = table.get(key).map(Row::version).orElse(0L);
    return new Row(key, version, Json.object(json -> json.writeStringField("id", id)));
  }

  private static String pointed(Row row) {
    return text(Json.ours(row.document()), "id");
  }

  private static String partition(SiteId siteId) {
    return "TEMPLATES#" + siteId;
  }

  private static Table.Key key(SiteId siteId, String id) {
    return new Table.Key(partition(siteId), TEMPLATE + id);
  }

  private static Table.Key defaultKey(SiteId siteId, Kind kind, String language) {
    return new Table.Key(partition(siteId), DEFAULT + kind + "#" + language);
  }

  private static Row write(SiteId siteId, MessageTemplate template) {
    String document =
        Json.object(json -> {
          json.writeStringField("kind", template.kind().name());
          json.writeStringField("language", template.language());
          json.writeStringField("name", template.name());
          json.writeStringField("subject", template.subject());
          json.writeStringField("text", template.text());
        });
    return new Row(key(siteId, template.id()), template.version(), document);
  }

  private static Optional<MessageTemplate> read(Row row) {
    Json json = Json.ours(row.document());
    if (json.has("deleted")) {
      return Optional.empty();
    }
    return Optional.of(
        new MessageTemplate(
            row.key().sort().substring(TEMPLATE.length()),
            Kind.valueOf(text(json, "kind")),
            text(json, "language"),
            text(json, "name"),
            text(json, "subject"),
            text(json, "text"),
            row.version()));
  }
}
