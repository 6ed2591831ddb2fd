package io.passerelle.webservice;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What can be wrong with a call, as a problem document (RFC 9457): its type, HTTP status and
/// title.
enum Problem {
  MALFORMED(400, "The request cannot be read"),
  WRONG_PASSWORD(401, "Wrong site id or password"),
  NOT_FOUND(404, "There is no such payment order"),
  CONFLICT(409, "It cannot be done as things stand"),
  CHANGED(412, "The payment order is not as it was read"),
  TOO_LARGE(413, "The request is too large"),
  WRONG_CONTENT_TYPE(415, "JSON is due"),
  INVALID_FIELD(422, "A field cannot be so"),
  KEY_REUSED(422, "The idempotency key stands for another request"),
  TOO_MANY_TRIES(429, "Too many wrong passwords");

  private static final String TYPES = "urn:passerelle:problem:";

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /// Such as `urn:passerelle:problem:invalid-field`.
  String type() {
    return TYPES + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Problem of(Rejection rejection) {
    return switch (rejection.reason()) {
      case WRONG_PASSWORD -> WRONG_PASSWORD;
      case TOO_MANY_TRIES -> TOO_MANY_TRIES;
      case NOT_FOUND, UNKNOWN_SHOP, UNKNOWN_BRAND -> NOT_FOUND;
      case CONFLICT -> CONFLICT;
      case TOO_LARGE -> TOO_LARGE;
      case WRONG_CONTENT_TYPE -> WRONG_CONTENT_TYPE;
      case INVALID, NOT_OFFERED -> INVALID_FIELD;
      case MALFORMED,
          DUPLICATE_FIELD,
          TOO_MANY_FIELDS,
          WRONG_CHARSET,
          BAD_SIGNATURE,
          WRONG_SOURCE ->
          MALFORMED;
    };
  }

  Reply reply(String detail) {
    return reply(detail, Map.of());
  }

  /// `more` are members that this type of problem has beside the usual ones.
  Reply reply(String detail, Map<String, String> more) {
    String body =
        Json.object(json -> {
          json.writeStringField("type", type());
          json.writeStringField("title", title);
          json.writeNumberField("status", status);
          if (!detail.isEmpty()) {
            json.writeStringField("detail", detail);
          }
          for (Map.Entry<String, String> member : more.entrySet()) {
            json.writeStringField(member.getKey(), member.getValue());
          }
        });
    return new Reply(status, headers(), body);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/problem+json");
    headers.put("cache-control", "no-store");
    if (this == WRONG_PASSWORD) {
      headers.put("www-authenticate", "Basic realm=\"payment orders\", charset=\"UTF-8\"");
    }
    if (this == TOO_MANY_TRIES) {
      headers.put("retry-after", Long.toString(Callers.FAILURES.window().toSeconds()));
    }
    return headers;
  }
}
