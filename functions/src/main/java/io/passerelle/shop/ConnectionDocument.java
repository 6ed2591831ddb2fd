package io.passerelle.shop;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A connection as operators write it, read into a [Connection]. A secret that is not written again
/// is kept, as long as the platform stays the same.
final class ConnectionDocument {

  private static final int FIELD_LENGTH_MAX = 2_000;

  private ConnectionDocument() {}

  static Connection read(Json json, Optional<Connection> before) {
    Platform platform = platform(json.get("platform").text("none"));
    Map<String, String> fields = new HashMap<>();
    Map<String, Secret> secrets = new HashMap<>();
    before
        .filter(old -> old.platform() == platform)
        .ifPresent(old -> secrets.putAll(old.secrets()));
    json.members()
        .forEach((name, value) -> {
          String text = checked(name, value.text(""));
          if (platform.secrets().contains(name)) {
            secrets.put(name, Secret.of(text));
          } else if (platform.fields().contains(name)) {
            fields.put(name, text);
          } else if (!name.equals("platform")) {
            throw invalid("connection has a field that " + platform + " does not know");
          }
        });
    return new Connection(platform, fields, secrets);
  }

  private static String checked(String name, String text) {
    boolean address = name.equals("url") || name.endsWith("Url");
    if (address && !text.isEmpty() && !text.matches("https?://[^\\s]{1,1990}")) {
      throw invalid("connection." + name + " must be an http(s) URL");
    }
    if (text.length() > FIELD_LENGTH_MAX) {
      throw invalid("a field of connection is too long");
    }
    return text;
  }

  private static Platform platform(String name) {
    return switch (name) {
      case "none" -> Platform.NONE;
      case "odoo" -> Platform.ODOO;
      case "ecwid" -> Platform.ECWID;
      case "shopify" -> Platform.SHOPIFY;
      default -> throw invalid("connection.platform must be odoo, ecwid, shopify or none");
    };
  }

  private static Rejection invalid(String detail) {
    return new Rejection(Reason.INVALID, detail);
  }
}
