package io.passerelle.sandbox.aws;

import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import io.passerelle.sandbox.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Hands requests on to a service and its answers back, for what stands before it.
final class Forwarder {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "http2-settings",
          "date",
          "keep-alive",
          ":status");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI service;

  Forwarder(URI service) {
    this.service = service;
  }

  /// Where no answer comes, the caller's connection is closed as well.
  WebReply forward(WebRequest request) {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(at(request))
            .timeout(PATIENCE)
            .method(request.method(), BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach((name, value) -> copy(name, value, forwarded));
    try {
      HttpResponse<byte[]> answer = CLIENT.send(forwarded.build(), BodyHandlers.ofByteArray());
      return new WebReply(answer.statusCode(), headers(answer), answer.body());
    } catch (IOException e) {
      throw new WebServer.ConnectionDropped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WebServer.ConnectionDropped();
    }
  }

  private URI at(WebRequest request) {
    try {
      String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
      String path = new URI(null, null, request.path(), null).getRawPath();
      return service.resolve(path + query);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Not a path: " + request.path(), e);
    }
  }

  private static void copy(String name, String value, HttpRequest.Builder forwarded) {
    if (!OF_THE_CONNECTION.contains(name)) {
      forwarded.header(name, value);
    }
  }

  private static Map<String, String> headers(HttpResponse<byte[]> answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    answer.headers().map().forEach((name, values) -> headers.put(name, String.join("\n", values)));
    headers.keySet().removeAll(OF_THE_CONNECTION);
    return headers;
  }
}
