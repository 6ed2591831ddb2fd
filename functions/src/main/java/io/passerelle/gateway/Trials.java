package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/// Tries whether a text was signed, a limited number of times.
final class Trials {

  static final int TRIES_MAX = 300;

  /// Beyond, the fields are not tried one by one: the tries together would be megabytes.
  static final int FIELD_BYTES_MAX = 32 * 1024;

  private static final int SHA1_BYTES = 20;
  private static final int SHA256_BYTES = 32;

  private final byte[] given;
  private int left = TRIES_MAX;

  private Trials(byte[] given) {
    this.given = given;
  }

  /// What was given as signature, in whatever encoding.
  static Trials of(String signature) {
    String text = signature.strip();
    byte[] hex = hex(text);
    return new Trials(hex.length > 0 ? hex : base64(text.replace(' ', '+')));
  }

  boolean hasSignature() {
    return given.length > 0;
  }

  boolean isHmac() {
    return given.length == SHA256_BYTES;
  }

  int left() {
    return left;
  }

  /// Whether a form's text was signed with a key, by the algorithm that the signature's length
  /// tells.
  boolean signsForm(TrialKey key, byte[] text) {
    byte[] secret = key.key().bytes();
    byte[] message = new byte[text.length + secret.length];
    System.arraycopy(text, 0, message, 0, text.length);
    System.arraycopy(secret, 0, message, text.length, secret.length);
    return matches(() -> isHmac() ? Hmac.sha256(secret, message) : sha1(message));
  }

  boolean signsAnswer(TrialKey key, String answer) {
    return matches(() -> Hmac.sha256(key.key().bytes(), answer.getBytes(UTF_8)));
  }

  private boolean matches(Supplier<byte[]> digest) {
    left--;
    return left >= 0 && MessageDigest.isEqual(digest.get(), given);
  }

  private static byte[] sha1(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  static byte[] hex(String text) {
    boolean digits = text.matches("(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})");
    return digits ? HexFormat.of().parseHex(text) : new byte[0];
  }

  private static byte[] base64(String text) {
    if (text.length() > 60) {
      return new byte[0];
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      return bytes.length == SHA1_BYTES || bytes.length == SHA256_BYTES ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
