package io.passerelle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.payment.SiteId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A digest's name: the shop, the hour, and who reads it. Whoever finds that a digest is wanted
/// comes to the same name.
public record DigestId(SiteId siteId, Instant hour, String audience) {

  private static final Pattern TEXT =
      Pattern.compile("digest:([0-9]{8}):([0-9]{1,12}):([0-9a-f]{16})");
  private static final Duration HOUR = Duration.ofHours(1);

  /// The digest of the hour in which `at` is, for these addresses in any order.
  public static DigestId of(SiteId siteId, Instant at, List<String> to) {
    return new DigestId(siteId, hourOf(at), audience(to));
  }

  public static Instant hourOf(Instant at) {
    return Instant.ofEpochSecond(
        Math.floorDiv(at.getEpochSecond(), HOUR.toSeconds()) * HOUR.toSeconds());
  }

  public Instant end() {
    return hour.plus(HOUR);
  }

  @Override
  public String toString() {
    return "digest:" + siteId + ":" + hour.getEpochSecond() + ":" + audience;
  }

  /// Reads a message of the queue; empty where it names no digest.
  public static Optional<DigestId> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Instant hour = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
      return Optional.of(new DigestId(new SiteId(parts.group(1)), hour, parts.group(3)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String audience(List<String> to) {
    List<String> addresses =
        to.stream().map(one -> one.toLowerCase(Locale.ROOT)).distinct().sorted().toList();
    return sha256(String.join(";", addresses)).substring(0, 16);
  }

  static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
