package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A mail that the mailbox caught; header names as they were sent, of one sent twice the first.
public record Mail(
    Instant at,
    String from,
    List<String> to,
    String subject,
    String text,
    String html,
    Map<String, String> headers) {

  ObjectNode json() {
    ObjectNode json = Json.object().put("at", at.toString()).put("from", from);
    to.forEach(json.putArray("to")::add);
    json.put("subject", subject).put("text", text).put("html", html);
    headers.forEach(json.putObject("headers")::put);
    return json;
  }
}
