package io.passerelle.sandbox.odoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs and verifies as the shop module does, of whichever brand.
final class ModuleSignature {

  private final String key;
  private final String algorithm;

  ModuleSignature(OdooShop shop) {
    this.key = shop.key();
    this.algorithm = shop.algorithm();
  }

  String of(Map<String, String> fields) {
    StringBuilder text = new StringBuilder();
    List<String> names =
        fields.keySet().stream().filter(name -> name.startsWith("vads_")).sorted().toList();
    names.forEach(name -> text.append(fields.get(name)).append('+'));
    byte[] message = text.append(key).toString().getBytes(UTF_8);
    return algorithm.equals("SHA-1") ? sha1(message) : hmac(message);
  }

  /// The module compares without regard to case; so does this.
  boolean isRight(Map<String, String> fields) {
    String received = fields.getOrDefault("signature", "").toUpperCase(Locale.ROOT);
    return of(fields).toUpperCase(Locale.ROOT).equals(received);
  }

  private static String sha1(byte[] message) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private String hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
