package io.passerelle.shop.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import io.passerelle.edge.Secret;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What Shopify signs with an app's client secret: webhooks over their raw bytes, and the queries
/// with which a merchant's browser comes from Shopify.
///
/// Each is compared in constant time, and without regard to what is in the signed text.
public final class ShopifySigner {

  private static final String SIGNATURE = "hmac";
  private static final HexFormat HEX = HexFormat.of();

  private final Secret secret;

  public ShopifySigner(Secret secret) {
    this.secret = secret;
  }

  /// Base64 of the HMAC of the body as it was sent, for the header `X-Shopify-Hmac-Sha256`.
  public String webhook(byte[] body) {
    return Base64.getEncoder().encodeToString(Hmac.sha256(secret.bytes(), body));
  }

  public boolean isWebhook(byte[] body, String signature) {
    return isEqual(webhook(body), signature);
  }

  /// Lower-case hexadecimal of the HMAC of all parameters but the signature, sorted, as
  /// `name=value` with `&` between.
  public String query(Map<String, String> parameters) {
    Map<String, String> signed = new TreeMap<>(parameters);
    signed.remove(SIGNATURE);
    String text =
        signed.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining("&"));
    return HEX.formatHex(Hmac.sha256(secret.bytes(), text.getBytes(UTF_8)));
  }

  /// A parameter that holds a `&` could be cut into others, and Shopify sends none.
  public boolean isQuery(Map<String, String> parameters) {
    boolean clear =
        parameters.entrySet().stream()
            .noneMatch(one -> one.getKey().contains("&") || one.getValue().contains("&"));
    return clear && isEqual(query(parameters), parameters.getOrDefault(SIGNATURE, ""));
  }

  private static boolean isEqual(String due, String given) {
    return MessageDigest.isEqual(due.getBytes(UTF_8), given.getBytes(UTF_8));
  }
}
