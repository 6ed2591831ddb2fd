package io.passerelle.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import io.passerelle.edge.Secret;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The headers of what Passerelle's own rules send, beside the gateway's signature in the body:
/// those of Standard Webhooks 1.0.0 (symmetric scheme, `v1`) and the number of the attempt.
///
/// The gateway's signature stays true for ever; this one is made anew at each attempt and names its
/// time, so that a receiver can refuse what is old and drop what came twice.
public final class Webhook {

  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 16;

  private Webhook() {}

  /// A new secret as receivers' libraries take it: `whsec_` and 32 random bytes in Base64.
  public static Secret newSecret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Secret.of(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  /// The event's id: the same at each attempt and at each URL that is told of it. It has no dot,
  /// which divides what is signed.
  public static String id(Delivery delivery) {
    byte[] hash = sha256((delivery.id().order() + "\n" + delivery.event()).getBytes(UTF_8));
    String text =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
    return "evt_" + text;
  }

  /// Signed with each of the secrets; not at all where there is none.
  public static Map<String, String> headers(
      Delivery delivery, Instant at, byte[] body, List<Secret> secrets) {
    String id = id(delivery);
    String timestamp = Long.toString(at.getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("passerelle-attempt", Integer.toString(delivery.attempts().size() + 1));
    if (!secrets.isEmpty()) {
      byte[] signed = signed(id + "." + timestamp + ".", body);
      headers.put(
          "webhook-signature",
          secrets.stream().map(secret -> sign(secret, signed)).collect(Collectors.joining(" ")));
    }
    return headers;
  }

  private static byte[] signed(String head, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(head.getBytes(UTF_8));
    signed.writeBytes(body);
    return signed.toByteArray();
  }

  private static String sign(Secret secret, byte[] signed) {
    byte[] key = Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
    return "v1," + Base64.getEncoder().encodeToString(Hmac.sha256(key, signed));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
