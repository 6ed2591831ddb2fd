package io.passerelle.sandbox.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals as Ecwid does with an app's secret: the first 16 characters are the key, 16 random bytes
/// come first, and all of it is written in Base64 for URLs, without padding.
final class Sealing {

  private static final int BLOCK = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String secret;

  Sealing(String secret) {
    this.secret = secret;
  }

  /// `enc_data`, since May 2025.
  String gcm(String text) {
    return sealed("AES/GCM/NoPadding", text);
  }

  /// `data`, and the frame's `payload`.
  String cbc(String text) {
    return sealed("AES/CBC/PKCS5Padding", text);
  }

  /// The signature of an event: of its time and its id.
  String signature(long created, String eventId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      byte[] digest = mac.doFinal((created + "." + eventId).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private String sealed(String way, String text) {
    byte[] iv = new byte[BLOCK];
    RANDOM.nextBytes(iv);
    try {
      Cipher cipher = Cipher.getInstance(way);
      var key = new SecretKeySpec(secret.substring(0, BLOCK).getBytes(UTF_8), "AES");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          key,
          way.contains("GCM") ? new GCMParameterSpec(8 * BLOCK, iv) : new IvParameterSpec(iv));
      byte[] rest = cipher.doFinal(text.getBytes(UTF_8));
      byte[] all = new byte[BLOCK + rest.length];
      System.arraycopy(iv, 0, all, 0, BLOCK);
      System.arraycopy(rest, 0, all, BLOCK, rest.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }
}
