package io.passerelle.function;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.ecwid.EcwidCipher;
import io.passerelle.store.Apps;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where operators save an app by which the deployment is known to a platform. A new secret is
/// added to the ones before, which are taken as long as the platform may still use them;
/// `"replace": true` lets them go.
final class AppDesk {

  private static final int CLIENT_ID_MAX = 200;
  private static final int SECRET_MAX = 2_000;

  private final Apps apps;

  AppDesk(Apps apps) {
    this.apps = apps;
  }

  /// `{"platform": "ecwid", "name": "systempay", "clientId": …, "clientSecret": …}`; answers the
  /// same without secrets.
  String save(Json document) {
    Platform platform = platform(document.get("platform").text(""));
    String name = document.get("name").text("");
    if (!name.matches("[a-z0-9_-]{1,40}")) {
      throw invalid("name must be like systempay");
    }
    Optional<PlatformApp> known = apps.find(platform, name);
    PlatformApp before = known.orElse(new PlatformApp(platform, name, "", List.of(), 0));
    String clientId = document.get("clientId").text(before.clientId());
    if (!clientId.matches("[!-~]{0," + CLIENT_ID_MAX + "}")) {
      throw invalid("clientId must have no spaces and at most " + CLIENT_ID_MAX + " characters");
    }
    boolean replaced = document.get("replace").flag().orElse(false);
    PlatformApp kept =
        new PlatformApp(
            platform, name, clientId, replaced ? List.of() : before.secrets(), before.version());
    PlatformApp app = secret(document, platform).map(kept::with).orElse(kept);
    if (app.secrets().isEmpty()) {
      throw invalid("clientSecret is missing");
    }
    apps.save(app);
    return view(app);
  }

  private static Optional<Secret> secret(Json document, Platform platform) {
    if (!document.get("clientSecret").isPresent()) {
      return Optional.empty();
    }
    Secret secret = Secret.of(document.get("clientSecret").text("").strip());
    boolean possible = !secret.isEmpty() && secret.bytes().length <= SECRET_MAX;
    if (!possible || (platform == Platform.ECWID && !EcwidCipher.isPossible(secret))) {
      throw invalid("clientSecret is too short or too long");
    }
    return Optional.of(secret);
  }

  private static Platform platform(String name) {
    return switch (name) {
      case "ecwid" -> Platform.ECWID;
      case "shopify" -> Platform.SHOPIFY;
      default -> throw invalid("platform must be ecwid or shopify");
    };
  }

  private static String view(PlatformApp app) {
    return Json.object(json -> {
      json.writeStringField("platform", app.platform().name().toLowerCase(Locale.ROOT));
      json.writeStringField("name", app.name());
      json.writeStringField("clientId", app.clientId());
      json.writeNumberField("secrets", app.secrets().size());
    });
  }

  private static Rejection invalid(String detail) {
    return new Rejection(Reason.INVALID, "app." + detail);
  }
}
