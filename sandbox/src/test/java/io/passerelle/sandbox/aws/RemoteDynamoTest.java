package io.passerelle.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteDynamoTest {

  private static final String CREATE =
      """
      {"TableName": "t", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}
      """;

  private final EmbeddedDynamo emulator = EmbeddedDynamo.start(Optional.empty());

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void twoRunsShareAnEmulatorAndTakeTheirTablesAway() {
    try (Dynamo one = RemoteDynamo.at(emulator.endpoint());
        Dynamo other = RemoteDynamo.at(emulator.endpoint())) {
      one.createTable(Json.read(CREATE));
      other.createTable(Json.read(CREATE));
      one.call("PutItem", Json.read("{\"TableName\": \"t\", \"Item\": {\"pk\": {\"S\": \"a\"}}}"));

      assertThat(count(one)).isEqualTo(1);
      assertThat(count(other)).isZero();
      assertThat(tables()).hasSize(2).extracting(JsonNode::asText).contains(one.tableName("t"));
    }

    assertThat(tables()).isEmpty();
  }

  private static int count(Dynamo dynamo) {
    return dynamo.call("Scan", Json.read("{\"TableName\": \"t\"}")).path("Count").asInt();
  }

  private JsonNode tables() {
    return emulator.call("ListTables", Json.object()).path("TableNames");
  }
}
