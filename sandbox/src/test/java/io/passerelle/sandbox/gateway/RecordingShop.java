package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.passerelle.sandbox.web.WebRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A shop's server on loopback that keeps what it is told and answers as a test wants.
final class RecordingShop implements AutoCloseable {

  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String text = "OK-Accepted payment, order has been updated.";

  RecordingShop() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] answer = text.getBytes(UTF_8);
          exchange.getResponseHeaders().add("location", url("/elsewhere"));
          exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  void answers(int code, String body) {
    status = code;
    text = body;
  }

  int calls() {
    return bodies.size();
  }

  Map<String, String> call(int index) {
    return new WebRequest("POST", "/", "", Map.of(), bodies.get(index).getBytes(UTF_8)).form();
  }

  Map<String, String> lastCall() {
    return call(bodies.size() - 1);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
