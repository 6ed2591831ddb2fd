package io.passerelle.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.sandbox.aws.Faults.Kind;
import io.passerelle.sandbox.aws.Faults.Target;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import io.passerelle.sandbox.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultProxyTest {

  private final List<WebRequest> arrived = Collections.synchronizedList(new ArrayList<>());
  private final WebServer service = WebServer.bind(0).site("/", this::serve).start();
  private final Faults faults = new Faults();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<FaultProxy> proxies = new ArrayList<>();

  @AfterEach
  void stop() {
    client.close();
    proxies.forEach(FaultProxy::close);
    service.close();
  }

  @Test
  void withoutAFaultTheRequestAndTheAnswerPassUnchanged() throws Exception {
    HttpResponse<String> reply = send(before(Target.SQS), "/000000000000/q%20x?a=%26");

    assertThat(reply.statusCode()).isEqualTo(201);
    assertThat(reply.headers().firstValue("x-amz-crc32")).contains("7");
    assertThat(reply.body()).isEqualTo("answer 1");
    WebRequest request = arrived.getFirst();
    assertThat(request.path()).isEqualTo("/000000000000/q x");
    assertThat(request.rawQuery()).isEqualTo("a=%26");
    assertThat(request.headers()).containsEntry("x-amz-target", "Service.Operation");
    assertThat(request.text()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "DYNAMODB, ERROR, 500, com.amazonaws.dynamodb.v20120810#InternalServerError",
    "DYNAMODB, THROTTLE, 400,"
        + " com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
    "SQS, ERROR, 500, com.amazonaws.sqs#InternalFailure",
    "SQS, THROTTLE, 400, com.amazonaws.sqs#RequestThrottled",
  })
  void aServiceThatFailsSaysSoInItsOwnWords(Target target, Kind kind, int status, String type)
      throws Exception {
    faults.inject(target, kind, 1);

    HttpResponse<String> reply = send(before(target), "/");

    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(Json.read(reply.body()).path("__type").asText()).isEqualTo(type);
    assertThat(arrived).isEmpty();
  }

  @Test
  void theQueryProtocolIsAnsweredInXml() throws Exception {
    faults.inject(Target.SES, Kind.THROTTLE, 1);
    URI endpoint = before(Target.SES).endpoint();

    HttpResponse<String> reply =
        client.send(
            HttpRequest.newBuilder(endpoint).POST(BodyPublishers.ofString("Action=A")).build(),
            BodyHandlers.ofString());

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("<Code>Throttling</Code>");
  }

  @Test
  void aTimeoutSwallowsTheRequest() {
    faults.inject(Target.DYNAMODB, Kind.TIMEOUT, 1);
    FaultProxy proxy = before(Target.DYNAMODB);

    assertThatThrownBy(() -> send(proxy, "/")).isInstanceOf(IOException.class);
    assertThat(arrived).isEmpty();
  }

  @Test
  void aCrashLosesOnlyTheAnswer() {
    faults.inject(Target.DYNAMODB, Kind.CRASH_AFTER, 1);
    FaultProxy proxy = before(Target.DYNAMODB);

    assertThatThrownBy(() -> send(proxy, "/")).isInstanceOf(IOException.class);
    assertThat(arrived).hasSize(1);
  }

  @Test
  void aDuplicateArrivesTwiceAndHasTheSecondAnswer() throws Exception {
    faults.inject(Target.SQS, Kind.DUPLICATE, 1);

    HttpResponse<String> reply = send(before(Target.SQS), "/");

    assertThat(reply.body()).isEqualTo("answer 2");
  }

  @Test
  void aFaultIsUsedUpAndTheNextOneFollows() {
    faults.inject(Target.SHOP, Kind.ERROR, 2);
    faults.inject(Target.SHOP, Kind.TIMEOUT, 1);

    assertThat(faults.next(Target.GATEWAY)).isEmpty();
    assertThat(faults.next(Target.SHOP)).contains(Kind.ERROR);
    assertThat(faults.next(Target.SHOP)).contains(Kind.ERROR);
    assertThat(faults.next(Target.SHOP)).contains(Kind.TIMEOUT);
    assertThat(faults.next(Target.SHOP)).isEmpty();
  }

  @Test
  void clearedFaultsDoNotHappen() {
    faults.inject(Target.SHOP, Kind.ERROR, 2);

    faults.clear();

    assertThat(faults.next(Target.SHOP)).isEmpty();
  }

  @Test
  void namesAreThoseOfTheControlCall() {
    assertThat(Kind.of("crash-after")).contains(Kind.CRASH_AFTER);
    assertThat(Faults.target("dynamodb")).contains(Target.DYNAMODB);
    assertThat(Kind.of("CRASH_AFTER")).isEmpty();
    assertThatThrownBy(() -> faults.inject(Target.SQS, Kind.ERROR, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private FaultProxy before(Target target) {
    var proxy =
        FaultProxy.before(
            URI.create("http://127.0.0.1:" + service.port()), target, faults, Guard.NONE);
    proxies.add(proxy);
    return proxy;
  }

  private HttpResponse<String> send(FaultProxy proxy, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(proxy.endpoint().resolve(path))
            .header("X-Amz-Target", "Service.Operation")
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  private WebReply serve(WebRequest request) {
    arrived.add(request);
    byte[] answer = ("answer " + arrived.size()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new WebReply(201, Map.of("X-Amz-Crc32", "7"), answer);
  }
}
