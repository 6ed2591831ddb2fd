package io.passerelle.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Holds JSON against the schemas of an OpenAPI document: the keywords of JSON Schema that are used
/// there. One that it does not know is an error, so that none is passed over.
final class Schemas {

  private static final Set<String> TOLD =
      Set.of("description", "default", "contentEncoding", "example");

  private final JsonNode document;

  Schemas(JsonNode document) {
    this.document = document;
  }

  /// What is wrong with a value, each with its place.
  List<String> errors(JsonNode schema, JsonNode value) {
    List<String> errors = new ArrayList<>();
    check(schema, value, "$", errors);
    return errors;
  }

  /// A schema, or what its `$ref` leads to.
  JsonNode resolved(JsonNode schema) {
    String ref = schema.path("$ref").asText("");
    if (ref.isEmpty()) {
      return schema;
    }
    JsonNode target = document.at(ref.substring(1));
    if (!ref.startsWith("#/") || target.isMissingNode()) {
      throw new IllegalStateException(ref + " leads nowhere");
    }
    return target;
  }

  private void check(JsonNode given, JsonNode value, String at, List<String> errors) {
    JsonNode schema = resolved(given);
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      JsonNode rule = keyword.getValue();
      boolean fits =
          switch (keyword.getKey()) {
            case "type" -> isOf(rule.asText(), value);
            case "enum" -> contains(rule, value);
            case "pattern" ->
                !value.isTextual() || Pattern.compile(rule.asText()).matcher(value.asText()).find();
            case "minLength" -> !value.isTextual() || length(value) >= rule.asInt();
            case "maxLength" -> !value.isTextual() || length(value) <= rule.asInt();
            case "minimum" -> !value.isNumber() || value.asLong() >= rule.asLong();
            case "maximum" -> !value.isNumber() || value.asLong() <= rule.asLong();
            case "format" -> isOfFormat(rule.asText(), value.asText());
            case "required" -> hasAll(rule, value);
            case "additionalProperties" -> rule.asBoolean() || hasNoOther(schema, value);
            case "properties" -> {
              for (Map.Entry<String, JsonNode> member : rule.properties()) {
                if (value.has(member.getKey())) {
                  String place = at + "." + member.getKey();
                  check(member.getValue(), value.get(member.getKey()), place, errors);
                }
              }
              yield true;
            }
            case "items" -> {
              for (JsonNode item : value) {
                check(rule, item, at + "[]", errors);
              }
              yield true;
            }
            default -> TOLD.contains(keyword.getKey());
          };
      if (!fits) {
        errors.add(at + " is not as " + keyword + " says");
      }
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> false;
    };
  }

  private static boolean isOfFormat(String format, String text) {
    try {
      return switch (format) {
        case "date-time" -> Instant.parse(text) != null;
        case "uri" -> URI.create(text).isAbsolute();
        default -> false;
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode one : list) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAll(JsonNode names, JsonNode value) {
    for (JsonNode name : names) {
      if (!value.has(name.asText())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNoOther(JsonNode schema, JsonNode value) {
    return value.properties().stream()
        .allMatch(member -> schema.path("properties").has(member.getKey()));
  }

  private static int length(JsonNode text) {
    return text.asText().codePointCount(0, text.asText().length());
  }
}
