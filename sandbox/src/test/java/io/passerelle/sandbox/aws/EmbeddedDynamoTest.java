package io.passerelle.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDynamoTest {

  private static final JsonNode TABLE =
      Json.read(
          """
          {"TableName": "payments", "BillingMode": "PAY_PER_REQUEST",
           "AttributeDefinitions": [
             {"AttributeName": "pk", "AttributeType": "S"},
             {"AttributeName": "shop", "AttributeType": "S"}],
           "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
           "GlobalSecondaryIndexes": [
             {"IndexName": "byShop", "KeySchema": [{"AttributeName": "shop", "KeyType": "HASH"}],
              "Projection": {"ProjectionType": "ALL"}}]}
          """);
  private static final JsonNode ITEM =
      Json.read(
          """
          {"TableName": "payments", "Item": {"pk": {"S": "order-1"}, "shop": {"S": "12345678"}}}
          """);
  private static final JsonNode KEY =
      Json.read(
          """
          {"TableName": "payments", "Key": {"pk": {"S": "order-1"}}, "ConsistentRead": true}
          """);

  @Test
  void anItemIsReadBackByKeyAndByIndex() {
    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.empty())) {
      dynamo.createTable(TABLE);
      dynamo.call("PutItem", ITEM);

      JsonNode found =
          dynamo.call(
              "Query",
              Json.read(
                  """
                  {"TableName": "payments", "IndexName": "byShop",
                   "KeyConditionExpression": "shop = :s",
                   "ExpressionAttributeValues": {":s": {"S": "12345678"}}}
                  """));

      assertThat(dynamo.call("GetItem", KEY).at("/Item/shop/S").asText()).isEqualTo("12345678");
      assertThat(found.path("Count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void itListensOnLoopbackAlone() {
    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.empty())) {
      URI endpoint = dynamo.endpoint();

      assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
      assertThat(endpoint.getPort()).isPositive();
    }
  }

  @Test
  void aTableThatIsThereStays(@TempDir Path folder) {
    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.of(folder))) {
      dynamo.createTable(TABLE);
      dynamo.call("PutItem", ITEM);

      dynamo.createTable(TABLE);

      assertThat(dynamo.call("GetItem", KEY).has("Item")).isTrue();
    }
  }

  @Test
  void aFaultyTableIsRefusedAloud() {
    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.empty())) {
      JsonNode faulty = Json.read("{\"TableName\": \"payments\"}");

      assertThatThrownBy(() -> dynamo.createTable(faulty))
          .isInstanceOf(LocalServiceFailure.class)
          .hasMessageContaining("CreateTable");
    }
  }

  @Test
  void whatWasWrittenOutlivesAKilledProcess(@TempDir Path folder) throws Exception {
    Process writer = startWriter(folder);
    try (BufferedReader out = writer.inputReader()) {
      assertThat(out.readLine()).isEqualTo("written");
    }
    writer.destroyForcibly().waitFor();

    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.of(folder))) {
      assertThat(dynamo.call("GetItem", KEY).at("/Item/pk/S").asText()).isEqualTo("order-1");
    }
  }

  private static Process startWriter(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .start();
  }

  /// Writes an item, says so, and waits to be killed.
  static final class Writer {
    private Writer() {}

    public static void main(String[] folder) throws InterruptedException {
      EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.of(Path.of(folder[0])));
      dynamo.createTable(TABLE);
      dynamo.call("PutItem", ITEM);
      System.out.println("written");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
