package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A shop's server on loopback that answers what it was told, and then 200. It keeps what it was
/// sent.
///
/// It speaks HTTP by hand, because a server of the JDK cannot misbehave.
final class TestShop implements AutoCloseable {

  static final String PROCESSED = "Payment processed, order has been updated.";

  private static final int DRIP_MILLIS = 500;
  private static final long PATIENCE_SECONDS = 60;

  private final ServerSocket server;
  private final ConcurrentLinkedQueue<Behaviour> script = new ConcurrentLinkedQueue<>();
  private final LinkedBlockingQueue<String> arrivals = new LinkedBlockingQueue<>();
  private final List<Received> received = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Behaviour otherwise = status(200, PROCESSED);

  /// A request as it came: its path and the bytes of its body, one character for each.
  record Received(String path, String body) {}

  /// What the shop does with a request that it has read.
  @FunctionalInterface
  interface Behaviour {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  private TestShop(ServerSocket server) {
    this.server = server;
  }

  static TestShop open() {
    try {
      TestShop shop = new TestShop(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(shop::accept);
      return shop;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /// The next requests are answered so, one each.
  TestShop answers(Behaviour... behaviours) {
    script.addAll(List.of(behaviours));
    return this;
  }

  /// The next requests are answered with these statuses, one each.
  TestShop answers(int... statuses) {
    for (int status : statuses) {
      script.add(status(status, status == 200 ? PROCESSED : "Shop says " + status));
    }
    return this;
  }

  /// All requests are answered so where nothing else was said.
  TestShop always(Behaviour behaviour) {
    otherwise = behaviour;
    return this;
  }

  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  List<String> bodies() {
    return received().stream().map(Received::body).toList();
  }

  synchronized void forget() {
    received.clear();
    arrivals.clear();
  }

  /// Returns once one more request has come.
  String awaitRequest() throws InterruptedException {
    String body = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (body == null) {
      throw new IllegalStateException("nothing came");
    }
    return body;
  }

  /// Ends the waiting of whoever hangs.
  void release() {
    released.countDown();
  }

  static Behaviour status(int status, String text) {
    return head(status, "Content-Length: " + text.length() + "\r\n", text);
  }

  static Behaviour redirect(int status, String location) {
    return head(status, "Location: " + location + "\r\nContent-Length: 0\r\n", "");
  }

  /// Says nothing until it is released.
  Behaviour hang() {
    return out -> released.await();
  }

  /// One byte now and then, and never an end.
  Behaviour drip() {
    return out -> {
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(ISO_8859_1));
      while (!released.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
        out.write('.');
        out.flush();
      }
    };
  }

  /// Ten megabytes of text, under that status.
  static Behaviour huge(String status) {
    int bytes = 10 * 1024 * 1024;
    return out -> {
      out.write(
          ("HTTP/1.1 " + status + "\r\nContent-Length: " + bytes + "\r\n\r\n")
              .getBytes(ISO_8859_1));
      byte[] part = "x".repeat(64 * 1024).getBytes(ISO_8859_1);
      for (int written = 0; written < bytes; written += part.length) {
        out.write(part);
      }
    };
  }

  static Behaviour garbage() {
    return out -> out.write("\0\1\2 this is no HTTP\r\n\r\n".getBytes(ISO_8859_1));
  }

  /// Closes the connection without a word.
  static Behaviour hangUp() {
    return out -> {};
  }

  private static Behaviour head(int status, String headers, String text) {
    String answer =
        "HTTP/1.1 " + status + " Told\r\nConnection: close\r\n" + headers + "\r\n" + text;
    return out -> out.write(answer.getBytes(ISO_8859_1));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      read(new BufferedInputStream(socket.getInputStream()));
      Behaviour next = script.poll();
      (next == null ? otherwise : next).answer(socket.getOutputStream());
      socket.shutdownOutput();
    } catch (IOException e) {
      return; // The other side went first.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream in) throws IOException {
    String request = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    String body = new String(in.readNBytes(length), ISO_8859_1);
    synchronized (this) {
      received.add(new Received(request.split(" ", -1)[1], body));
    }
    arrivals.add(body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("no request");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    release();
    server.close();
  }
}
