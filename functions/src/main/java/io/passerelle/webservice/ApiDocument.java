package io.passerelle.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/// The document of the project's own web services (OpenAPI 3.1), which holds nobody's secret.
public final class ApiDocument {

  public static final String PATH = "/api/openapi.json";

  private static final String HERE = "https://bridge.example";

  private ApiDocument() {}

  /// `url` is where it was asked for, which is where it sends its readers.
  public static Reply reply(String url) {
    Map<String, String> headers =
        Map.of("content-type", "application/json", "cache-control", "max-age=300");
    return new Reply(200, headers, text().replace(HERE, url));
  }

  static String text() {
    try (InputStream in =
        Objects.requireNonNull(ApiDocument.class.getResourceAsStream("openapi.json"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
