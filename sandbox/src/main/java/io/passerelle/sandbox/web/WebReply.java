package io.passerelle.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/// What the sandbox answers. A header's value of several lines is sent as that many headers:
/// cookies need it.
public record WebReply(int status, Map<String, String> headers, byte[] body) {

  public static WebReply html(int status, String page) {
    return of(status, "text/html; charset=utf-8", page);
  }

  public static WebReply text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text);
  }

  public static WebReply json(int status, String json) {
    return of(status, "application/json", json);
  }

  public static WebReply seeOther(String location) {
    return new WebReply(303, Map.of("location", location), new byte[0]);
  }

  public static WebReply of(int status, String contentType, String body) {
    return new WebReply(status, Map.of("content-type", contentType), body.getBytes(UTF_8));
  }

  public String text() {
    return new String(body, UTF_8);
  }
}
