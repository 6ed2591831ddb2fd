package io.passerelle.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.passerelle.edge.Rejection.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A request as API Gateway hands it over (HTTP API, payload format 2.0): what the functions use of
/// it.
///
/// Header names are in lower case.
public record Request(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    Map<String, String> pathParameters,
    String sourceAddress,
    String body,
    boolean inBase64) {

  /// Larger than any notification or form that was seen (some 10 KB), and small enough to be kept
  /// whole: a row of the table takes 400 KB, in which a byte can take two.
  public static final int BODY_BYTES_MAX = 128 * 1024;

  private static final Pattern FORM =
      Pattern.compile("application/x-www-form-urlencoded\\s*(?:;|$)");

  /// Reads an event. One that is too large to be read at all is the caller's fault, any other that
  /// cannot be read our own trouble.
  public static Request read(InputStream event) throws IOException {
    EventReader reader = new EventReader();
    try (JsonParser json = Json.FACTORY.createParser(event)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an event of API Gateway");
      }
      reader.object(json);
    } catch (StreamConstraintsException e) {
      throw new Rejection(Reason.TOO_LARGE, "more than " + BODY_BYTES_MAX + " bytes");
    }
    return reader.request();
  }

  /// The body's bytes as they were sent.
  public byte[] bytes() {
    if (body.length() > BODY_BYTES_MAX * 4L / 3 + 4) {
      throw new Rejection(Reason.TOO_LARGE, "more than " + BODY_BYTES_MAX + " bytes");
    }
    byte[] bytes = inBase64 ? decoded() : body.getBytes(UTF_8);
    if (bytes.length > BODY_BYTES_MAX) {
      throw new Rejection(Reason.TOO_LARGE, "more than " + BODY_BYTES_MAX + " bytes");
    }
    return bytes;
  }

  /// The body as a form; anything that says it is something else is refused.
  public Form form() {
    String type = contentType();
    if (!type.isEmpty() && !FORM.matcher(type).lookingAt()) {
      throw new Rejection(Reason.WRONG_CONTENT_TYPE, "a form is due");
    }
    if (type.contains("charset") && !type.replace("\"", "").endsWith("charset=utf-8")) {
      throw new Rejection(Reason.WRONG_CHARSET);
    }
    byte[] bytes = bytes();
    if (bytes.length == 0) {
      throw new Rejection(Reason.MALFORMED, "no form");
    }
    return Form.parse(bytes);
  }

  public String contentType() {
    return header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  private byte[] decoded() {
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.MALFORMED, "not Base64");
    }
  }

  /// Reads the event's fields from the stream; what is not named here is skipped.
  private static final class EventReader {
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> pathParameters = new HashMap<>();
    private final Map<String, String> found = new HashMap<>();

    void object(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "rawPath", "rawQueryString", "body", "isBase64Encoded", "method", "sourceIp" ->
              found.put(name, json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText());
          case "headers" -> texts(json, headers);
          case "cookies" -> cookies(json);
          case "pathParameters" -> texts(json, pathParameters);
          case "requestContext", "http" -> object(json);
          default -> json.skipChildren();
        }
      }
    }

    /// API Gateway takes them out of their header, one text for each.
    private void cookies(JsonParser json) throws IOException {
      StringBuilder all = new StringBuilder();
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        all.append(all.isEmpty() ? "" : "; ").append(json.getText());
      }
      headers.put("cookie", all.toString());
    }

    private static void texts(JsonParser json, Map<String, String> into) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName().toLowerCase(Locale.ROOT);
        json.nextToken();
        into.put(name, json.getText());
      }
    }

    Request request() {
      return new Request(
          found.getOrDefault("method", ""),
          found.getOrDefault("rawPath", ""),
          found.getOrDefault("rawQueryString", ""),
          Map.copyOf(headers),
          Map.copyOf(pathParameters),
          found.getOrDefault("sourceIp", ""),
          found.getOrDefault("body", ""),
          Boolean.parseBoolean(found.getOrDefault("isBase64Encoded", "false")));
    }
  }
}
