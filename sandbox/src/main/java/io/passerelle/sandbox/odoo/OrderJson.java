package io.passerelle.sandbox.odoo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// An order as tests read it. Asked for by the reference of a payment, `state` is that payment's.
final class OrderJson {

  private OrderJson() {}

  static String of(OdooOrder order, String reference, List<Delivery> deliveries) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    State state = order.payment(reference).map(OdooPayment::state).orElse(order.state());
    json.put("reference", reference);
    json.put("order", order.reference());
    json.put("state", state.word());
    json.put("paid", order.isPaid());
    json.put("amount", order.product().price());
    json.put("currency", order.product().alpha());
    var payments = json.putArray("payments");
    order.payments().forEach(payment -> payments.add(payment(payment)));
    var received = json.putArray("notifications");
    deliveries.forEach(delivery -> received.add(delivery(delivery)));
    return json.toString();
  }

  private static ObjectNode payment(OdooPayment payment) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("reference", payment.reference());
    json.put("state", payment.state().word());
    json.put("transId", payment.transId());
    json.put("transactionUuid", payment.uuid());
    json.put("message", payment.message());
    json.put("createdAt", payment.createdAt().toString());
    return json.put("changedAt", payment.changedAt().toString());
  }

  private static ObjectNode delivery(Delivery delivery) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", delivery.at().toString());
    json.put("reference", delivery.reference());
    json.put("origin", delivery.origin());
    json.put("status", delivery.status());
    json.put("answer", delivery.answer());
    json.put("fingerprint", delivery.fingerprint());
    ObjectNode headers = json.putObject("headers");
    delivery.headers().forEach(headers::put);
    return json;
  }
}
