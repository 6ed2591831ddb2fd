package io.passerelle.shop.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Ecwid's control panel hands to the settings page in its frame: which store, in which
/// language, and the store's token.
///
/// By default it stands unsigned behind the page's `#`, for anybody to write; with enhanced
/// security it is encrypted, but not authenticated. Either way it counts only once the token was
/// tried at Ecwid.
public record EcwidFrame(String storeId, Secret token, String language) {

  private static final int HEX_LENGTH_MAX = 16_000;
  private static final Pattern STORE_ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,500}");

  /// Reads the default way: the hexadecimal digits of a JSON text.
  public static EcwidFrame ofHash(String hex) {
    if (hex.length() > HEX_LENGTH_MAX) {
      throw new Rejection(Reason.TOO_LARGE, "the control panel's payload");
    }
    try {
      return read(Json.parse(new String(HexFormat.of().parseHex(hex.strip()), UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.MALFORMED, "the control panel's payload is not hexadecimal");
    }
  }

  /// Reads the enhanced way. It is not known whether it moved to GCM as payments did; either is
  /// opened.
  public static EcwidFrame ofPayload(String sealed, List<Secret> secrets) {
    for (Secret secret : secrets.stream().filter(EcwidCipher::isPossible).toList()) {
      EcwidCipher cipher = EcwidCipher.of(secret);
      Optional<Json> json = cipher.genuine(sealed).or(() -> cipher.likely(sealed));
      if (json.isPresent()) {
        return read(json.get());
      }
    }
    throw new Rejection(Reason.MALFORMED, "payload cannot be opened with the app's secret");
  }

  private static EcwidFrame read(Json json) {
    Json store = json.get("store_id");
    String storeId = store.text().or(() -> store.number().map(String::valueOf)).orElse("");
    String token = json.get("access_token").text("");
    if (!STORE_ID.matcher(storeId).matches() || !TOKEN.matcher(token).matches()) {
      throw new Rejection(Reason.MALFORMED, "the control panel's payload names no store or token");
    }
    return new EcwidFrame(
        storeId, Secret.of(token), json.get("lang").text("").startsWith("fr") ? "fr" : "en");
  }
}
