package io.passerelle.sandbox.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HexFormat;

/// The app's settings page as the control panel opens it: what the page needs to know stands behind
/// the `#` in hexadecimal digits, or is encrypted where the app has enhanced security.
final class SettingsFrame {

  private final EcwidStore store;
  private final URI home;
  private final String language;

  SettingsFrame(EcwidStore store, URI home, String language) {
    this.store = store;
    this.home = home;
    this.language = language;
  }

  /// `way` is `enhanced`, or anything else for the usual one.
  String url(String way) {
    ObjectNode payload =
        Json.object()
            .put("store_id", Long.parseLong(store.storeId()))
            .put("lang", language)
            .put("access_token", store.token())
            .put("public_token", "public_" + store.storeId())
            .put("view_mode", "PAGE");
    String page = home.resolve("/ecwid/settings?app-name=" + store.app()).toString();
    String text = Json.write(payload);
    if (way.equals("enhanced")) {
      String sealed = new Sealing(store.clientSecret()).cbc(text);
      return page + "&payload=" + URLEncoder.encode(sealed, UTF_8) + "&cache-killer=1";
    }
    return page + "#" + HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
