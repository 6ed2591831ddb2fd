package io.passerelle.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.lambda.LambdaFunction.QueueSource;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LambdaHostTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:07:00Z");

  private final List<JsonNode> events = new ArrayList<>();
  private String reply = "{\"statusCode\": 204}";
  private final Template template = TemplateTest.example();
  private final LambdaHost host =
      new LambdaHost(
          template.functions(),
          function -> recorder(),
          (name, request) ->
              Optional.ofNullable(request.headers().get("authorization"))
                  .map(token -> Map.of("sub", token)),
          SandboxClock.standingAt(NOW));

  @Test
  void aFormIsHandedOverAsTheApiEncodesIt() {
    WebReply answer =
        host.answer(
            request(
                "POST",
                "/payment/ecwid/ipn",
                "a=1&a=2&b=%C3%A9",
                Map.of(
                    "content-type", "application/x-www-form-urlencoded",
                    "cookie", "x=1; y=2",
                    "host", "localhost:8080",
                    "user-agent", "PayZen"),
                "vads_amount=100"));

    JsonNode event = events.getFirst();
    assertThat(answer.status()).isEqualTo(204);
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("POST /payment/{app}/ipn");
    assertThat(event.path("rawPath").asText()).isEqualTo("/payment/ecwid/ipn");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&a=2&b=%C3%A9");
    assertThat(event.path("queryStringParameters"))
        .isEqualTo(Json.read("{\"a\": \"1,2\", \"b\": \"é\"}"));
    assertThat(event.path("cookies")).isEqualTo(Json.read("[\"x=1\", \"y=2\"]"));
    assertThat(event.path("headers").has("cookie")).isFalse();
    assertThat(event.path("pathParameters")).isEqualTo(Json.read("{\"app\": \"ecwid\"}"));
    assertThat(event.path("body").asText()).isEqualTo("dmFkc19hbW91bnQ9MTAw");
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    JsonNode context = event.path("requestContext");
    assertThat(context.at("/http/method").asText()).isEqualTo("POST");
    assertThat(context.at("/http/path").asText()).isEqualTo("/payment/ecwid/ipn");
    assertThat(context.at("/http/sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(context.at("/http/userAgent").asText()).isEqualTo("PayZen");
    assertThat(context.path("time").asText()).isEqualTo("15/Jan/2026:10:07:00 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
    assertThat(context.path("stage").asText()).isEqualTo("$default");
  }

  @Test
  void jsonIsHandedOverAsText() {
    Map<String, String> json = Map.of("content-type", "application/json; charset=utf-8");
    host.answer(request("POST", "/payment/odoo/ipn", "", json, "{\"é\": 1}"));

    assertThat(events.getFirst().path("body").asText()).isEqualTo("{\"é\": 1}");
    assertThat(events.getFirst().path("isBase64Encoded").asBoolean()).isFalse();
    assertThat(events.getFirst().path("routeKey").asText()).isEqualTo("POST /payment/odoo/ipn");
    assertThat(events.getFirst().has("pathParameters")).isFalse();
    assertThat(events.getFirst().has("queryStringParameters")).isFalse();
  }

  @Test
  void aRequestWithoutABodyHasNone() {
    host.answer(get("/t/abc", Map.of()));

    assertThat(events.getFirst().has("body")).isFalse();
    assertThat(events.getFirst().path("isBase64Encoded").asBoolean()).isFalse();
  }

  @Test
  void aGreedyPathTakesTheRest() {
    host.answer(get("/api-payment/V4/Charge/CreatePayment", Map.of()));

    assertThat(events.getFirst().at("/pathParameters/proxy").asText())
        .isEqualTo("V4/Charge/CreatePayment");
  }

  @Test
  void whatNoRouteTakesIsNotFound() {
    assertThat(host.answer(get("/payment/odoo/ipn", Map.of())).status()).isEqualTo(404);
    assertThat(host.answer(get("/api-payment", Map.of())).status()).isEqualTo(404);
    assertThat(text(host.answer(get("/", Map.of())))).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(events).isEmpty();
  }

  @Test
  void aReplyBecomesTheAnswerWithItsHeadersAndCookies() {
    reply =
        """
        {"statusCode": 303, "headers": {"Location": "https://shop.example/", "X-N": 1},
         "cookies": ["a=1; Secure", "b=2"], "body": "w6k=", "isBase64Encoded": true}
        """;

    WebReply answer = host.answer(get("/t/abc", Map.of()));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("location", "https://shop.example/")
        .containsEntry("x-n", "1")
        .containsEntry("set-cookie", "a=1; Secure\nb=2");
    assertThat(text(answer)).isEqualTo("é");
  }

  @Test
  void aReplyWithoutAStatusIsTheBody() {
    reply = "{\"state\": \"PAID\"}";

    WebReply answer = host.answer(get("/t/abc", Map.of()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("{\"state\":\"PAID\"}");
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
  }

  @Test
  void aFunctionThatFailsIsAnInternalServerError() {
    reply = "not JSON";

    WebReply answer = host.answer(get("/t/abc", Map.of()));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(text(answer)).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void aRequestOverTenMegabytesIsTooLarge() {
    var large = new WebRequest("POST", "/payment/odoo/ipn", "", Map.of(), new byte[10485761]);

    assertThat(host.answer(large).status()).isEqualTo(413);
    assertThat(events).isEmpty();
  }

  @Test
  void anAuthorizerTurnsAwayOrHandsOverTheClaims() {
    WebReply refused = host.answer(get("/api/shops", Map.of()));
    WebReply open = host.answer(get("/api/openapi.json", Map.of()));
    host.answer(get("/api/shops", Map.of("authorization", "ada")));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(open.status()).isEqualTo(204);
    assertThat(events.getFirst().path("requestContext").has("authorizer")).isFalse();
    assertThat(events.get(1).at("/requestContext/authorizer/jwt/claims/sub").asText())
        .isEqualTo("ada");
  }

  @Test
  void aBatchHasTheShapeOfSqsAndReportsItsFailures() {
    reply = "{\"batchItemFailures\": [{\"itemIdentifier\": \"m2\"}]}";
    List<JsonNode> messages = List.of(message("m1"), message("m2"));

    var failed = host.deliver(delivery(), new QueueSource("Deliveries", 5, true), messages);

    assertThat(failed).containsExactly("m2");
    JsonNode record = events.getFirst().at("/Records/0");
    assertThat(record.path("messageId").asText()).isEqualTo("m1");
    assertThat(record.path("receiptHandle").asText()).isEqualTo("handle-m1");
    assertThat(record.path("body").asText()).isEqualTo("wake");
    assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(record.at("/messageAttributes/kind/stringValue").asText()).isEqualTo("delivery");
    assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
    assertThat(record.path("eventSourceARN").asText()).endsWith(":Deliveries");
    assertThat(record.path("awsRegion").asText()).isEqualTo("eu-west-1");
  }

  @Test
  void aBatchFailsWholeWhereItsReportIsNotUnderstood() {
    List<JsonNode> messages = List.of(message("m1"), message("m2"));
    var source = new QueueSource("Deliveries", 5, true);

    reply = "{\"batchItemFailures\": [{\"itemIdentifier\": \"unknown\"}]}";
    var unknown = host.deliver(delivery(), source, messages);
    reply = "not JSON";
    var broken = host.deliver(delivery(), source, messages);
    reply = "";
    var nothing = host.deliver(delivery(), source, messages);

    assertThat(unknown).containsExactly("m1", "m2");
    assertThat(broken).containsExactly("m1", "m2");
    assertThat(nothing).isEmpty();
  }

  @Test
  void aScheduleStartsItsFunctionWithItsInputOrTheUsualEvent() {
    LambdaFunction sweep = template.functions().get(3);

    host.keep(sweep, sweep.schedules().get(0), NOW);
    host.keep(sweep, sweep.schedules().get(1), NOW);

    assertThat(events.get(0).path("detail-type").asText()).isEqualTo("Scheduled Event");
    assertThat(events.get(0).path("time").asText()).isEqualTo("2026-01-15T10:07:00Z");
    assertThat(events.get(1).path("task").asText()).isEqualTo("expiring-cards");
  }

  private RequestStreamHandler recorder() {
    return (in, out, context) -> {
      events.add(Json.read(new String(in.readAllBytes(), UTF_8)));
      out.write(reply.getBytes(UTF_8));
    };
  }

  private LambdaFunction delivery() {
    return template.functions().get(2);
  }

  private static JsonNode message(String id) {
    return Json.read(
        """
        {"MessageId": "%s", "ReceiptHandle": "handle-%s", "Body": "wake", "MD5OfBody": "d5",
         "Attributes": {"ApproximateReceiveCount": "1"},
         "MessageAttributes": {"kind": {"DataType": "String", "StringValue": "delivery"}}}
        """
            .formatted(id, id));
  }

  private static WebRequest get(String path, Map<String, String> headers) {
    return request("GET", path, "", headers, "");
  }

  private static WebRequest request(
      String method, String path, String query, Map<String, String> headers, String body) {
    return new WebRequest(method, path, query, new LinkedHashMap<>(headers), body.getBytes(UTF_8));
  }

  private static String text(WebReply reply) {
    return new String(reply.body(), UTF_8);
  }
}
