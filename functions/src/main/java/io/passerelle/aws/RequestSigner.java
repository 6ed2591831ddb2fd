package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import io.passerelle.edge.Secret;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Signs requests to one service as AWS asks (IAM user guide, "Create a signed AWS API request":
/// Signature Version 4). Only what is sent here is known: POST, GET and PUT, without a query.
final class RequestSigner {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// S3's header for the hash of a body, or for the words that it is not signed.
  static final String PAYLOAD = "x-amz-content-sha256";

  private static final HexFormat HEX = HexFormat.of();

  /// A signing key: it holds for one day and one secret key.
  private record DayKey(String day, Secret secret, byte[] key) {}

  private final String region;
  private final String service;
  private volatile @Nullable DayKey held;

  RequestSigner(String region, String service) {
    this.region = region;
    this.service = service;
  }

  /// The headers to send: those given, and those that signing adds.
  Map<String, String> signed(
      URI url, Map<String, String> headers, byte[] body, Credentials credentials, Instant now) {
    return signed("POST", url, headers, body, credentials, now);
  }

  Map<String, String> signed(
      String method,
      URI url,
      Map<String, String> headers,
      byte[] body,
      Credentials credentials,
      Instant now) {
    // 2026-01-15T10:07:00Z as AWS writes it: 20260115T100700Z.
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString().replace("-", "").replace(":", "");
    TreeMap<String, String> all = new TreeMap<>(headers);
    all.put("host", url.getRawAuthority());
    all.put("x-amz-date", time);
    if (credentials.token().isPresent()) {
      all.put("x-amz-security-token", credentials.token().get().reveal());
    }
    String names = String.join(";", all.keySet());
    String day = time.substring(0, 8);
    String scope = day + "/" + region + "/" + service + "/aws4_request";
    String canonical = hash(canonical(method, url, all, names, body).getBytes(UTF_8));
    String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + canonical;
    String signature = HEX.formatHex(hmac(key(day, credentials), text));
    String credential = "Credential=" + credentials.accessKey() + "/" + scope;
    all.put(
        "authorization",
        ALGORITHM + " " + credential + ", SignedHeaders=" + names + ", Signature=" + signature);
    all.remove("host"); // The connection writes it itself.
    return all;
  }

  private static String canonical(
      String method, URI url, Map<String, String> headers, String names, byte[] body) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    StringBuilder text = new StringBuilder(512);
    text.append(method).append('\n').append(path).append("\n\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      text.append(header.getKey()).append(':').append(header.getValue()).append('\n');
    }
    String payload = headers.getOrDefault(PAYLOAD, "");
    text.append('\n').append(names).append('\n');
    return text.append(payload.isEmpty() ? hash(body) : payload).toString();
  }

  private byte[] key(String day, Credentials credentials) {
    Secret secret = credentials.secretKey();
    DayKey current = held;
    if (current == null || !current.day().equals(day) || !current.secret().equals(secret)) {
      byte[] first = hmac(("AWS4" + secret.reveal()).getBytes(UTF_8), day);
      byte[] key = hmac(hmac(hmac(first, region), service), "aws4_request");
      current = new DayKey(day, secret, key);
      held = current;
    }
    return current.key();
  }

  private static byte[] hmac(byte[] key, String text) {
    return Hmac.sha256(key, text.getBytes(UTF_8));
  }

  static String hash(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
