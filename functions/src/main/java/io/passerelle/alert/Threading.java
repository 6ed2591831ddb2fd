package io.passerelle.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// The headers by which mail programs show all mails of one order together.
///
/// They all answer a message that was never sent, whose id follows from the order alone: nothing
/// has to be remembered, and a mail server that gives out ids of its own breaks nothing.
final class Threading {

  private Threading() {}

  static Map<String, String> headers(Alert alert, Envelope envelope, EmailAddress from) {
    return headers("order." + digest(alert.siteId() + "\n" + alert.orderId()), envelope, from);
  }

  /// The digests of a shop are a thread of their own.
  static Map<String, String> ofDigests(String siteId, Envelope envelope, EmailAddress from) {
    return headers("digest." + digest(siteId), envelope, from);
  }

  private static Map<String, String> headers(String id, Envelope envelope, EmailAddress from) {
    String root = "<" + id + "@" + from.domain() + ">";
    return Map.of(
        "Message-ID",
        "<" + envelope.id() + "@" + from.domain() + ">",
        "In-Reply-To",
        root,
        "References",
        root,
        "Auto-Submitted",
        "auto-generated");
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
