package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local in memory, with a counter before it: every request is made to ask for the
/// capacity that it consumes (`ReturnConsumedCapacity`), which the server itself reckons.
///
/// SQS and Secrets Manager are answered here. All listens on loopback alone.
final class LocalDynamo implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Server dynamo;
  private final LocalDynamoDBServerHandler handler;
  private final HttpServer counter;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String secret;
  private volatile Tally tally = new Tally();

  LocalDynamo(String secret) throws IOException {
    this.secret = secret;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.dynamo = new Server(new InetSocketAddress(loopback, 0));
    var requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    this.handler = new LocalDynamoDBServerHandler(requests, "http://localhost");
    dynamo.setHandler(handler);
    try {
      dynamo.start();
    } catch (Exception e) {
      throw new IOException("DynamoDB Local does not start", e);
    }
    this.counter = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    counter.createContext("/", this::answer);
    counter.start();
    forward("DynamoDB_20120810.CreateTable", table());
  }

  /// As `template.yaml` has it, but for the index of failed deliveries.
  private static JsonNode table() {
    ObjectNode table =
        JSON.createObjectNode()
            .put("TableName", "passerelle")
            .put("BillingMode", "PAY_PER_REQUEST");
    ArrayNode attributes = table.putArray("AttributeDefinitions");
    List.of("pk", "sk", "bucket", "due", "shelf")
        .forEach(
            name -> attributes.addObject().put("AttributeName", name).put("AttributeType", "S"));
    key(table, "pk", "sk");
    ArrayNode indexes = table.putArray("GlobalSecondaryIndexes");
    ObjectNode due = indexes.addObject().put("IndexName", "due");
    key(due, "bucket", "due").putObject("Projection").put("ProjectionType", "KEYS_ONLY");
    for (String side : List.of("Time", "End", "Sum", "Name", "Person", "Standing")) {
      attributes.addObject().put("AttributeName", "by" + side).put("AttributeType", "S");
      ObjectNode index =
          indexes.addObject().put("IndexName", "by-" + side.toLowerCase(Locale.ROOT));
      key(index, "shelf", "by" + side)
          .putObject("Projection")
          .put("ProjectionType", "INCLUDE")
          .putArray("NonKeyAttributes")
          .add("card");
    }
    return table;
  }

  private static ObjectNode key(ObjectNode owner, String hash, String range) {
    ArrayNode schema = owner.putArray("KeySchema");
    schema.addObject().put("AttributeName", hash).put("KeyType", "HASH");
    schema.addObject().put("AttributeName", range).put("KeyType", "RANGE");
    return owner;
  }

  /// Calls DynamoDB Local itself, uncounted.
  JsonNode call(String operation, JsonNode request) throws IOException {
    return JSON.readTree(forward("DynamoDB_20120810." + operation, request).body());
  }

  /// Where the functions call.
  String url() {
    return "http://127.0.0.1:" + counter.getAddress().getPort();
  }

  /// Where DynamoDB Local itself listens.
  String uncounted() {
    return "http://127.0.0.1:" + ((ServerConnector) dynamo.getConnectors()[0]).getLocalPort();
  }

  Tally tally() {
    return tally;
  }

  /// Begins to count anew.
  void forgetTally() {
    tally = new Tally();
  }

  @Override
  public void close() {
    counter.stop(0);
    client.close();
    try {
      dynamo.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      handler.close();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation = target.substring(target.indexOf('.') + 1);
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    tally.request(operation);
    byte[] body =
        switch (operation) {
          case "SendMessage" -> "{}".getBytes(UTF_8);
          case "GetSecretValue" ->
              JSON.writeValueAsBytes(JSON.createObjectNode().put("SecretString", secret));
          default -> counted(target, operation, (ObjectNode) request);
        };
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// Units of half a read are counted as they come: of one request, rounded.
  private byte[] counted(String target, String operation, ObjectNode request) throws IOException {
    HttpResponse<byte[]> answer = forward(target, request.put("ReturnConsumedCapacity", "TOTAL"));
    JsonNode consumed = JSON.readTree(answer.body()).path("ConsumedCapacity");
    double units = 0;
    for (JsonNode one : consumed.isArray() ? consumed : JSON.createArrayNode().add(consumed)) {
      units += one.path("CapacityUnits").asDouble();
    }
    boolean read = operation.contains("GetItem") || operation.equals("Query");
    tally.units(read ? Math.round(units) : 0, read ? 0 : Math.round(units));
    return answer.body();
  }

  private HttpResponse<byte[]> forward(String target, JsonNode request) throws IOException {
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(uncounted()))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", target)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260115/eu-west-3/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(call, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(new String(answer.body(), UTF_8));
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
