package io.passerelle.webservice;

import io.passerelle.edge.Json;
import io.passerelle.paymentorder.InvalidField;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The fields of a request in the project's own style, each of the type that `openapi.json` says:
/// what the desk reads as text was a text, a whole number or a flag here.
final class ApiFields {

  private static final Set<String> NUMBERS = Set.of("amount", "captureDelay");
  private static final Set<String> FLAGS = Set.of("dataForm");

  private ApiFields() {}

  /// In the order of their names, so that the same request has the same text.
  static Map<String, String> read(Json json) {
    Map<String, String> fields = new TreeMap<>();
    json.members()
        .forEach((name, value) -> {
          if (value.isPresent()) {
            fields.put(name, text(name, value));
          }
        });
    return fields;
  }

  private static String text(String name, Json value) {
    if (NUMBERS.contains(name)) {
      return value.number().map(String::valueOf).orElseThrow(() -> wrong(name, "a whole number"));
    }
    if (FLAGS.contains(name)) {
      return value.flag().map(String::valueOf).orElseThrow(() -> wrong(name, "true or false"));
    }
    return value.text().orElseThrow(() -> wrong(name, "a text"));
  }

  private static InvalidField wrong(String name, String due) {
    return new InvalidField(name.matches("[A-Za-z]{1,40}") ? name : "?", "must be " + due);
  }
}
