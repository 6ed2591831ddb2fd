package io.passerelle.carddesk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A stream whose SHA-256 is known once it was read.
final class Digested extends DigestInputStream {

  Digested(InputStream in) {
    super(in, sha256());
  }

  String digest() {
    return HexFormat.of().formatHex(getMessageDigest().digest());
  }

  static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
