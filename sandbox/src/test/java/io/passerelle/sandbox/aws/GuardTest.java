package io.passerelle.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.aws.Rights.Right;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {

  private final List<String> refused = new ArrayList<>();
  private final Guard guard =
      new Guard(
          new Rights(
              Map.of(
                  "Reader",
                  List.of(
                      new Right(Set.of("dynamodb:GetItem", "dynamodb:PutItem"), List.of("arn:T")),
                      new Right(Set.of("dynamodb:Query"), List.of("arn:T/index/due")),
                      new Right(
                          Set.of("sqs:SendMessage"), List.of(EmbeddedSqs.queueArn("Mails")))))),
          name -> "arn:" + name,
          refused::add);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DynamoDB_20120810.GetItem | {\"TableName\": \"T\"}",
        "DynamoDB_20120810.Query | {\"TableName\": \"T\", \"IndexName\": \"due\"}",
        "DynamoDB_20120810.TransactWriteItems | {\"TransactItems\": [{\"Put\": {\"TableName\":"
            + " \"T\"}}]}",
        "AmazonSQS.SendMessage | {\"QueueUrl\": \"http://localhost/0/Mails\"}",
        "AmazonSQS.SendMessageBatch | {\"QueueUrl\": \"http://localhost/0/Mails\"}",
      })
  void whatAPolicyAllowsIsLetThrough(String target, String body) {
    assertThat(guard.refusal(request("Reader", target, body))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DynamoDB_20120810.GetItem | {\"TableName\": \"Other\"} | dynamodb:GetItem on arn:Other",
        "DynamoDB_20120810.Query | {\"TableName\": \"T\"} | dynamodb:Query on arn:T",
        "DynamoDB_20120810.Query | {\"TableName\": \"T\", \"IndexName\": \"listed\"}"
            + " | dynamodb:Query on arn:T/index/listed",
        "DynamoDB_20120810.BatchGetItem | {\"RequestItems\": {\"T\": {}}} | dynamodb:BatchGetItem"
            + " on arn:T",
        "DynamoDB_20120810.TransactWriteItems | {\"TransactItems\":"
            + " [{\"Put\": {\"TableName\": \"T\"}}, {\"Delete\": {\"TableName\": \"T\"}}]}"
            + " | dynamodb:DeleteItem on arn:T",
        "AmazonSQS.SendMessage | {\"QueueUrl\": \"http://localhost/0/Other\"} | sqs:SendMessage on",
      })
  void whatNoPolicyAllowsIsRefusedAsAwsDoes(String target, String body, String need) {
    WebReply refusal = guard.refusal(request("Reader", target, body)).orElseThrow();

    assertThat(refused).singleElement().asString().contains(need);
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(new String(refusal.body(), UTF_8))
        .contains("AccessDeniedException", "Reader is not authorized to perform " + need);
  }

  @Test
  void whoeverRunsTheSandboxMayDoEverything() {
    String deletion = "{\"TableName\": \"T\"}";

    assertThat(guard.refusal(request("local", "DynamoDB_20120810.DeleteItem", deletion))).isEmpty();
  }

  private static WebRequest request(String caller, String target, String body) {
    String signed = "AWS4-HMAC-SHA256 Credential=" + caller + "/20260115/eu-west-1/x/aws4_request";
    return new WebRequest(
        "POST",
        "/",
        "",
        Map.of("x-amz-target", target, "authorization", signed),
        body.getBytes(UTF_8));
  }
}
