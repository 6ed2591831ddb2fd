package io.passerelle.sandbox.aws;

import io.passerelle.sandbox.aws.Faults.Kind;
import io.passerelle.sandbox.aws.Faults.Target;
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
import java.util.Optional;
import java.util.Set;

/// Stands on a port of its own before an embedded service, and lets injected faults happen there.
///
/// Only the bridge's functions go through it: the sandbox's own calls go to the service itself, so
/// that a fault counts the requests of the bridge alone.
public final class FaultProxy implements AutoCloseable {

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
  private final Target target;
  private final Faults faults;
  private final WebServer server;

  private FaultProxy(URI service, Target target, Faults faults) {
    this.service = service;
    this.target = target;
    this.faults = faults;
    this.server = WebServer.bind(0).site("/", this::answer);
  }

  public static FaultProxy before(URI service, Target target, Faults faults) {
    var proxy = new FaultProxy(service, target, faults);
    proxy.server.start();
    return proxy;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  @Override
  public void close() {
    server.close();
  }

  private WebReply answer(WebRequest request) {
    Optional<Kind> fault = faults.next(target);
    if (fault.isEmpty()) {
      return forward(request);
    }
    return switch (fault.get()) {
      case ERROR -> FaultReplies.error(target, request);
      case THROTTLE -> FaultReplies.throttle(target, request);
      case TIMEOUT -> throw new WebServer.ConnectionDropped();
      case DUPLICATE -> {
        forward(request);
        yield forward(request);
      }
      case CRASH_AFTER -> {
        forward(request);
        throw new WebServer.ConnectionDropped();
      }
      case DROP -> throw new IllegalStateException("only notifications are dropped");
    };
  }

  private WebReply forward(WebRequest request) {
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
