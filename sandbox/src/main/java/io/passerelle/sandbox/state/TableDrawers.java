package io.passerelle.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.Dynamo;
import io.passerelle.sandbox.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Drawers in a table of DynamoDB, read once at the start and written through.
///
/// The table is the sandbox's own and beside those of the bridge; with `--data` it outlives a crash
/// as they do.
public final class TableDrawers {

  private static final String TABLE = "sandbox";
  private static final String CREATE =
      """
      {"TableName": "sandbox", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                {"AttributeName": "sk", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"},
                     {"AttributeName": "sk", "KeyType": "RANGE"}]}
      """;

  private final Dynamo dynamo;
  private final Map<String, Stored> drawers = new LinkedHashMap<>();

  private TableDrawers(Dynamo dynamo) {
    this.dynamo = dynamo;
  }

  public static TableDrawers open(Dynamo dynamo) {
    dynamo.createTable(Json.read(CREATE));
    var drawers = new TableDrawers(dynamo);
    drawers.load();
    return drawers;
  }

  /// The documents of one kind; two calls give the same drawer.
  public synchronized Drawer drawer(String kind) {
    return stored(kind);
  }

  private Stored stored(String kind) {
    return drawers.computeIfAbsent(kind, k -> new Stored(dynamo, k));
  }

  private void load() {
    ObjectNode scan = Json.object().put("TableName", TABLE);
    JsonNode page = dynamo.call("Scan", scan);
    keep(page);
    while (page.has("LastEvaluatedKey")) {
      scan.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
      page = dynamo.call("Scan", scan);
      keep(page);
    }
  }

  private void keep(JsonNode page) {
    for (JsonNode item : page.path("Items")) {
      String id = item.at("/sk/S").asText();
      stored(item.at("/pk/S").asText()).documents.put(id, item.at("/json/S").asText());
    }
  }

  private static final class Stored implements Drawer {
    private final Dynamo dynamo;
    private final String kind;
    private final Map<String, String> documents = new TreeMap<>();

    Stored(Dynamo dynamo, String kind) {
      this.dynamo = dynamo;
      this.kind = kind;
    }

    @Override
    public synchronized Map<String, String> all() {
      return new TreeMap<>(documents);
    }

    @Override
    public synchronized void put(String id, String json) {
      ObjectNode item = key(id);
      item.putObject("json").put("S", json);
      dynamo.call("PutItem", Json.object().put("TableName", TABLE).set("Item", item));
      documents.put(id, json);
    }

    @Override
    public synchronized void remove(String id) {
      dynamo.call("DeleteItem", Json.object().put("TableName", TABLE).set("Key", key(id)));
      documents.remove(id);
    }

    @Override
    public synchronized void clear() {
      all().keySet().forEach(this::remove);
    }

    private ObjectNode key(String id) {
      ObjectNode key = Json.object();
      key.putObject("pk").put("S", kind);
      key.putObject("sk").put("S", id);
      return key;
    }
  }
}
