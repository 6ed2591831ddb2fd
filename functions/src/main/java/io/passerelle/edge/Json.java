package io.passerelle.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON value that was read. What is missing and what is null answer alike: empty.
///
/// Built on the streaming parser alone, since a data binder costs a tenth of a second at a cold
/// start. Depth and length are limited, and a name given twice in an object is refused.
public final class Json {

  /// A whole event of Lambda (6 MB at most) may be one string, so that a body which is too large
  /// can be read and refused as such; what is read later was measured before.
  static final int STRING_LENGTH_MAX = 16_000_000;

  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(STRING_LENGTH_MAX)
                  .maxNumberLength(40)
                  .build())
          .build();

  private static final Json MISSING = new Json(null);

  private final @Nullable Object value;

  private Json(@Nullable Object value) {
    this.value = value;
  }

  /// Reads one JSON text, or throws a [Rejection] that says where it is wrong and quotes nothing.
  /// Reads what we wrote ourselves, or what AWS did: that it cannot be read is our own trouble, and
  /// nobody's bad request.
  public static Json ours(String text) {
    try {
      return parse(text);
    } catch (Rejection rejection) {
      throw new IllegalStateException("a document of ours cannot be read: " + rejection.words());
    }
  }

  public static Json parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = read(parser);
      if (parser.nextToken() != null) {
        throw new Rejection(Rejection.Reason.MALFORMED, "more than one JSON value");
      }
      return new Json(value);
    } catch (IOException e) {
      throw new Rejection(Rejection.Reason.MALFORMED, "not JSON");
    }
  }

  /// Writes the members of an object.
  @FunctionalInterface
  public interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /// One JSON object as text.
  public static String object(Members members) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  @Nullable Object value() {
    return value;
  }

  public Json get(String name) {
    return value instanceof Map<?, ?> map ? new Json(map.get(name)) : MISSING;
  }

  public boolean has(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name);
  }

  public List<Json> items() {
    return value instanceof List<?> list ? list.stream().map(Json::new).toList() : List.of();
  }

  public Map<String, Json> members() {
    Map<String, Json> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> members.put((String) name, new Json(member)));
    }
    return members;
  }

  public Optional<String> text() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  public String text(String otherwise) {
    return text().orElse(otherwise);
  }

  /// A whole number, where it is one and fits a `long`.
  public Optional<Long> number() {
    return value instanceof Long number ? Optional.of(number) : Optional.empty();
  }

  /// Any number, exactly as it was written.
  public Optional<BigDecimal> decimal() {
    return switch (value) {
      case Long number -> Optional.of(BigDecimal.valueOf(number));
      case BigInteger number -> Optional.of(new BigDecimal(number));
      case BigDecimal number -> Optional.of(number);
      case null, default -> Optional.empty();
    };
  }

  public Optional<Boolean> flag() {
    return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  public boolean isPresent() {
    return value != null;
  }

  public boolean isArray() {
    return value instanceof List;
  }

  public boolean isObject() {
    return value instanceof Map;
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new Rejection(Rejection.Reason.MALFORMED, "no JSON");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /// A number that fits no `long` is read all the same: it may be one that nobody asks for.
  private static Object integer(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, read(parser));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return items;
  }
}
