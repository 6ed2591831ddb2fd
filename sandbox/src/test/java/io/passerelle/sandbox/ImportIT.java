package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.S3Store;
import io.passerelle.sandbox.web.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Files of payment orders by HTTP alone, and the bucket that they go through.
class ImportIT {

  private static final String SHOP = "12345678";
  private static final String IMPORTS = "/sandbox/api/imports/" + SHOP;
  private static final String ORDERS = "/sandbox/api/paymentorders/" + SHOP;
  private static final String HEADER = "02;12345678;TEST;ALL\n";

  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aFileThatIsUploadedBecomesPaymentOrders() {
    String file =
        HEADER
            + IntStream.range(0, 500)
                .mapToObj(i ->
                    "URL;PAYMENT;FILE-%03d;%d;EUR;;;;;b%d@buyer.example\r\n"
                        .formatted(i, 100 + i, i))
                .collect(Collectors.joining());

    JsonNode done = imported("orders.csv", file);

    assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("DONE");
    assertThat(done.path("total").asInt()).isEqualTo(500);
    assertThat(
            sandbox
                .http
                .get(ORDERS + "?referenceBegins=FILE-&format=csv&columns=reference")
                .body()
                .lines())
        .hasSize(501);
    JsonNode one = sandbox.http.get(ORDERS + "/FILE-321").json();
    try (LinkBuyer buyer = new LinkBuyer(sandbox, one)) {
      buyer.pay(Json.object());
    }
    assertThat(
            sandbox
                .http
                .get(ORDERS + "?status=ACCEPTED&to=b321@buyer.example")
                .json()
                .path("paymentOrders"))
        .hasSize(1);
  }

  @Test
  void aFileWithAMistakeBecomesNothing() {
    JsonNode failed = imported("wrong.csv", HEADER + "URL;;WRONG-1;100\nURL;;WRONG-2;0\n");

    assertThat(failed.path("state").asText()).isEqualTo("FAILED");
    assertThat(failed.at("/errors/0/line").asInt()).isEqualTo(3);
    assertThat(sandbox.http.get(ORDERS + "/WRONG-1").status()).isEqualTo(404);
    assertThat(sandbox.http.get(IMPORTS).json().path("imports").findValuesAsText("id"))
        .contains("wrong.csv");
  }

  @Test
  void whatIsNoUploadIsRefused() {
    assertThat(sandbox.http.post(IMPORTS + "?name=../x", "a").status()).isEqualTo(400);
    assertThat(sandbox.http.get(IMPORTS + "/none").status()).isEqualTo(404);
    assertThat(sandbox.http.delete(IMPORTS).status()).isEqualTo(405);
  }

  @Test
  void theBucketIsReadAsS3IsFromAnyByteOn() throws IOException {
    Map<String, String> environment = sandbox.sandbox().cloud().environment();
    String bucket = environment.getOrDefault("AWS_ENDPOINT_URL_S3", "") + "ImportBucket";
    String key = "kept/a b+é&.csv";
    byte[] text = "0123456789".getBytes(UTF_8);
    sandbox.http.send("PUT", bucket + "/kept/a%20b%2B%C3%A9%26.csv", "text/csv", text);
    String tag = "781e5e245d69b566979b86e28d23f2c7";
    ObjectStore store = new S3Store(environment, "ImportBucket");

    assertThat(read(store, key, tag, 0)).isEqualTo("0123456789");
    assertThat(read(store, key, tag, 7)).isEqualTo("789");
    assertThat(read(store, key, tag, 10)).isEmpty();
    assertThatExceptionOfType(ObjectStore.Changed.class)
        .isThrownBy(() -> read(store, key, "another", 0));
    assertThatExceptionOfType(ObjectStore.Changed.class)
        .isThrownBy(() -> read(store, "kept/none", tag, 0));
    assertThat(sandbox.http.get(bucket + "?list-type=2&prefix=kept/").body())
        .contains("<KeyCount>1</KeyCount>", "<Key>kept/a b+é&amp;.csv</Key>");
    assertThat(sandbox.http.delete(bucket + "/kept/a%20b%2B%C3%A9%26.csv").status()).isEqualTo(204);
    assertThat(sandbox.http.get(bucket + "/kept/a%20b%2B%C3%A9%26.csv").status()).isEqualTo(404);
    assertThat(sandbox.http.get(bucket + "?list-type=2&prefix=kept/").body())
        .contains("<KeyCount>0</KeyCount>");
  }

  @Test
  void aFileIsPutAsIntoS3AndWhatBreaksOffIsNone() throws IOException {
    ObjectStore store = new S3Store(sandbox.sandbox().cloud().environment(), "CardFileBucket");
    byte[] large = "0123456789".repeat(2_000_000).getBytes(UTF_8);

    String tag = store.put("expired/é;\".csv", large.length, new ByteArrayInputStream(large));

    assertThat(read(store, "expired/é;\".csv", tag, 19_999_990)).isEqualTo("0123456789");
    for (int more : new int[] {-1, 1}) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> store.put("expired/b", large.length + more, new ByteArrayInputStream(large)));
    }
    assertThat(sandbox.sandbox().cloud().s3().find("CardFileBucket", "expired/b")).isEmpty();
  }

  private static String read(ObjectStore store, String key, String tag, long from)
      throws IOException {
    try (InputStream in = store.open(key, tag, from)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static JsonNode imported(String name, String file) {
    assertThat(sandbox.http.post(IMPORTS + "?name=" + name, file).status()).isEqualTo(202);
    sandbox.advance("PT0S");
    return sandbox.http.get(IMPORTS + "/" + name).json();
  }
}
