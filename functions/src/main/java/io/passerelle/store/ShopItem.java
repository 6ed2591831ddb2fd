package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Listed;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Algorithm;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Credential;
import io.passerelle.shop.KeyRing;
import io.passerelle.shop.Keys;
import io.passerelle.shop.Keyset;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A shop as a row, and back. Each secret is sealed for its own place: the shop, the mode, the use.
final class ShopItem {

  /// Where all shops are listed, by no time: their order says nothing.
  static final String LIST = "SHOPS";

  private static final String PREFIX = "SHOP#";
  private static final String SORT = "SHOP";

  private final Supplier<Keyset> keyset;

  ShopItem(Supplier<Keyset> keyset) {
    this.keyset = keyset;
  }

  static Table.Key key(SiteId siteId) {
    return new Table.Key(PREFIX + siteId, SORT);
  }

  static SiteId siteId(Table.Key key) {
    return new SiteId(key.partition().substring(PREFIX.length()));
  }

  Row write(Shop shop, String rules) {
    String document = Json.object(json -> write(json, shop, rules));
    Listed listed = new Listed(LIST, Instant.EPOCH);
    return new Row(
        key(shop.siteId()),
        shop.version(),
        document,
        Optional.empty(),
        Optional.empty(),
        Optional.of(listed));
  }

  private void write(JsonGenerator json, Shop shop, String rules) throws IOException {
    json.writeStringField("company", shop.company());
    json.writeStringField("label", shop.label());
    json.writeStringField("brand", shop.brand());
    json.writeStringField("mode", shop.mode().name());
    json.writeObjectFieldStart("keys");
    for (Map.Entry<Mode, Keys> mode : shop.keys().entrySet()) {
      String place = shop.siteId() + "/" + mode.getKey();
      json.writeObjectFieldStart(mode.getKey().name());
      write(json, "form", place, mode.getValue().form());
      write(json, "restPassword", place, mode.getValue().restPassword());
      write(json, "returnKey", place, mode.getValue().returnKey());
      json.writeEndObject();
    }
    json.writeEndObject();
    write(json, "webhook", shop.siteId() + "/RULES", shop.webhookKeys());
    json.writeObjectFieldStart("connection");
    json.writeStringField("platform", shop.connection().platform().name());
    writeTexts(json, "fields", shop.connection().fields());
    json.writeObjectFieldStart("secrets");
    for (Map.Entry<String, Secret> secret : shop.connection().secrets().entrySet()) {
      String place = shop.siteId() + "/" + secret.getKey();
      json.writeStringField(secret.getKey(), keyset.get().seal(secret.getValue(), place));
    }
    json.writeEndObject();
    json.writeEndObject();
    writeTexts(json, "settings", shop.settings());
    json.writeFieldName("rules");
    json.writeRawValue(rules);
  }

  private void write(JsonGenerator json, String use, String place, KeyRing ring)
      throws IOException {
    json.writeArrayFieldStart(use);
    for (Credential credential : ring.credentials()) {
      json.writeStartObject();
      json.writeStringField("key", keyset.get().seal(credential.key(), place + "/" + use));
      json.writeStringField("algorithm", credential.algorithm().name());
      if (credential.until().isPresent()) {
        json.writeStringField("until", credential.until().get().toString());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  Shop read(SiteId siteId, Row row, Json json) {
    Map<Mode, Keys> keys = new EnumMap<>(Mode.class);
    for (Mode mode : Mode.values()) {
      Json sealed = json.get("keys").get(mode.name());
      String place = siteId + "/" + mode;
      keys.put(
          mode,
          new Keys(
              ring(sealed, place, "form"),
              ring(sealed, place, "restPassword"),
              ring(sealed, place, "returnKey")));
    }
    return new Shop(
        siteId,
        json.get("company").text(""),
        json.get("label").text(""),
        json.get("brand").text(""),
        Mode.valueOf(json.get("mode").text("")),
        keys,
        connection(siteId, json.get("connection")),
        texts(json.get("settings")),
        ring(json, siteId + "/RULES", "webhook"),
        row.version());
  }

  private KeyRing ring(Json sealed, String place, String use) {
    return new KeyRing(
        sealed.get(use).items().stream()
            .map(item ->
                new Credential(
                    keyset.get().open(item.get("key").text(""), place + "/" + use),
                    Algorithm.valueOf(item.get("algorithm").text("")),
                    item.get("until").text().map(Instant::parse)))
            .toList());
  }

  private Connection connection(SiteId siteId, Json json) {
    Map<String, Secret> secrets = new HashMap<>();
    json.get("secrets")
        .members()
        .forEach((name, sealed) ->
            secrets.put(name, keyset.get().open(sealed.text(""), siteId + "/" + name)));
    return new Connection(
        Platform.valueOf(json.get("platform").text("NONE")), texts(json.get("fields")), secrets);
  }

  private static Map<String, String> texts(Json json) {
    Map<String, String> texts = new HashMap<>();
    json.members().forEach((name, value) -> texts.put(name, value.text("")));
    return texts;
  }
}
