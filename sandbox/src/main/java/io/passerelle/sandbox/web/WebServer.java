package io.passerelle.sandbox.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One port on loopback that hands each request to the site with the longest matching path.
///
/// Each request has a virtual thread of its own, so that one that waits for a shop or a clock does
/// not stop the others.
public final class WebServer implements AutoCloseable {

  private static final int BODY_BYTES_MAX = 11 * 1024 * 1024;
  private static final List<String> WITHOUT_BODY = List.of("HEAD");

  private final HttpServer server;
  private volatile int bodyBytesMax = BODY_BYTES_MAX;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Site> sites =
      new ConcurrentSkipListMap<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(path -> path));

  private WebServer(HttpServer server) {
    this.server = server;
  }

  /// Binds `port`, or a free one for 0. A port in use: an `UncheckedIOException` that says so.
  public static WebServer bind(int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      return new WebServer(HttpServer.create(address, 0));
    } catch (BindException e) {
      throw new UncheckedIOException("Port " + port + " is in use by another program", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port + " cannot be opened", e);
    }
  }

  /// What is asked at `prefix` or below goes to `site`; can be called at any time.
  public WebServer site(String prefix, Site site) {
    sites.put(prefix, site);
    return this;
  }

  /// Takes bodies of this size, where files are put.
  public WebServer bodies(int bytesMax) {
    bodyBytesMax = bytesMax;
    return this;
  }

  public WebServer start() {
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://localhost:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(bodyBytesMax + 1);
      if (body.length > bodyBytesMax) {
        send(exchange, WebReply.text(413, "The body is larger than " + bodyBytesMax + " bytes"));
      } else {
        send(exchange, answer(request(exchange, body)));
      }
    } catch (ConnectionDropped e) {
      return;
    }
  }

  /// The body of what went wrong stays short: whoever reads it sits at this machine.
  private WebReply answer(WebRequest request) {
    try {
      return siteOf(request.path()).answer(request);
    } catch (ConnectionDropped e) {
      throw e;
    } catch (RuntimeException e) {
      return WebReply.text(500, "The sandbox failed at " + request.path() + ": " + e);
    }
  }

  private Site siteOf(String path) {
    for (Map.Entry<String, Site> entry : sites.entrySet()) {
      if (isBelow(path, entry.getKey())) {
        return entry.getValue();
      }
    }
    return request -> WebReply.text(404, "Nothing is at " + request.path());
  }

  private static boolean isBelow(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
  }

  private static WebRequest request(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          headers.put(lower, String.join(lower.equals("cookie") ? "; " : ",", values));
        });
    String query = exchange.getRequestURI().getRawQuery();
    return new WebRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        headers,
        body);
  }

  private static void send(HttpExchange exchange, WebReply reply) throws IOException {
    reply
        .headers()
        .forEach((name, value) ->
            value.lines().forEach(v -> exchange.getResponseHeaders().add(name, v)));
    boolean empty = WITHOUT_BODY.contains(exchange.getRequestMethod()) || reply.body().length == 0;
    exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
    if (!empty) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(reply.body());
      }
    }
  }

  /// Thrown by a site that wants the connection closed without an answer.
  public static final class ConnectionDropped extends RuntimeException {
    public ConnectionDropped() {
      super("The connection is closed without an answer", null, false, false);
    }
  }
}
