package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs forms and answers as chapter 2 of the form documentation and chapter 4.2 of the REST one
/// say: the values of the `vads_` fields in the order of their names, joined by `+`, then the key.
final class Signature {

  private Signature() {}

  static String of(Map<String, String> fields, String key, Algorithm algorithm) {
    String message = values(fields) + "+" + key;
    return switch (algorithm) {
      case SHA_1 -> HexFormat.of().formatHex(sha1(message));
      case HMAC_SHA_256 -> Base64.getEncoder().encodeToString(hmac(message, key));
    };
  }

  /// The text that is signed, without the key at its end.
  static String values(Map<String, String> fields) {
    var signed = new TreeMap<String, String>();
    fields.forEach((name, value) -> {
      if (name.startsWith("vads_")) {
        signed.put(name, value);
      }
    });
    return String.join("+", signed.values());
  }

  /// The `kr-hash` of an answer: lower-case hexadecimal, over the text byte for byte.
  static String ofAnswer(String answer, String key) {
    return HexFormat.of().formatHex(hmac(answer, key));
  }

  static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  private static byte[] sha1(String message) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(message.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private static byte[] hmac(String message, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(message.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
