package io.passerelle.shop.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Signatures that others published, or that three other tools computed: `vectors/shopify.json`,
/// each with its source.
final class ShopifyVectors {

  record Vector(String id, Json inputs, Json expected) {

    String input(String name) {
      return inputs.get(name).text().orElseThrow();
    }

    String expected(String name) {
      return expected.get(name).text().orElseThrow();
    }

    /// The members of an object as texts, numbers and flags as they are written in JSON.
    Map<String, String> texts(String name) {
      Map<String, String> texts = new TreeMap<>();
      inputs
          .get(name)
          .members()
          .forEach((field, value) ->
              texts.put(
                  field,
                  value
                      .text()
                      .or(() -> value.number().map(String::valueOf))
                      .or(() -> value.flag().map(String::valueOf))
                      .orElseThrow()));
      return texts;
    }

    @Override
    public String toString() {
      return id;
    }
  }

  private ShopifyVectors() {}

  static List<Vector> of(String kind) {
    return read().items().stream()
        .filter(json -> json.get("kind").text("").equals(kind))
        .map(json -> new Vector(json.get("id").text(""), json.get("inputs"), json.get("expected")))
        .toList();
  }

  static Vector named(String id) {
    return read().items().stream()
        .filter(json -> json.get("id").text("").equals(id))
        .map(json -> new Vector(id, json.get("inputs"), json.get("expected")))
        .findFirst()
        .orElseThrow();
  }

  private static Json read() {
    String resource = "/vectors/shopify.json";
    try (InputStream in =
        Objects.requireNonNull(ShopifyVectors.class.getResourceAsStream(resource))) {
      return Json.parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
