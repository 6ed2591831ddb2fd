package io.passerelle.shop.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import io.passerelle.edge.Secret;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The signature of the hosted protocol: all `x_` fields but itself, sorted by name, names and
/// values one after the other without anything between, HMAC-SHA-256 with the merchant's key, in
/// hexadecimal (hosted payment SDK, "Signing mechanism").
public final class HostedSigner {

  public static final String SIGNATURE = "x_signature";

  private static final String PREFIX = "x_";

  /// A field that decides something, where it is not the name of a parameter in an address.
  private static final Pattern FIELD =
      Pattern.compile(
          "x_(?:account_id|amount|currency|reference|test|transaction_type|url_c[a-z]+)(?!=)");

  private static final HexFormat HEX = HexFormat.of();

  private final Secret key;

  public HostedSigner(Secret key) {
    this.key = key;
  }

  public String sign(Map<String, String> fields) {
    return HEX.formatHex(Hmac.sha256(key.bytes(), message(fields).getBytes(UTF_8)));
  }

  /// The case of the digits does not count; a missing signature is never right, nor is one of a
  /// text that can be cut into fields in more than one way.
  public boolean isSigned(Map<String, String> fields) {
    String given = fields.getOrDefault(SIGNATURE, "").toLowerCase(Locale.ROOT);
    return isClear(fields)
        && MessageDigest.isEqual(sign(fields).getBytes(UTF_8), given.getBytes(UTF_8));
  }

  /// Nothing stands between names and values: where a field's name stands within another or in a
  /// value, somebody has typed it there.
  private static boolean isClear(Map<String, String> fields) {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().startsWith(PREFIX))
        .noneMatch(field ->
            FIELD.matcher(field.getValue()).find()
                || FIELD.matcher(field.getKey().substring(PREFIX.length())).find());
  }

  /// The fields with their signature.
  public Map<String, String> signed(Map<String, String> fields) {
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put(SIGNATURE, sign(fields));
    return signed;
  }

  static String message(Map<String, String> fields) {
    StringBuilder message = new StringBuilder();
    new TreeMap<>(fields)
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX) && !name.equals(SIGNATURE)) {
            message.append(name).append(value);
          }
        });
    return message.toString();
  }
}
