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
    Platform platform =
        platform(json.get("platform").text().orElseThrow(() -> invalid("platform is missing")));
    Map<String, String> fields = new HashMap<>();
    Map<String, Secret> secrets = new HashMap<>();
    before
        .filter(old -> old.platform() == platform)
        .ifPresent(old -> secrets.putAll(old.secrets()));
    json.members()
        .forEach((name, value) -> {
          if (platform.secrets().contains(name)) {
            secret(name, value).ifPresent(secret -> secrets.put(name, secret));
          } else if (platform.fields().contains(name)) {
            fields.put(name, field(name, value));
          } else if (!name.equals("platform")) {
            throw invalid(shown(name) + " is not a field of the platform " + platform);
          }
        });
    return new Connection(platform, fields, secrets);
  }

  /// Empty where it is not written again.
  private static Optional<Secret> secret(String name, Json value) {
    if (!value.isPresent()) {
      return Optional.empty();
    }
    String text = value.text("").strip();
    if (text.isEmpty() || text.length() > FIELD_LENGTH_MAX) {
      throw invalid(name + " must not be empty or longer than " + FIELD_LENGTH_MAX);
    }
    return Optional.of(Secret.of(text));
  }

  private static String field(String name, Json value) {
    if (value.isPresent() && value.text().isEmpty()) {
      throw invalid(name + " must be a text");
    }
    String text = value.text("");
    boolean address = name.equals("url") || name.endsWith("Url");
    if (address && !text.isEmpty() && !text.matches("https?://[^\\s]{1,1990}")) {
      throw invalid(name + " must be an http(s) URL");
    }
    if (text.length() > FIELD_LENGTH_MAX) {
      throw invalid(name + " must not be longer than " + FIELD_LENGTH_MAX);
    }
    return text;
  }

  private static String shown(String name) {
    return name.matches("[A-Za-z0-9_]{1,40}") ? name : "?";
  }

  private static Platform platform(String name) {
    return switch (name) {
      case "none" -> Platform.NONE;
      case "odoo" -> Platform.ODOO;
      case "ecwid" -> Platform.ECWID;
      case "shopify" -> Platform.SHOPIFY;
      default -> throw invalid("platform must be odoo, ecwid, shopify or none");
    };
  }

  private static Rejection invalid(String detail) {
    return new Rejection(Reason.INVALID, "connection." + detail);
  }
}
