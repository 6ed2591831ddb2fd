package io.passerelle.delivery.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/// A shop that misbehaves as told: for each connection it reads one request and then answers
/// through the handed-in behaviour. Listens on loopback only.
final class RawServer implements AutoCloseable {

  interface Behaviour {
    void answer(OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final boolean asked;
  private final Behaviour behaviour;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<byte[]> requests = new CopyOnWriteArrayList<>();

  private RawServer(ServerSocket socket, boolean asked, Behaviour behaviour) {
    this.socket = socket;
    this.asked = asked;
    this.behaviour = behaviour;
    Thread.ofVirtual().start(this::serve);
  }

  static RawServer answering(String answer) throws IOException {
    return behaving(out -> out.write(answer.getBytes(ISO_8859_1)));
  }

  static RawServer behaving(Behaviour behaviour) throws IOException {
    return over(ServerSocketFactory.getDefault(), behaviour);
  }

  static RawServer over(ServerSocketFactory factory, Behaviour behaviour) throws IOException {
    return new RawServer(listening(factory), true, behaviour);
  }

  /// A server that speaks first, whatever it is asked.
  static RawServer unasked(Behaviour behaviour) throws IOException {
    return new RawServer(listening(ServerSocketFactory.getDefault()), false, behaviour);
  }

  private static ServerSocket listening(ServerSocketFactory factory) throws IOException {
    return factory.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }

  int port() {
    return socket.getLocalPort();
  }

  String url() {
    return "http://shop.example:" + port() + "/ipn";
  }

  /// The whole requests as they came, head and body.
  List<byte[]> requests() {
    return requests;
  }

  String onlyRequest() {
    return new String(requests.getFirst(), ISO_8859_1);
  }

  private void serve() {
    try {
      while (true) {
        Socket accepted = socket.accept();
        open.add(accepted);
        Thread.ofVirtual().start(() -> converse(accepted));
      }
    } catch (IOException e) {
      // Closed: the end of the test.
    }
  }

  private void converse(Socket accepted) {
    try (accepted) {
      if (asked) {
        requests.add(request(accepted.getInputStream()));
      }
      behaviour.answer(accepted.getOutputStream());
      accepted.getOutputStream().flush();
      accepted.shutdownOutput();
      drain(accepted.getInputStream());
    } catch (Exception e) {
      // The client left, as some tests have it do.
    }
  }

  /// Waits for the client to close, so that no reset overtakes the answer.
  private static void drain(InputStream in) throws IOException {
    while (in.read() >= 0) {
      Thread.onSpinWait();
    }
  }

  private static byte[] request(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return read.toByteArray();
      }
      read.write(next);
    }
    String head = read.toString(ISO_8859_1);
    int from = head.indexOf("Content-Length: ") + "Content-Length: ".length();
    read.write(in.readNBytes(Integer.parseInt(head.substring(from, head.indexOf('\r', from)))));
    return read.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket one : open) {
      one.close();
    }
  }
}
