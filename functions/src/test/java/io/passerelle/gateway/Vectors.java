package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Signatures that others published, or that two other tools computed: `vectors/gateway.json` and
/// `vectors/odoo.json`, each with its source.
public final class Vectors {

  /// A set of fields, or a text, and the signature that belongs to it.
  public record Vector(
      String id, String kind, String key, Map<String, String> fields, String raw, String expected) {

    public Vector {
      fields = Map.copyOf(fields);
    }

    @Override
    public String toString() {
      return id;
    }

    /// The fields and their signature as the body of a request.
    public Form signedForm() {
      Map<String, String> signed = new LinkedHashMap<>(fields);
      signed.put("signature", expected);
      return form(signed);
    }

    /// The text and its hash as the body of a request.
    public Form signedAnswer() {
      return form(
          Map.of(
              "kr-hash", expected,
              "kr-answer", raw,
              "kr-hash-key", "password",
              "kr-hash-algorithm", "sha256_hmac",
              "kr-answer-type", "V4/Payment"));
    }
  }

  private Vectors() {}

  public static List<Vector> forms() {
    return all().filter(vector -> vector.kind().startsWith("form-sign")).toList();
  }

  public static List<Vector> answers() {
    return all().filter(vector -> vector.kind().equals("kr-hash")).toList();
  }

  public static Vector of(String id) {
    return all().filter(vector -> vector.id().equals(id)).findFirst().orElseThrow();
  }

  /// The published entry of a shop module's notification (`odoo-lyra-sign-01`).
  public static Json odoo() {
    return Json.parse(text("/vectors/odoo.json")).items().getFirst();
  }

  public static Form form(Map<String, String> fields) {
    return Form.parse(body(fields));
  }

  public static byte[] body(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static Stream<Vector> all() {
    return Json.parse(text("/vectors/gateway.json")).items().stream()
        .map(json ->
            new Vector(
                json.get("id").text(""),
                json.get("kind").text(""),
                json.get("key").text(""),
                texts(json.get("fields")),
                json.get("raw").text(""),
                json.get("expected").text("")));
  }

  private static Map<String, String> texts(Json json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.members().forEach((name, value) -> texts.put(name, value.text("")));
    return texts;
  }

  private static String text(String resource) {
    try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
