package io.passerelle.sftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/// The key by which a file server is known beforehand: its fingerprint, and its type, which is
/// empty where only a fingerprint was given. A server shows one of several keys, and the type says
/// for which of them to ask.
public record HostKey(String type, String fingerprint) {

  private static final int TEXT_MAX = 4_000;
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}=?");
  private static final Pattern LINE =
      Pattern.compile(
          "(?:.{1,300} )?((?:ssh|ecdsa)-[a-z0-9-]{3,30}) (AAAA[A-Za-z0-9+/]{20,3000}={0,2})"
              + "(?: .{0,300})?");

  /// Reads `SHA256:…` as `ssh-keygen -l` prints it, or a line of a `known_hosts` file, of
  /// `ssh-keyscan` or of a public key's file.
  public static Optional<HostKey> of(String text) {
    String stripped = text.strip();
    if (stripped.length() > TEXT_MAX) {
      return Optional.empty();
    }
    if (FINGERPRINT.matcher(stripped).matches()) {
      return Optional.of(new HostKey("", stripped.replace("=", "")));
    }
    Matcher line = LINE.matcher(stripped);
    return line.matches() ? ofLine(line.group(1), line.group(2)) : Optional.empty();
  }

  private static Optional<HostKey> ofLine(String type, String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      boolean told = type.equals(typeIn(key)) && SigningKinds.of(type).size() > 0;
      return told ? Optional.of(new HostKey(type, fingerprint(key))) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The key begins with its type, behind the type's length (RFC 4253, 6.6).
  private static String typeIn(byte[] key) {
    int length = ByteBuffer.wrap(key).getInt();
    boolean fits = length > 0 && length <= key.length - Integer.BYTES;
    return fits ? new String(key, Integer.BYTES, length, StandardCharsets.US_ASCII) : "";
  }

  private static String fingerprint(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean isThatOf(PublicKey key) {
    return fingerprint.equals(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
  }

  /// With its type; where that is not known, one of each type, of which to ask in turn.
  List<HostKey> typed() {
    return type.isEmpty()
        ? SigningKinds.keyTypes().stream().map(one -> new HostKey(one, fingerprint)).toList()
        : List.of(this);
  }

  List<SigningKinds> kinds() {
    return SigningKinds.of(type);
  }

  /// As a person compares it.
  @Override
  public String toString() {
    return type.isEmpty() ? fingerprint : fingerprint + " (" + type + ")";
  }
}
