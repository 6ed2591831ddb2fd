package io.passerelle.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stands in for DynamoDB, SQS and Secrets Manager inside this process, for [Priming] alone.
///
/// It listens on loopback, so that even the sockets of the real path are used. What is put it keeps
/// and hands out; what a transaction writes it forgets, so that every repetition finds the same.
final class Rehearsal implements AutoCloseable {

  private static final String KEYSET = "{\"primary\":\"1\",\"1\":\"" + "priming ".repeat(8) + "\"}";

  private final ServerSocket server;
  private final Map<String, String> items = new ConcurrentHashMap<>();
  private volatile Socket connection = new Socket();

  Rehearsal() throws IOException {
    this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("priming").start(this::serve);
  }

  /// What a function is wired with, so that it comes here and nowhere else. The keys sign nothing
  /// that leaves the process.
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getLocalPort(),
        "AWS_REGION", "eu-west-3",
        "AWS_ACCESS_KEY_ID", "priming",
        "AWS_SECRET_ACCESS_KEY", "priming",
        "AWS_SESSION_TOKEN", "priming",
        "TABLE", "priming",
        "KEYSET_SECRET", "priming",
        "DELIVERY_QUEUE", "priming",
        "MAIL_QUEUE", "priming");
  }

  @Override
  public void close() throws IOException {
    server.close();
    connection.close();
  }

  /// One connection after the other: there is one client, and it keeps its connection.
  private void serve() {
    while (!server.isClosed()) {
      try (Socket accepted = server.accept()) {
        connection = accepted;
        InputStream in = new BufferedInputStream(accepted.getInputStream());
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
          byte[] body = in.readNBytes(Integer.parseInt(header(head, "content-length")));
          String target = header(head, "x-amz-target");
          accepted.getOutputStream().write(answer(target, new String(body, UTF_8)));
        }
      } catch (IOException e) {
        // The client hung up, or all is over: the next connection, if there is one.
      }
    }
  }

  private byte[] answer(String target, String request) {
    String operation = target.substring(target.indexOf('.') + 1);
    String body =
        switch (operation) {
          case "GetItem" -> items.getOrDefault(key(Json.parse(request).get("Key")), "{}");
          case "PutItem" -> put(request);
          case "GetSecretValue" ->
              Json.object(json -> json.writeStringField("SecretString", KEYSET));
          default -> "{}";
        };
    byte[] bytes = body.getBytes(UTF_8);
    String head = "HTTP/1.1 200 OK\r\ncontent-length: " + bytes.length + "\r\n\r\n";
    return (head + new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
  }

  private String put(String request) {
    int start = request.indexOf("{", request.indexOf("\"Item\":"));
    int end = request.indexOf(",\"ConditionExpression\"", start);
    String item = request.substring(start, end);
    items.put(key(Json.parse(item)), "{\"Item\":" + item + "}");
    return "{}";
  }

  private static String key(Json item) {
    return item.get("pk").get("S").text("") + " " + item.get("sk").get("S").text("");
  }

  /// The request line and headers; empty once the client has hung up.
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int last = in.read();
    while (last >= 0 && !(last == '\n' && head.toString().endsWith("\n\r"))) {
      head.append((char) last);
      last = in.read();
    }
    return last < 0 ? "" : head.toString();
  }

  private static String header(String head, String name) {
    int start = head.toLowerCase(Locale.ROOT).indexOf("\n" + name + ":") + name.length() + 2;
    return head.substring(start, head.indexOf("\r\n", start)).strip();
  }
}
