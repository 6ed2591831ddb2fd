package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.aws.Faults.Kind;
import io.passerelle.sandbox.aws.Faults.Target;
import io.passerelle.sandbox.lambda.Template;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

  private static final Instant START = Instant.parse("2026-01-15T10:07:00Z");

  private final Bridge bridge = new Bridge(template(), this::function, (n, r) -> Optional.empty());
  private final SandboxOptions options =
      new SandboxOptions(0, Optional.of(START), Optional.empty(), Optional.empty());
  private final Sandbox sandbox = new Sandbox(options, bridge).open();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  @Test
  void aRequestReachesItsFunctionWithItsEnvironmentAndTheClock() throws Exception {
    HttpResponse<String> reply = call("POST", "/payment/odoo/ipn", "");

    JsonNode told = Json.read(reply.body());
    assertThat(told.path("handler").asText()).isEqualTo("io.passerelle.function.EchoFunction");
    assertThat(told.path("now").asText()).isEqualTo("2026-01-15T10:07:00Z");
    assertThat(told.at("/env/TABLE").asText()).isEqualTo("Payments");
    assertThat(told.at("/env/QUEUE_URL").asText()).endsWith("/000000000000/Deliveries");
    assertThat(told.at("/env/AWS_REGION").asText()).isEqualTo("eu-west-1");
    assertThat(told.path("env").has("AWS_ENDPOINT_URL_SECRETS_MANAGER")).isTrue();
  }

  @Test
  void whatAFunctionSendsComesWhenTheClockGetsThere() throws Exception {
    String queue =
        Json.read(call("POST", "/payment/odoo/ipn", "").body()).at("/env/QUEUE_URL").asText();
    var message =
        Json.object().put("QueueUrl", queue).put("MessageBody", "x").put("DelaySeconds", 480);
    HttpRequest send =
        HttpRequest.newBuilder(URI.create(queue).resolve("/"))
            .header("X-Amz-Target", "AmazonSQS.SendMessage")
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(BodyPublishers.ofString(Json.write(message)))
            .build();
    assertThat(client.send(send, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

    HttpResponse<String> moved = call("POST", "/sandbox/api/clock", "{\"to\": \"next-quarter\"}");

    assertThat(moved.body()).isEqualTo("{\"now\":\"2026-01-15T10:15:00Z\"}");
    assertThat(sandbox.cloud().drawers().drawer("handled").all()).containsOnlyKeys("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"advance\": \"PT15M\"}=2026-01-15T10:22:00Z",
        "{\"to\": \"next-month\"}=2026-02-01T00:00:00Z",
        "{\"to\": \"2026-01-16T04:00:00Z\"}=2026-01-16T04:00:00Z",
      })
  void theClockMovesForward(String move) throws Exception {
    String[] parts = move.split("=", 2);

    HttpResponse<String> moved = call("POST", "/sandbox/api/clock", parts[0]);

    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(Json.read(moved.body()).path("now").asText()).isEqualTo(parts[1]);
    assertThat(call("GET", "/sandbox/api/clock", "").body()).isEqualTo(moved.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"advance\": \"-PT1S\"}",
        "{\"advance\": \"soon\"}",
        "{\"advance\": 15}",
        "{\"advance\": \"PT9999999999H\"}",
        "{\"to\": \"2026-01-15T10:06:59Z\"}",
        "{\"to\": \"yesterday\"}",
        "{\"advance\": \"PT1S\", \"to\": \"next-quarter\"}",
        "{}",
        "[]",
        "not JSON",
      })
  void aMoveThatIsNotOneIsRefused(String body) throws Exception {
    HttpResponse<String> reply = call("POST", "/sandbox/api/clock", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(Json.read(reply.body()).path("error").asText()).isNotEmpty();
    assertThat(sandbox.clock().instant()).isEqualTo(START);
  }

  @Test
  void faultsAreInjectedAndCleared() throws Exception {
    String fault = "{\"target\": \"shop\", \"kind\": \"crash-after\", \"count\": 2}";
    assertThat(call("POST", "/sandbox/api/faults", fault).statusCode()).isEqualTo(200);
    assertThat(sandbox.faults().next(Target.SHOP)).contains(Kind.CRASH_AFTER);

    assertThat(call("DELETE", "/sandbox/api/faults", "").statusCode()).isEqualTo(200);

    assertThat(sandbox.faults().next(Target.SHOP)).isEmpty();
    for (String wrong :
        new String[] {
          "{\"target\": \"moon\", \"kind\": \"error\"}",
          "{\"target\": \"sqs\", \"kind\": \"boredom\"}",
          "{\"target\": \"sqs\", \"kind\": \"error\", \"count\": 0}",
          "{\"target\": \"sqs\", \"kind\": \"error\", \"count\": \"many\"}",
        }) {
      assertThat(call("POST", "/sandbox/api/faults", wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(call("GET", "/sandbox/api/faults", "").statusCode()).isEqualTo(405);
  }

  @Test
  void mailsAndMessagesAreListedAndCleared() throws Exception {
    Map<String, String> cloud = sandbox.cloud().environment();
    String mime = "From: a@example.org\r\nTo: b@example.org\r\nSubject: s\r\n\r\nbody";
    String data =
        URLEncoder.encode(Base64.getEncoder().encodeToString(mime.getBytes(UTF_8)), UTF_8);
    post(
        cloud.getOrDefault("AWS_ENDPOINT_URL_SES", ""),
        "Action=SendRawEmail&RawMessage.Data=" + data);
    post(
        cloud.getOrDefault("AWS_ENDPOINT_URL_SNS", ""),
        "Action=Publish&PhoneNumber=%2B33600000000&Message=Payez+ici");

    assertThat(Json.read(call("GET", "/sandbox/api/mailbox", "").body()).at("/0/subject").asText())
        .isEqualTo("s");
    assertThat(call("GET", "/sandbox/api/smsbox", "").body())
        .isEqualTo(
            "[{\"at\":\"2026-01-15T10:07:00Z\",\"to\":\"+33600000000\",\"text\":\"Payez ici\"}]");
    call("DELETE", "/sandbox/api/mailbox", "");
    call("DELETE", "/sandbox/api/smsbox", "");
    assertThat(call("GET", "/sandbox/api/mailbox", "").body()).isEqualTo("[]");
    assertThat(call("GET", "/sandbox/api/smsbox", "").body()).isEqualTo("[]");
  }

  @Test
  void theRootLeadsToTheSandboxsPages() throws Exception {
    assertThat(call("GET", "/", "").headers().firstValue("location")).contains("/sandbox/");
  }

  @Test
  void aFolderIsUsedByOneSandboxAtATimeAndKeepsTheClock(@TempDir Path folder) {
    var kept = new SandboxOptions(0, Optional.of(START), Optional.of(folder), Optional.empty());
    try (Sandbox first = new Sandbox(kept, bridge)) {
      first.pump().advanceTo(START.plusSeconds(60));
      first.cloud().drawers().drawer("order").put("a", "{}");

      assertThatThrownBy(() -> new Sandbox(kept, bridge))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("in use by another sandbox");
    }

    try (Sandbox second = new Sandbox(kept, bridge)) {
      assertThat(second.clock().instant()).isEqualTo(START.plusSeconds(60));
      assertThat(second.cloud().drawers().drawer("order").all()).containsOnlyKeys("a");
    }
  }

  private RequestStreamHandler function(
      String handlerClass, Map<String, String> environment, Clock clock) {
    return (in, out, context) -> {
      JsonNode event = Json.read(new String(in.readAllBytes(), UTF_8));
      for (JsonNode message : event.path("Records")) {
        sandbox.cloud().drawers().drawer("handled").put(message.path("body").asText(), "{}");
      }
      var told = Json.object().put("handler", handlerClass).put("now", clock.instant().toString());
      environment.forEach(told.putObject("env")::put);
      out.write(Json.write(told).getBytes(UTF_8));
    };
  }

  private HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private void post(String url, String form) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(form)).build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static Template template() {
    try (InputStream in = SandboxTest.class.getResourceAsStream("lambda/template.yaml")) {
      return Template.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
