package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Calls a server by HTTP as its clients do; follows no redirect, so that each can be looked at.
final class Http implements AutoCloseable {

  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";

  /// So that a test which waits for nothing ends; far above what any call takes.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER).build();
  private final String base;

  Http(String base) {
    this.base = base;
  }

  /// What was answered; `location` is empty where there is none.
  record Reply(int status, String body, String location, HttpHeaders headers) {

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    JsonNode json() {
      return Json.read(body);
    }
  }

  Reply get(String path) {
    return send("GET", path, JSON, new byte[0]);
  }

  Reply delete(String path) {
    return send("DELETE", path, JSON, new byte[0]);
  }

  Reply post(String path, ObjectNode document) {
    return post(path, Json.write(document));
  }

  Reply post(String path, String json) {
    return send("POST", path, JSON, json.getBytes(UTF_8));
  }

  Reply postForm(String path, Map<String, String> fields) {
    return postForm(path, form(fields));
  }

  Reply postForm(String path, String form) {
    return send("POST", path, FORM, form.getBytes(UTF_8));
  }

  /// `path` is below the server's address, or a whole address.
  Reply send(String method, String path, String contentType, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
            .timeout(PATIENCE)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(UTF_8));
      String location = answer.headers().firstValue("location").orElse("");
      return new Reply(answer.statusCode(), answer.body(), location, answer.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
