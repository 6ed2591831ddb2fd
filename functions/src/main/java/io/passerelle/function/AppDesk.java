package io.passerelle.function;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.store.Apps;
import java.util.List;
import java.util.Locale;

/// Where operators save the deployment's apps at the platforms: the name, the client id and the
/// secret that the platform gave. No secret is ever told again.
final class AppDesk {

  private static final int LENGTH_MAX = 500;

  private final Apps apps;

  AppDesk(Apps apps) {
    this.apps = apps;
  }

  /// A new secret is the newest one; those before still prove what was sent with them.
  String save(Json app) {
    Platform platform =
        switch (app.get("platform").text("").toLowerCase(Locale.ROOT)) {
          case "shopify" -> Platform.SHOPIFY;
          case "ecwid" -> Platform.ECWID;
          default -> throw invalid("platform must be shopify or ecwid");
        };
    String name = app.get("name").text("");
    if (!name.matches("[a-z0-9_-]{1,40}")) {
      throw invalid("name must be small letters, digits, - or _");
    }
    PlatformApp known =
        apps.find(platform, name).orElse(new PlatformApp(platform, name, "", List.of(), 0));
    String clientId = text(app, "clientId", known.clientId());
    String secret = text(app, "clientSecret", "");
    PlatformApp saved = new PlatformApp(platform, name, clientId, known.secrets(), known.version());
    PlatformApp next = secret.isEmpty() ? saved : saved.with(Secret.of(secret));
    if (next.secrets().isEmpty()) {
      throw invalid("clientSecret is missing");
    }
    apps.save(next);
    return Json.object(json -> {
      json.writeStringField("platform", platform.name());
      json.writeStringField("name", name);
      json.writeStringField("clientId", next.clientId());
      json.writeNumberField("secrets", next.secrets().size());
    });
  }

  private static String text(Json app, String field, String otherwise) {
    String text = app.get(field).text(otherwise).strip();
    if (text.length() > LENGTH_MAX || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw invalid(field + " must be one word");
    }
    return text;
  }

  private static Rejection invalid(String what) {
    return new Rejection(Reason.INVALID, "app." + what);
  }
}
