package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stands in for DynamoDB, SQS and Secrets Manager and answers at once, so that what a client
/// itself costs is seen.
///
/// It keeps what is put and hands it out; what a transaction writes it counts and forgets, so that
/// every variant finds the same orders.
final class AwsStub implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> items = new ConcurrentHashMap<>();
  private final String secret;
  private volatile Tally tally = new Tally();
  private HttpServer server;

  AwsStub(String secret) {
    this.secret = secret;
    this.server = start(0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  Tally tally() {
    return tally;
  }

  /// Begins to count anew.
  void forgetTally() {
    tally = new Tally();
  }

  /// Cuts every connection, as they all are when a snapshot is restored.
  void cutConnections() {
    int port = port();
    server.stop(0);
    server = start(port);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private HttpServer start(int port) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer started = HttpServer.create(address, 0);
      started.createContext("/", this::answer);
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    byte[] body = target == null ? credentials(exchange) : answer(target, request).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String answer(String target, byte[] request) throws IOException {
    String operation = target.substring(target.indexOf('.') + 1);
    tally.request(operation);
    JsonNode json = JSON.readTree(request);
    return switch (operation) {
      case "GetItem" -> got(json);
      case "PutItem" -> put(json.get("Item"));
      case "TransactWriteItems" -> written(json.get("TransactItems"));
      case "SendMessage" -> sent(json.get("MessageBody").asText());
      case "GetSecretValue" ->
          JSON.writeValueAsString(
              Map.of("ARN", "arn:aws:secretsmanager", "Name", "keyset", "SecretString", secret));
      default -> throw new IllegalArgumentException(operation + " is not known here");
    };
  }

  private String got(JsonNode request) throws IOException {
    JsonNode item = items.get(key(request.get("Key")));
    if (item == null) {
      tally.units(1, 0);
      return "{}";
    }
    tally.units(Capacity.ofRead(item), 0);
    return "{\"Item\":" + JSON.writeValueAsString(item) + "}";
  }

  private String put(JsonNode item) {
    items.put(key(item), item);
    tally.units(0, Capacity.ofPut(item));
    return "{}";
  }

  private String written(JsonNode transaction) {
    for (JsonNode one : transaction) {
      tally.units(0, Capacity.ofTransactedPut(one.get("Put").get("Item")));
    }
    return "{}";
  }

  private static String sent(String body) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8));
      String md5 = HexFormat.of().formatHex(digest);
      return "{\"MessageId\":\"m\",\"MD5OfMessageBody\":\"" + md5 + "\"}";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /// What Lambda's own endpoint hands to functions that start from a snapshot.
  private byte[] credentials(HttpExchange exchange) {
    tally.request("credentials " + exchange.getRequestURI().getPath());
    return """
    {"AccessKeyId":"AKID","SecretAccessKey":"secret","Token":"token","Expiration":"2099-01-01T00:00:00Z"}\
    """
        .getBytes(UTF_8);
  }

  private static String key(JsonNode item) {
    return item.get("pk").get("S").asText() + "\n" + item.get("sk").get("S").asText();
  }
}
