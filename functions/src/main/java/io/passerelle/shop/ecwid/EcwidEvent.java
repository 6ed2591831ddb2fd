package io.passerelle.shop.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A webhook of Ecwid's: something happened to `entityId` of a store.
///
/// The signature covers the event's id and time and nothing else. So `storeId`, `entityId` and the
/// type are hints of where to look, and nothing is believed before Ecwid was asked.
public record EcwidEvent(
    String eventId, long created, String storeId, String entityId, String type) {

  public static final String ORDER_UPDATED = "order.updated";
  public static final String UNINSTALLED = "application.uninstalled";

  private static final int ID_LENGTH_MAX = 100;

  public static EcwidEvent read(byte[] body) {
    Json json = Json.parse(text(body));
    return new EcwidEvent(
        id(json, "eventId").orElseThrow(() -> new Rejection(Reason.MALFORMED, "no eventId")),
        json.get("eventCreated")
            .number()
            .filter(seconds -> seconds >= 0 && seconds <= Instant.MAX.getEpochSecond())
            .orElseThrow(() -> new Rejection(Reason.MALFORMED, "no eventCreated")),
        id(json, "storeId").orElse(""),
        id(json, "entityId").orElse(""),
        id(json, "eventType").orElse(""));
  }

  /// Whether `signature` (the header `X-Ecwid-Webhook-Signature`) is of one of the app's secrets.
  public boolean isSigned(String signature, List<Secret> secrets) {
    byte[] given = signature.strip().getBytes(UTF_8);
    byte[] message = (created + "." + eventId).getBytes(UTF_8);
    boolean signed = false;
    for (Secret secret : secrets) {
      byte[] due = Base64.getEncoder().encode(Hmac.sha256(secret.bytes(), message));
      signed |= MessageDigest.isEqual(due, given);
    }
    return signed;
  }

  private static Optional<String> id(Json json, String name) {
    Json value = json.get(name);
    return value
        .text()
        .or(() -> value.number().map(String::valueOf))
        .filter(text -> !text.isBlank() && text.matches("[!-~]{1," + ID_LENGTH_MAX + "}"));
  }

  private static String text(byte[] body) {
    return new String(body, UTF_8);
  }
}
