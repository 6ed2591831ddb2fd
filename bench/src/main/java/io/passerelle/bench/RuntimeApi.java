package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.passerelle.bench.Variant.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lambda's runtime API (developer guide, "Using the Lambda runtime API") for one process: hands
/// out the events one by one and notes when each was handed out and answered.
final class RuntimeApi implements AutoCloseable {

  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  private final List<byte[]> events;
  private final Work work;
  private final Runnable atRestore;
  private final Runnable atFirstAnswer;
  private final long[] handed;
  private final long[] answered;
  private final HttpServer server;
  private final CountDownLatch done = new CountDownLatch(1);
  private int next;
  private volatile long readyAt;
  private volatile long restoredAt;
  private volatile @Nullable String trouble;

  /// `atRestore` runs between the snapshot and its restoring, `atFirstAnswer` while the process
  /// waits for its first answer to be taken.
  RuntimeApi(List<byte[]> events, Work work, Runnable atRestore, Runnable atFirstAnswer)
      throws IOException {
    this.events = events;
    this.work = work;
    this.atRestore = atRestore;
    this.atFirstAnswer = atFirstAnswer;
    this.handed = new long[events.size()];
    this.answered = new long[events.size()];
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Waits until all events are answered; fails with what the process said went wrong.
  void await(long seconds) throws InterruptedException {
    boolean inTime = done.await(seconds, TimeUnit.SECONDS);
    if (trouble != null || !inTime) {
      throw new IllegalStateException(trouble == null ? "no answer in " + seconds + " s" : trouble);
    }
  }

  /// When the process was ready to take its first event, in the time of `System.nanoTime`.
  long readyAt() {
    return readyAt;
  }

  /// When the snapshot was restored; 0 where there was none.
  long restoredAt() {
    return restoredAt;
  }

  long answeredAt(int event) {
    return answered[event];
  }

  /// How long an event took, from being handed out to being answered.
  long nanos(int event) {
    return answered[event] - handed[event];
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    String path = exchange.getRequestURI().getPath();
    if (path.equals(INVOCATION + "next")) {
      handOut(exchange);
    } else if (path.endsWith("/restore/next")) {
      atRestore.run();
      restoredAt = System.nanoTime();
      reply(exchange, 200, new byte[0]);
    } else if (path.startsWith(INVOCATION) && path.endsWith("/response")) {
      take(exchange, now);
    } else {
      trouble = path + ": " + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      reply(exchange, 202, new byte[0]);
      done.countDown();
    }
  }

  private void handOut(HttpExchange exchange) throws IOException {
    if (next == 0) {
      readyAt = System.nanoTime();
    }
    if (next == events.size()) {
      done.countDown(); // No answer: the process is ended while it waits.
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", "request-" + next);
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-3:0:function:f");
    headers.set("Content-Type", "application/json");
    byte[] event = events.get(next);
    handed[next] = System.nanoTime();
    reply(exchange, 200, event);
  }

  private void take(HttpExchange exchange, long now) throws IOException {
    answered[next] = now;
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (!body.contains("\"statusCode\":200") || !body.contains(work.done())) {
      trouble = body;
      done.countDown();
    }
    if (next == 0) {
      atFirstAnswer.run();
    }
    next++;
    reply(exchange, 202, new byte[0]);
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
