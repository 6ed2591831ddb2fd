package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Very many shops on one server, for reports: it counts what it refuses while it is down, and
/// notes when it serves what.
final class ReportShop implements AutoCloseable {

  private static final Pattern ORDER = Pattern.compile("vads_order_id=([^&]*)");
  private static final byte[] PROCESSED = TestShop.PROCESSED.getBytes(UTF_8);

  private final HttpServer server;
  private final Clock clock;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong served = new AtomicLong();
  private final Set<String> orders = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Instant> times = new ConcurrentLinkedQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean down;
  private volatile String hanging = "";

  private ReportShop(HttpServer server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  static ReportShop open(Clock clock) throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ReportShop shop = new ReportShop(HttpServer.create(loopback, 1_000), clock);
    shop.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    shop.server.createContext("/", shop::answer);
    shop.server.start();
    return shop;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void goesDown() {
    down = true;
  }

  /// Whatever is below `path` hangs; nothing where it is empty.
  void comesBack(String path) {
    hanging = path;
    down = false;
  }

  long refused() {
    return refused.get();
  }

  long served() {
    return served.get();
  }

  /// How many orders were told of.
  long orders() {
    return orders.size();
  }

  /// How long after `due` each was served, the shortest first.
  List<Duration> lateness(Instant due) {
    return times.stream().map(time -> Duration.between(due, time)).sorted().toList();
  }

  void awaitServed(long count, Duration patience) throws InterruptedException {
    await(served, count, patience);
  }

  void awaitRefused(long count, Duration patience) throws InterruptedException {
    await(refused, count, patience);
  }

  private static void await(AtomicLong counted, long count, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (counted.get() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(counted + " of " + count + " after " + patience);
      }
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  void letGo() {
    released.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (down) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      if (!hanging.isEmpty() && exchange.getRequestURI().getPath().startsWith(hanging)) {
        released.await();
      } else {
        Matcher order = ORDER.matcher(body);
        if (order.find()) {
          times.add(clock.instant());
          served.incrementAndGet();
          orders.add(order.group(1));
        }
      }
      exchange.sendResponseHeaders(200, PROCESSED.length);
      exchange.getResponseBody().write(PROCESSED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
  }
}
