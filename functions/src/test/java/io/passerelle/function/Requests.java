package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.AnswerSigner;
import io.passerelle.gateway.FormSigner;
import io.passerelle.gateway.Vectors;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// Requests in the shapes that AWS hands over, with fields that are signed with the test key of the
/// recorded events.
final class Requests {

  static final Secret KEY = Secret.of("1122334455667788");
  static final Secret PASSWORD = Secret.of("testpassword_of_the_recorded_events");

  static final Map<String, String> FORM =
      Map.of(
          "vads_version", "V2",
          "vads_site_id", "12345678",
          "vads_ctx_mode", "TEST",
          "vads_trans_id", "360000",
          "vads_trans_date", "20260115100000",
          "vads_amount", "4990",
          "vads_currency", "978",
          "vads_order_id", "SO0042-1");

  private Requests() {}

  /// A payment form of a shop module, with some fields changed; an empty change leaves one out.
  static byte[] paymentForm(String... changes) {
    return Vectors.body(signed(changed(FORM, changes), KEY));
  }

  /// A notification of a payment by which the buyer had the card kept: CB, 0014, until June 2028.
  static byte[] keeping(String token) {
    return notification(
        "AUTHORISED",
        "vads_identifier",
        token,
        "vads_identifier_status",
        "CREATED",
        "vads_card_brand",
        "CB",
        "vads_card_number",
        "497010XXXXXX0014",
        "vads_expiry_month",
        "6",
        "vads_expiry_year",
        "2028");
  }

  /// A notification of the payment of that form.
  static byte[] notification(String status, String... changes) {
    Map<String, String> fields = new TreeMap<>(FORM);
    fields.put("vads_trans_status", status);
    fields.put("vads_trans_uuid", "0123456789abcdef0123456789abcdef");
    fields.put("vads_operation_type", "DEBIT");
    fields.put("vads_sequence_number", "1");
    fields.put("vads_effective_amount", "4990");
    fields.put("vads_effective_currency", "978");
    fields.put("vads_url_check_src", "PAY");
    return Vectors.body(signed(changed(fields, changes), KEY));
  }

  static Map<String, String> changed(Map<String, String> fields, String... changes) {
    Map<String, String> changed = new TreeMap<>(fields);
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1].equals("-")) {
        changed.remove(changes[i]);
      } else {
        changed.put(changes[i], changes[i + 1]);
      }
    }
    return changed;
  }

  static Map<String, String> signed(Map<String, String> fields, Secret key) {
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put("signature", FormSigner.hmacSha256(key).sign(fields));
    return signed;
  }

  static byte[] rest(String answer, Secret password) {
    return Vectors.body(
        Map.of("kr-answer", answer, "kr-hash", new AnswerSigner(password).sign(answer)));
  }

  /// The same payment as [#notification], as the REST API tells it.
  static String restAnswer(String status) {
    return """
    {"shopId":"12345678","orderStatus":"PAID","serverDate":"2026-01-15T10:00:05+00:00",\
    "orderDetails":{"orderTotalAmount":4990,"orderCurrency":"EUR","mode":"TEST",\
    "orderId":"SO0042-1"},"transactions":[{"uuid":"0123456789abcdef0123456789abcdef",\
    "amount":4990,"currency":"EUR","detailedStatus":"%s","operationType":"DEBIT",\
    "transactionDetails":{"sequenceNumber":1,"cardDetails":{"legacyTransId":"360000",\
    "legacyTransDate":"2026-01-15T10:00:00+00:00"}}}]}\
    """
        .formatted(status);
  }

  static String form(String path, byte[] body) {
    return http(path, "application/x-www-form-urlencoded", body, Map.of());
  }

  static String ipn(byte[] body) {
    return http(
        "/payment/lyra/ipn", "application/x-www-form-urlencoded", body, Map.of("app", "lyra"));
  }

  static String http(
      String path, String contentType, byte[] body, Map<String, String> pathParameters) {
    return Json.object(json -> {
      json.writeStringField("version", "2.0");
      json.writeStringField("rawPath", path);
      json.writeObjectFieldStart("headers");
      json.writeStringField("content-type", contentType);
      json.writeEndObject();
      json.writeObjectFieldStart("requestContext");
      json.writeObjectFieldStart("http");
      json.writeStringField("method", "POST");
      json.writeStringField("sourceIp", "194.50.38.7");
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("pathParameters");
      for (Map.Entry<String, String> parameter : pathParameters.entrySet()) {
        json.writeStringField(parameter.getKey(), parameter.getValue());
      }
      json.writeEndObject();
      json.writeStringField("body", Base64.getEncoder().encodeToString(body));
      json.writeBooleanField("isBase64Encoded", true);
    });
  }

  static String sqs(String... bodies) {
    return Json.object(json -> {
      json.writeArrayFieldStart("Records");
      for (int i = 0; i < bodies.length; i++) {
        json.writeStartObject();
        json.writeStringField("messageId", "message-" + i);
        json.writeStringField("body", bodies[i]);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  static String text(byte[] body) {
    return new String(body, UTF_8);
  }
}
