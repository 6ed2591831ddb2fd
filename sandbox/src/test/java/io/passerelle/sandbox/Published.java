package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Notifications that others have published with their keys and signatures, and ones made from them
/// by the published rule of signing.
final class Published {

  /// The shop of the published forms, and its key.
  static final String FORM_SHOP = "44387878";

  static final String FORM_KEY = "1111111111111111";

  /// The gateway's public demo shop, whose answers in the REST format were published.
  static final String REST_SHOP = "69876357";

  static final String REST_PASSWORD = "testpassword_DEMOPRIVATEKEY23G4475zXZQ2UA5x7M";

  private Published() {}

  /// The body of a published notification, as a gateway sends it.
  static String body(String id) {
    JsonNode vector = vector(id);
    Map<String, String> fields = new LinkedHashMap<>();
    if (vector.path("kind").asText().equals("kr-hash")) {
      fields.put("kr-hash-key", "password");
      fields.put("kr-hash-algorithm", "sha256_hmac");
      fields.put("kr-answer", vector.path("raw").asText());
      fields.put("kr-answer-type", "V4/Payment");
      fields.put("kr-hash", vector.path("expected").asText());
    } else {
      fields.putAll(fields(id));
      fields.put("signature", vector.path("expected").asText());
    }
    return Http.form(fields);
  }

  /// The order that a published notification is about.
  static String order(String id) {
    JsonNode vector = vector(id);
    return vector.path("kind").asText().equals("kr-hash")
        ? Json.read(vector.path("raw").asText()).at("/orderDetails/orderId").asText()
        : vector.at("/fields/vads_order_id").asText();
  }

  /// The fields of a published form without its signature, to be changed and signed again.
  static Map<String, String> fields(String id) {
    Map<String, String> fields = new LinkedHashMap<>();
    vector(id)
        .path("fields")
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return fields;
  }

  /// The form with a signature by `key`: HMAC-SHA-256 in Base64 over the values in the order of
  /// their names, with `+` between them and before the key.
  static String signed(Map<String, String> fields, String key) {
    Map<String, String> signed = new LinkedHashMap<>(fields);
    signed.put("signature", signature(fields, key));
    return Http.form(signed);
  }

  static String signature(Map<String, String> fields, String key) {
    String message =
        new TreeMap<>(fields)
                .entrySet().stream()
                    .filter(field -> field.getKey().startsWith("vads_"))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.joining("+"))
            + "+"
            + key;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode vector(String id) {
    try (InputStream in =
        Published.class.getResourceAsStream("/vectors/published-notifications.json")) {
      return Json.read(new String(in.readAllBytes(), UTF_8))
          .valueStream()
          .filter(vector -> vector.path("id").asText().equals(id))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
