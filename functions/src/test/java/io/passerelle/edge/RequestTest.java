package io.passerelle.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Rejection.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  /// As recorded from API Gateway (HTTP API, payload format 2.0), with other names.
  private static final String RECORDED =
      """
      {"version":"2.0","routeKey":"POST /payment/{app}/ipn","rawPath":"/payment/lyra/ipn",
      "rawQueryString":"app-name=lyra","cookies":["a=1"],
      "headers":{"content-length":"7","Content-Type":"application/x-www-form-urlencoded",
      "host":"abc.execute-api.eu-west-3.amazonaws.com","user-agent":"HttpClient/5.4",
      "x-amzn-trace-id":"Root=1-65aa","x-forwarded-for":"194.50.38.7","x-forwarded-proto":"https"},
      "queryStringParameters":{"body":"not this one"},
      "requestContext":{"accountId":"123456789012","apiId":"abc","domainName":"abc",
      "authorizer":{"body":{"method":"x"}},
      "http":{"method":"POST","path":"/payment/lyra/ipn","protocol":"HTTP/1.1",
      "sourceIp":"194.50.38.7","userAgent":"HttpClient/5.4"},
      "requestId":"JKJaXmPLvHcESHA=","routeKey":"POST /payment/{app}/ipn","stage":"$default",
      "time":"15/Jan/2026:10:00:00 +0000","timeEpoch":1768471200000},
      "pathParameters":{"app":"lyra"},"body":"%s","isBase64Encoded":%s,"stageVariables":null}\
      """;

  @Test
  void aRecordedRequestIsRead() throws IOException {
    Request request = read(RECORDED.formatted("a=1&b=2", "false"));

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/payment/lyra/ipn");
    assertThat(request.query()).isEqualTo("app-name=lyra");
    assertThat(request.pathParameters()).containsExactly(Map.entry("app", "lyra"));
    assertThat(request.sourceAddress()).isEqualTo("194.50.38.7");
    assertThat(request.header("content-type")).contains("application/x-www-form-urlencoded");
    assertThat(request.form().fields()).containsEntry("a", "1").containsEntry("b", "2");
  }

  @Test
  void aBodyInBase64IsTheSameBody() throws IOException {
    byte[] body = "a=Zo%C3%A9&b=é".getBytes(UTF_8);
    Request request = read(RECORDED.formatted(Base64.getEncoder().encodeToString(body), "true"));

    assertThat(request.bytes()).isEqualTo(body);
    assertThat(request.form().fields()).containsEntry("a", "Zoé").containsEntry("b", "é");
  }

  @Test
  void latin1InsideBase64IsNotTakenForUtf8() throws IOException {
    String body = Base64.getEncoder().encodeToString("a=é".getBytes(ISO_8859_1));

    requireRejected(read(RECORDED.formatted(body, "true")), Reason.WRONG_CHARSET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1", "YT0x*", "YT0", "YT0x=", "é"})
  void whatIsNotBase64IsRefused(String body) throws IOException {
    Request request = read(RECORDED.formatted(body, "true"));

    if (body.equals("YT0")) {
      assertThat(request.form().fields()).containsKey("a");
    } else {
      requireRejected(request, Reason.MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"body\":null,\"headers\":null,\"pathParameters\":null}"})
  void whatIsMissingIsEmpty(String event) throws IOException {
    Request request = read(event);

    assertThat(request.method()).isEmpty();
    assertThat(request.path()).isEmpty();
    assertThat(request.sourceAddress()).isEmpty();
    assertThat(request.headers()).isEmpty();
    assertThat(request.pathParameters()).isEmpty();
    assertThat(request.bytes()).isEmpty();
    requireRejected(request, Reason.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=UTF-8",
    "Application/X-WWW-Form-Urlencoded;charset=utf-8",
    "application/x-www-form-urlencoded ; charset=utf-8",
    "''",
  })
  void aFormIsTakenUnderItsNames(String type) throws IOException {
    assertThat(withType(type).form().field("a")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/plain; application/x-www-form-urlencoded",
        "application/x-www-form-urlencodedx",
        "application/x-www-form-urlencoded-2; charset=utf-8",
      })
  void anotherContentTypeIsRefused(String type) throws IOException {
    requireRejected(withType(type), Reason.WRONG_CONTENT_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded; charset=iso-8859-1",
        "application/x-www-form-urlencoded; charset=windows-1252",
        "application/x-www-form-urlencoded; charset=",
        "application/x-www-form-urlencoded; charset=utf-16",
      })
  void anotherCharsetIsRefused(String type) throws IOException {
    requireRejected(withType(type), Reason.WRONG_CHARSET);
  }

  @Test
  void aCharsetInQuotesIsTheSame() throws IOException {
    assertThat(withType("application/x-www-form-urlencoded; charset=\\\"utf-8\\\"").form().fields())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"131072, false", "131073, true", "1048576, true", "1400000, true"})
  void aBodyHasAtMost256Kilobytes(int bytes, boolean refused) throws IOException {
    String plain = "a=" + "x".repeat(bytes - 2);
    String base64 = Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));

    for (String event :
        new String[] {RECORDED.formatted(plain, "false"), RECORDED.formatted(base64, "true")}) {
      if (refused) {
        assertThatExceptionOfType(Rejection.class)
            .isThrownBy(() -> read(event).form())
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
      } else {
        assertThat(read(event).form().fields()).hasSize(1);
      }
    }
  }

  @Test
  void charactersAreCountedAsTheirBytes() throws IOException {
    String body = "a=" + "🍓".repeat(65_536);

    requireRejected(read(RECORDED.formatted(body, "false")), Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"body\":", "[]x"})
  void whatIsNoEventIsOurOwnTrouble(String event) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(event));
  }

  @Test
  void aReplyIsInTheShapeThatApiGatewayTakes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Reply.text(403, "KO-Invalid signature. é\"\n").write(out);

    Json reply = Json.parse(out.toString(UTF_8));
    assertThat(reply.get("statusCode").number()).contains(403L);
    assertThat(reply.get("body").text()).contains("KO-Invalid signature. é\"\n");
    assertThat(reply.get("headers").get("content-type").text())
        .contains("text/plain; charset=utf-8");
    assertThat(Reply.json(200, "{}").headers()).containsEntry("content-type", "application/json");
  }

  private static Request withType(String type) throws IOException {
    return read("{\"headers\":{\"content-type\":\"" + type + "\"},\"body\":\"a=1\"}");
  }

  private static Request read(String event) throws IOException {
    return Request.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
  }

  private static void requireRejected(Request request, Reason reason) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(request::form)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
