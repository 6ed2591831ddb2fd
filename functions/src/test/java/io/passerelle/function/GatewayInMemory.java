package io.passerelle.function;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Outgoing;
import io.passerelle.edge.Json;
import io.passerelle.gateway.Vectors;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the gateway knows of the orders of a simulation: its side of the truth, its notifications
/// and its answer to `Order/Get`. It takes each transaction id once, as the real one does (error
/// 03).
final class GatewayInMemory {

  private static final DateTimeFormatter FORM_DATE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  /// One transaction: an attempt at paying, or a refund of one.
  record Made(String uuid, String transactionId, Instant at, String operation, String status) {

    boolean isPaid() {
      return operation.equals("DEBIT")
          && (status.equals("AUTHORISED") || status.equals("CAPTURED"));
    }
  }

  private final Map<String, Map<String, Made>> made = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private long hashes;

  /// Whether a buyer who comes with a form is let in.
  boolean takes(String site, String transactionId) {
    return taken.add(site + "/" + transactionId);
  }

  void tells(String site, String order, Made one) {
    made.computeIfAbsent(site + "/" + order, _ -> new LinkedHashMap<>()).put(one.uuid(), one);
  }

  List<Made> of(String site, String order) {
    return List.copyOf(made.getOrDefault(site + "/" + order, Map.of()).values());
  }

  static Map<String, String> form(String site, String order, String transactionId, Instant at) {
    Map<String, String> fields = new TreeMap<>(Requests.FORM);
    fields.put("vads_site_id", site);
    fields.put("vads_order_id", order);
    fields.put("vads_trans_id", transactionId);
    fields.put("vads_trans_date", FORM_DATE.format(at));
    return fields;
  }

  /// A notification, with a hash of its own each time it is made. Of a buyer who left there is no
  /// transaction.
  byte[] notification(String site, String order, Made one) {
    Map<String, String> fields = form(site, order, one.transactionId(), one.at());
    fields.put("vads_trans_status", one.status());
    fields.put("vads_hash", Long.toHexString(hashes++));
    fields.put("vads_url_check_src", "PAY");
    if (!one.status().equals("ABANDONED")) {
      fields.put("vads_trans_uuid", one.uuid());
      fields.put("vads_operation_type", one.operation());
      fields.put("vads_sequence_number", "1");
    }
    return Vectors.body(Requests.signed(fields, Requests.KEY));
  }

  /// `Order/Get`, the only service that the bridge asks for here.
  Answer answer(Outgoing outgoing, String site) {
    String order = Json.parse(Requests.text(outgoing.body())).get("orderId").text("");
    List<Made> found = of(site, order);
    if (found.isEmpty()) {
      return Bridge.answered(200, "{\"status\":\"ERROR\",\"answer\":{\"errorCode\":\"PSP_010\"}}");
    }
    String answer =
        Json.object(json -> {
          json.writeStringField("status", "SUCCESS");
          json.writeStringField("mode", "TEST");
          json.writeObjectFieldStart("answer");
          json.writeArrayFieldStart("transactions");
          for (Made one : found) {
            json.writeRawValue(transaction(site, one));
          }
          json.writeEndArray();
          json.writeEndObject();
        });
    return Bridge.answered(200, answer);
  }

  private static String transaction(String site, Made one) {
    return Json.object(json -> {
      json.writeStringField("shopId", site);
      json.writeStringField("uuid", one.uuid());
      json.writeNumberField("amount", 4_990);
      json.writeStringField("currency", "EUR");
      json.writeStringField("detailedStatus", one.status());
      json.writeStringField("operationType", one.operation());
      json.writeStringField("creationDate", one.at().toString());
      json.writeObjectFieldStart("transactionDetails");
      json.writeNumberField("sequenceNumber", 1);
      json.writeNumberField("effectiveAmount", 4_990);
      json.writeStringField("effectiveCurrency", "EUR");
      json.writeObjectFieldStart("cardDetails");
      json.writeStringField("legacyTransId", one.transactionId());
      json.writeStringField("legacyTransDate", one.at().toString());
      json.writeEndObject();
      json.writeEndObject();
    });
  }
}
