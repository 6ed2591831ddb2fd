package io.passerelle.shop;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A shop as operators write it, read into a [Shop].
///
/// What is saved again without a key keeps the key; a new key takes the place of the old one, which
/// is accepted for as long as the overlap lasts. Every rejection names the field and the reason.
public final class ShopDocument {

  private static final int KEY_LENGTH_MAX = 512;

  private final Json json;
  private final Optional<Shop> before;
  private final Instant now;

  private ShopDocument(Json json, Optional<Shop> before, Instant now) {
    this.json = json;
    this.before = before;
    this.now = now;
  }

  /// The site id that a document is about.
  public static SiteId siteId(Json json) {
    String siteId = json.get("siteId").text("");
    if (!SiteId.isValid(siteId)) {
      throw invalid("siteId must have 8 digits");
    }
    return new SiteId(siteId);
  }

  public static Shop read(Json json, Optional<Shop> before, Predicate<String> brands, Instant now) {
    return new ShopDocument(json, before, now).shop(brands);
  }

  private Shop shop(Predicate<String> brands) {
    Mode mode = mode();
    String brand = text("brand", before.map(Shop::brand).orElse("lyra"));
    if (!brands.test(brand)) {
      throw invalid("brand is not one of this deployment's");
    }
    Keys test = keys(Mode.TEST, mode);
    Keys production = keys(Mode.PRODUCTION, mode);
    if (mode == Mode.PRODUCTION && production.form().current().isEmpty()) {
      throw invalid("productionKey is needed for the mode PRODUCTION");
    }
    return new Shop(
        siteId(json),
        text("company", before.map(Shop::company).orElse(siteId(json).value())),
        text("label", before.map(Shop::label).orElse(siteId(json).value())),
        brand,
        mode,
        Map.of(Mode.TEST, test, Mode.PRODUCTION, production),
        connection(),
        json.has("settings")
            ? ShopSettings.read(json.get("settings"))
            : before.map(Shop::settings).orElse(Map.of()),
        before.map(Shop::webhookKeys).orElse(KeyRing.empty()),
        before.map(Shop::version).orElse(0L));
  }

  private Mode mode() {
    return switch (text("mode", before.map(Shop::mode).orElse(Mode.TEST).name())) {
      case "TEST" -> Mode.TEST;
      case "PRODUCTION" -> Mode.PRODUCTION;
      default -> throw invalid("mode must be TEST or PRODUCTION");
    };
  }

  private Keys keys(Mode mode, Mode shopMode) {
    String prefix = mode == Mode.TEST ? "test" : "production";
    Keys old = before.map(shop -> shop.keys(mode)).orElse(Keys.none());
    if (mode == Mode.TEST && old.form().current().isEmpty() && !json.has("testKey")) {
      throw invalid("testKey is missing");
    }
    return new Keys(
        rotated(old.form(), secret(prefix + "Key")),
        rotated(
            old.restPassword(), secret(prefix + "RestPassword").or(() -> password(mode, shopMode))),
        rotated(old.returnKey(), secret(prefix + "HmacKey").or(() -> returnKey(mode, shopMode))));
  }

  /// The REST password says itself which mode it is of (`testpassword_…`, `prodpassword_…`); one
  /// that does not is of the shop's mode.
  private Optional<Secret> password(Mode mode, Mode shopMode) {
    return secret("restPassword")
        .filter(password -> {
          String text = password.reveal();
          if (text.startsWith("testpassword_")) {
            return mode == Mode.TEST;
          }
          return text.startsWith("prodpassword_") ? mode == Mode.PRODUCTION : mode == shopMode;
        });
  }

  private Optional<Secret> returnKey(Mode mode, Mode shopMode) {
    return secret("hmacKey").filter(key -> mode == shopMode);
  }

  private KeyRing rotated(KeyRing ring, Optional<Secret> key) {
    return key.map(secret -> ring.rotated(secret, algorithm(ring), now))
        .orElseGet(() -> again(ring));
  }

  /// The same key, perhaps with another algorithm.
  private KeyRing again(KeyRing ring) {
    return ring.current()
        .map(current -> ring.rotated(current.key(), algorithm(ring), now))
        .orElse(ring);
  }

  private Algorithm algorithm(KeyRing ring) {
    if (!json.has("algorithm")) {
      return ring.current().map(Credential::algorithm).orElseGet(this::algorithmOfTheOtherKeys);
    }
    String name = json.get("algorithm").text("").toUpperCase(Locale.ROOT).replace('_', '-');
    return switch (name) {
      case "HMAC-SHA-256", "SHA-256", "HMAC-SHA256" -> Algorithm.HMAC_SHA_256;
      case "SHA-1", "SHA1" -> Algorithm.SHA_1;
      default -> throw invalid("algorithm must be HMAC-SHA-256 or SHA-1");
    };
  }

  /// A shop's modes rarely differ: a first key of one mode is signed with as the other's.
  private Algorithm algorithmOfTheOtherKeys() {
    return before.stream()
        .flatMap(shop -> shop.keys().values().stream())
        .flatMap(keys -> keys.form().current().stream())
        .map(Credential::algorithm)
        .findFirst()
        .orElse(Algorithm.HMAC_SHA_256);
  }

  private Optional<Secret> secret(String name) {
    if (!json.get(name).isPresent()) {
      return Optional.empty();
    }
    String value = json.get(name).text("").strip();
    if (value.isEmpty() || value.length() > KEY_LENGTH_MAX) {
      throw invalid(name + " must not be empty or longer than " + KEY_LENGTH_MAX);
    }
    return Optional.of(Secret.of(value));
  }

  private Connection connection() {
    Optional<Connection> old = before.map(Shop::connection);
    Json connection = json.get("connection");
    if (connection.isPresent() && !connection.isObject()) {
      throw invalid("connection must be an object");
    }
    return connection.isPresent()
        ? ConnectionDocument.read(connection, old)
        : old.orElse(Connection.none());
  }

  private String text(String name, String otherwise) {
    String text = json.get(name).text(otherwise);
    if (text.isBlank() || text.length() > 200) {
      throw invalid(name + " must have 1 to 200 characters");
    }
    return text;
  }

  private static Rejection invalid(String detail) {
    return new Rejection(Reason.INVALID, detail);
  }
}
