package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import java.util.Base64;

/// A form as API Gateway hands it over (HTTP API, payload format 2.0).
final class ApiEvent {

  private ApiEvent() {}

  static byte[] of(String route, String path, String form) {
    String body = Base64.getEncoder().encodeToString(form.getBytes(UTF_8));
    return Json.object(
            json -> {
              json.writeStringField("version", "2.0");
              json.writeStringField("routeKey", "POST " + route);
              json.writeStringField("rawPath", path);
              json.writeStringField("rawQueryString", "");
              json.writeFieldName("headers");
              json.writeRawValue(HEADERS);
              json.writeFieldName("requestContext");
              json.writeRawValue(CONTEXT);
              json.writeFieldName("pathParameters");
              json.writeRawValue("{\"app\":\"lyra\"}");
              json.writeStringField("body", body);
              json.writeBooleanField("isBase64Encoded", true);
            })
        .getBytes(UTF_8);
  }

  private static final String HEADERS =
      """
      {"accept":"*/*","content-type":"application/x-www-form-urlencoded; charset=utf-8",\
      "content-length":"2300","host":"abcdef1234.execute-api.eu-west-3.amazonaws.com",\
      "user-agent":"Lyra Network","x-amzn-trace-id":"Root=1-65a50000-0123456789abcdef01234567",\
      "x-forwarded-for":"194.50.38.7","x-forwarded-port":"443","x-forwarded-proto":"https"}\
      """;

  private static final String CONTEXT =
      """
      {"accountId":"123456789012","apiId":"abcdef1234",\
      "domainName":"abcdef1234.execute-api.eu-west-3.amazonaws.com","domainPrefix":"abcdef1234",\
      "http":{"method":"POST","path":"/payment/lyra/ipn","protocol":"HTTP/1.1",\
      "sourceIp":"194.50.38.7","userAgent":"Lyra Network"},"requestId":"JKJaXmPLvHcESHA=",\
      "routeKey":"POST /payment/{app}/ipn","stage":"$default",\
      "time":"15/Jan/2026:10:07:00 +0000","timeEpoch":1768471620000}\
      """;
}
