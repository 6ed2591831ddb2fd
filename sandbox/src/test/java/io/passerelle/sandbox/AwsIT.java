package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.aws.SecretStore;
import io.passerelle.aws.Ses;
import io.passerelle.aws.SqsQueue;
import io.passerelle.sandbox.web.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bridge's own clients of AWS, and its functions on them: embedded, or at `AWS_ENDPOINT_URL`.
class AwsIT {

  private static Backend backend;

  @BeforeAll
  static void start() {
    backend = Backend.start();
  }

  @AfterAll
  static void stop() {
    if (backend != null) {
      backend.close();
    }
  }

  @Test
  void aMessageComesAfterItsDelay() {
    SqsQueue queue = new SqsQueue(backend.environment(), backend.variable("MAIL_QUEUE"));
    queue.send("at once é", "12345678", Duration.ZERO);
    assertThat(backend.receive("MAIL_QUEUE")).containsExactly("at once é");

    queue.send("later", "12345678", Duration.ofSeconds(2));
    backend.passes(Duration.ofSeconds(2));

    assertThat(backend.receive("MAIL_QUEUE")).containsExactly("later");
  }

  @Test
  void aMailIsTaken() {
    String subject = "Subject " + UUID.randomUUID();
    String message =
        "From: "
            + Backend.SENDER
            + "\r\nTo: a@shop.example\r\nSubject: "
            + subject
            + "\r\n\r\nText\r\n";

    new Ses(backend.environment(), "").send(message.getBytes(UTF_8), List.of("a@shop.example"));

    assertThat(backend.mails()).contains(subject);
  }

  @Test
  void aSecretIsRead() {
    SecretStore secrets = new SecretStore(backend.environment());

    assertThat(secrets.read(backend.variable("KEYSET_SECRET")).reveal()).isEqualTo(Backend.KEYSET);
  }

  @Test
  void anOrderIsPaidAndTheShopToldThroughTheFunctions() throws Exception {
    try (TestShop shop = TestShop.open()) {
      shop.answers(503);
      JsonNode saved = operator("saveShop", shopDocument(shop));
      assertThat(saved.path("status").asInt()).as(saved.toString()).isEqualTo(200);

      JsonNode told = run("GatewayNotificationFunction", notification());
      assertThat(told.path("statusCode").asInt()).as(told.toString()).isEqualTo(200);
      deliver();
      assertThat(order().at("/deliveries/0/state").asText()).isEqualTo("FAILED");
      for (String mail : backend.receive("MAIL_QUEUE")) {
        run("MailFunction", message(mail));
      }
      assertThat(backend.mails()).contains("SO004");
      String id = order().at("/deliveries/0/id").asText();
      operator("resend", Json.object().put("delivery", id));
      deliver();

      assertThat(order().path("state").asText()).isEqualTo("PAID");
      assertThat(order().at("/deliveries/0/state").asText()).isEqualTo("DELIVERED");
      assertThat(shop.bodies())
          .containsExactly(Published.body("form-14"), Published.body("form-14"));
    }
  }

  private static void deliver() throws IOException {
    for (String delivery : backend.receive("DELIVERY_QUEUE")) {
      JsonNode answer = run("DeliveryFunction", message(delivery));
      assertThat(answer.path("batchItemFailures")).isEmpty();
    }
  }

  private static JsonNode order() throws IOException {
    ObjectNode asked = Json.object().put("siteId", Published.FORM_SHOP).put("orderId", "SO004");
    return operator("order", asked).path("body");
  }

  private static ObjectNode shopDocument(TestShop shop) {
    ObjectNode document = Calls.shop(shop.url(), Published.FORM_SHOP);
    document.put("testKey", Published.FORM_KEY);
    return Json.object().set("shop", document);
  }

  private static JsonNode operator(String action, ObjectNode request) throws IOException {
    return run("OperatorFunction", request.put("action", action));
  }

  private static ObjectNode notification() {
    ObjectNode event = Json.object().put("version", "2.0").put("rawPath", "/payment/lyra/ipn");
    event.put("rawQueryString", "").put("isBase64Encoded", false);
    event.put("body", Published.body("form-14"));
    event.putObject("headers").put("content-type", Http.FORM);
    event.putObject("pathParameters").put("app", "lyra");
    event
        .putObject("requestContext")
        .putObject("http")
        .put("method", "POST")
        .put("sourceIp", "127.0.0.1");
    return event;
  }

  private static ObjectNode message(String body) {
    ObjectNode event = Json.object();
    event
        .putArray("Records")
        .addObject()
        .put("messageId", UUID.randomUUID().toString())
        .put("body", body);
    return event;
  }

  private static JsonNode run(String function, ObjectNode event) throws IOException {
    RequestStreamHandler handler =
        new HandlerClasses()
            .instance("io.passerelle.function." + function, backend.environment(), backend.clock());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = Json.write(event).getBytes(UTF_8);
    handler.handleRequest(new ByteArrayInputStream(bytes), out, null);
    String answer = out.toString(UTF_8);
    return answer.isEmpty() ? Json.object() : Json.read(answer);
  }
}
