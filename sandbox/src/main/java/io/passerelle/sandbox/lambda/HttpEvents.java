package io.passerelle.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// The event of a request and the reply to it, in payload format 2.0 of API Gateway's HTTP APIs.
final class HttpEvents {

  /// The header by which a caller on this machine says to be at another address.
  private static final String SOURCE_ADDRESS = "sandbox-source-address";

  private static final DateTimeFormatter COMMON_LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HttpEvents() {}

  /// The event; `claims` are those of the token that an authorizer has checked.
  static ObjectNode event(
      WebRequest request, Routes.Match match, Map<String, String> claims, Instant now) {
    ObjectNode event = Json.object().put("version", "2.0").put("routeKey", match.route().key());
    event.put("rawPath", request.path()).put("rawQueryString", request.rawQuery());
    cookies(request, event);
    ObjectNode headers = event.putObject("headers");
    request.headers().forEach(headers::put);
    headers.remove("cookie");
    headers.put("x-forwarded-proto", "http").put("x-forwarded-for", "127.0.0.1");
    if (!request.rawQuery().isEmpty()) {
      query(request.rawQuery()).forEach(event.putObject("queryStringParameters")::put);
    }
    event.set("requestContext", context(request, match, claims, now));
    if (!match.parameters().isEmpty()) {
      match.parameters().forEach(event.putObject("pathParameters")::put);
    }
    body(request, event);
    return event;
  }

  private static void cookies(WebRequest request, ObjectNode event) {
    String cookies = request.headers().getOrDefault("cookie", "");
    if (!cookies.isEmpty()) {
      List.of(cookies.split("; *", -1)).forEach(event.putArray("cookies")::add);
    }
  }

  /// Of a field given twice, all values, joined by commas.
  private static Map<String, String> query(String raw) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        String decoded = URLDecoder.decode(value, UTF_8);
        fields.merge(URLDecoder.decode(name, UTF_8), decoded, (a, b) -> a + "," + b);
      }
    }
    return fields;
  }

  private static ObjectNode context(
      WebRequest request, Routes.Match match, Map<String, String> claims, Instant now) {
    String host = request.headers().getOrDefault("host", "localhost");
    ObjectNode context = Json.object().put("accountId", "000000000000").put("apiId", "sandbox");
    if (!match.route().authorizer().isEmpty()) {
      ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
      claims.forEach(jwt.putObject("claims")::put);
      jwt.putNull("scopes");
    }
    context.put("domainName", host).put("domainPrefix", "sandbox");
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", request.path())
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", request.headers().getOrDefault(SOURCE_ADDRESS, "127.0.0.1"))
        .put("userAgent", request.headers().getOrDefault("user-agent", ""));
    context.put("requestId", UUID.randomUUID().toString()).put("routeKey", match.route().key());
    context.put("stage", "$default").put("time", COMMON_LOG.format(now));
    return context.put("timeEpoch", now.toEpochMilli());
  }

  /// HTTP APIs hand a body on as text only where its type says that it is text; a form is not.
  private static void body(WebRequest request, ObjectNode event) {
    boolean text = isText(request.headers().getOrDefault("content-type", ""));
    byte[] body = request.body();
    if (body.length > 0) {
      event.put("body", text ? request.text() : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", !text && body.length > 0);
  }

  private static boolean isText(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || List.of("application/json", "application/xml", "application/javascript").contains(type)
        || type.endsWith("+json")
        || type.endsWith("+xml");
  }

  /// What the function's reply makes of the HTTP answer. A reply without a status is itself the
  /// body of a 200; one that is not JSON is an `UncheckedIOException`.
  static WebReply reply(byte[] written) {
    JsonNode reply = Json.read(new String(written, UTF_8));
    if (!reply.has("statusCode")) {
      return WebReply.json(200, Json.write(reply));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "text/plain;charset=UTF-8");
    reply
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue().asText()));
    List<String> cookies = new ArrayList<>();
    reply.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    if (!cookies.isEmpty()) {
      headers.put("set-cookie", String.join("\n", cookies));
    }
    String body = reply.path("body").asText("");
    byte[] bytes =
        reply.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(UTF_8);
    return new WebReply(reply.path("statusCode").asInt(), headers, bytes);
  }
}
