package io.passerelle.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server that keeps what came whole, as S3 does, and answers in its words.
class S3StoreTest extends ObjectStoreContract {

  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int refusals;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Override
  protected ObjectStore store() {
    return new S3Store(
        Map.of(
            "AWS_ENDPOINT_URL_S3",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "AWS_ACCESS_KEY_ID",
            "local",
            "AWS_SECRET_ACCESS_KEY",
            "local"),
        "Files");
  }

  @Test
  void whatIsPutIsSignedWithoutItsBytes() throws IOException {
    store().put("a/b", 3, new ByteArrayInputStream(new byte[3]));

    assertThat(kept).containsOnlyKeys("/Files/a/b");
    assertThat(signatures)
        .singleElement()
        .asString()
        .startsWith("UNSIGNED-PAYLOAD AWS4-HMAC-SHA256 Credential=local/")
        .contains("/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date,");
  }

  @Test
  void whatS3DoesNotTakeIsItsTrouble() {
    refusals = 1;

    assertThatExceptionOfType(AwsFailure.class)
        .isThrownBy(() -> store().put("a", 3, new ByteArrayInputStream(new byte[3])))
        .withMessageContaining("503");
    assertThat(kept).isEmpty();
  }

  @Test
  void whereNobodyListensNothingIsPut() {
    ObjectStore store = store();
    server.stop(0);

    assertThatExceptionOfType(AwsFailure.class)
        .isThrownBy(() -> store.put("a", 3, new ByteArrayInputStream(new byte[3])));
  }

  @Test
  void nothingIsPutOverTheNetworkWithoutTls() {
    ObjectStore store =
        new S3Store(
            Map.of("AWS_ENDPOINT_URL_S3", "http://s3.example", "AWS_ACCESS_KEY_ID", "a"), "b");

    assertThatIllegalStateException()
        .isThrownBy(() -> store.put("a", 3, new ByteArrayInputStream(new byte[3])));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getRawPath();
      if (exchange.getRequestMethod().equals("PUT")) {
        put(exchange, key);
      } else {
        get(exchange, Optional.ofNullable(kept.get(key)));
      }
    }
  }

  private void put(HttpExchange exchange, String key) throws IOException {
    long told = Long.parseLong(exchange.getRequestHeaders().getFirst("content-length"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (refusals > 0) {
      refusals--;
      exchange.sendResponseHeaders(503, -1);
    } else if (body.length == told) {
      kept.put(key, body);
      signatures.add(
          exchange.getRequestHeaders().getFirst("x-amz-content-sha256")
              + " "
              + exchange.getRequestHeaders().getFirst("authorization"));
      exchange.getResponseHeaders().add("ETag", tag(body));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static void get(HttpExchange exchange, Optional<byte[]> file) throws IOException {
    String wanted = exchange.getRequestHeaders().getFirst("if-match");
    String range = exchange.getRequestHeaders().getFirst("range");
    int from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
    if (file.filter(one -> tag(one).equals(wanted)).isEmpty()) {
      exchange.sendResponseHeaders(412, -1);
    } else if (from >= file.get().length) {
      exchange.sendResponseHeaders(416, -1);
    } else {
      byte[] part = Arrays.copyOfRange(file.get(), from, file.get().length);
      exchange.sendResponseHeaders(206, part.length);
      exchange.getResponseBody().write(part);
    }
  }

  private static String tag(byte[] file) {
    return "\"" + Integer.toHexString(Arrays.hashCode(file)) + "\"";
  }
}
