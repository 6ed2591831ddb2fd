package io.passerelle.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.sandbox.aws.EmbeddedDynamo;
import io.passerelle.sandbox.aws.EmbeddedSqs;
import io.passerelle.sandbox.lambda.LambdaFunction.HttpRoute;
import io.passerelle.sandbox.lambda.LambdaFunction.QueueSource;
import io.passerelle.sandbox.lambda.LambdaFunction.Schedule;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private final Template template = example();

  static Template example() {
    try (InputStream in = TemplateTest.class.getResourceAsStream("template.yaml")) {
      return Template.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void functionsAreThoseWhoseConditionHolds() {
    assertThat(template.functions())
        .extracting(LambdaFunction::name)
        .containsExactly("EchoFunction", "BackOfficeFunction", "DeliveryFunction", "SweepFunction");
    assertThat(function("EchoFunction").handlerClass())
        .isEqualTo("io.passerelle.function.EchoFunction");
  }

  @Test
  void routesNameMethodPathAndAuthorizer() {
    assertThat(function("EchoFunction").routes())
        .containsExactly(
            new HttpRoute("POST", "/payment/{app}/ipn", ""),
            new HttpRoute("POST", "/payment/odoo/ipn", ""),
            new HttpRoute("GET", "/t/{code}", ""),
            new HttpRoute("ANY", "/api-payment/{proxy+}", ""));
    assertThat(function("BackOfficeFunction").routes())
        .containsExactly(
            new HttpRoute("ANY", "/api/{proxy+}", "SignIn"),
            new HttpRoute("GET", "/api/openapi.json", ""));
  }

  @Test
  void aQueueStartsItsFunctionInBatches() {
    assertThat(function("DeliveryFunction").queues())
        .containsExactly(new QueueSource("Deliveries", 5, true));
  }

  @Test
  void schedulesHaveATimeAndAnInput() {
    List<Schedule> schedules = function("SweepFunction").schedules();

    assertThat(schedules).extracting(Schedule::name).containsExactly("EveryQuarterHour", "Monthly");
    assertThat(schedules.get(1).input()).isEqualTo("{\"task\": \"expiring-cards\"}");
    assertThat(schedules.get(1).cron().next(Instant.parse("2026-01-15T10:07:00Z")))
        .contains(Instant.parse("2026-02-01T03:00:00Z"));
  }

  @Test
  void theEnvironmentIsWorkedOutWithGlobalsAndDefaults() {
    Map<Reference, String> known =
        Map.of(
            new Reference("Payments", ""), "Payments",
            new Reference("Deliveries", ""), "http://localhost/q",
            new Reference("DeadDeliveries", "Arn"), "arn:dead",
            new Reference("Api", ""), "a1b2");

    Map<String, String> environment =
        template.environment(
            function("EchoFunction"), reference -> Optional.ofNullable(known.get(reference)));

    assertThat(environment)
        .containsEntry("TABLE", "Payments")
        .containsEntry("MODE", "test")
        .containsEntry("QUEUE_URL", "http://localhost/q")
        .containsEntry("DEAD_ARN", "arn:dead")
        .containsEntry("URL", "https://a1b2.execute-api.eu-west-1.amazonaws.com/${literal}")
        .containsEntry("NAMED", "test-passerelle")
        .containsEntry("JOINED", "a/test")
        .containsEntry("CHOSEN", "sandbox")
        .containsEntry("LIMIT", "25");
  }

  @Test
  void aReferenceThatNobodyKnowsNamesItsFunctionAndVariable() {
    assertThatThrownBy(
            () -> template.environment(function("EchoFunction"), reference -> Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EchoFunction, TABLE");
  }

  @Test
  void queuesForDeadLettersComeFirst() {
    assertThat(template.queues())
        .extracting(Template.Queue::name)
        .containsExactly("DeadDeliveries", "Deliveries");
    Map<String, String> attributes = template.queues().get(1).attributes();
    assertThat(attributes)
        .containsEntry("VisibilityTimeout", "60")
        .doesNotContainKey("KmsMasterKeyId");
    assertThat(
            Json.read(attributes.getOrDefault("RedrivePolicy", ""))
                .path("deadLetterTargetArn")
                .asText())
        .isEqualTo(EmbeddedSqs.queueArn("DeadDeliveries"));
  }

  @Test
  void theEmbeddedServersTakeWhatTheTemplateSays() {
    try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(Optional.empty());
        EmbeddedSqs sqs = EmbeddedSqs.start(SandboxClock.standingAt(Instant.EPOCH))) {
      template.tables().forEach(table -> dynamo.createTable(table.request()));
      template.queues().forEach(queue -> sqs.createQueue(queue.name(), queue.attributes()));

      var described = dynamo.call("DescribeTable", Json.read("{\"TableName\": \"Payments\"}"));
      assertThat(described.at("/Table/GlobalSecondaryIndexes/0/IndexName").asText())
          .isEqualTo("byShop");
      assertThat(sqs.call("ListQueues", Json.object()).path("QueueUrls")).hasSize(2);
    }
  }

  @Test
  void anUnknownTriggerIsRefused() {
    Template stream =
        Template.of(
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Events:
                    Stream: { Type: DynamoDB, Properties: {} }
            """);

    assertThatThrownBy(stream::functions)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("F is started by DynamoDB");
  }

  private LambdaFunction function(String name) {
    return template.functions().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
