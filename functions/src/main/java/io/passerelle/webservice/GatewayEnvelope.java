package io.passerelle.webservice;

import io.passerelle.edge.JsonTree;
import io.passerelle.edge.Reply;
import io.passerelle.payment.Mode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the gateway puts around every answer of a web service, and what it says of a call that
/// failed.
///
/// `ticket` names the call where people talk of it.
record GatewayEnvelope(String service, Optional<Caller> caller, Instant at, String ticket) {

  Reply success(Map<String, @Nullable Object> answer) {
    return reply(200, "SUCCESS", answer);
  }

  /// `status` is that of HTTP: 200 for what is wrong with the business of a call.
  Reply failure(int status, GatewayFault fault) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("errorCode", fault.code());
    answer.put("errorMessage", fault.text());
    answer.put("detailedErrorCode", null);
    answer.put("detailedErrorMessage", fault.detail().isEmpty() ? null : fault.detail());
    answer.put("ticket", ticket);
    answer.put("shopId", caller.map(one -> one.shop().siteId().value()).orElse(null));
    answer.put("_type", "V4/WebService/WebServiceError");
    return reply(status, "ERROR", answer);
  }

  private Reply reply(int http, String status, Map<String, @Nullable Object> answer) {
    Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
    envelope.put("webService", service);
    envelope.put("version", "V4");
    envelope.put("applicationVersion", "1.0");
    envelope.put("status", status);
    envelope.put("answer", answer);
    envelope.put("ticket", ticket);
    envelope.put("serverDate", GatewayOrder.time(at));
    envelope.put("applicationProvider", "PASSERELLE");
    envelope.put("metadata", null);
    envelope.put("mode", caller.map(Caller::mode).map(Mode::name).orElse(null));
    envelope.put("serverUrl", null);
    envelope.put("_type", "V4/WebService/Response");
    return Reply.json(http, JsonTree.text(envelope));
  }
}
