package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.gateway.Payment.Ending;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// A payment as the web services tell it (chapter 4.3): `V4/Payment` of a notification.
final class PaymentAnswer {

  private PaymentAnswer() {}

  /// `told` are the transactions that the answer speaks of: none where the buyer left.
  static ObjectNode of(GatewayShop shop, Payment payment, List<Transaction> told, Instant now) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("shopId", shop.siteId());
    answer.put("orderCycle", "CLOSED");
    answer.put("orderStatus", orderStatus(payment, told));
    answer.put("serverDate", date(now));
    answer.set("orderDetails", order(payment));
    answer.set("customer", customer(payment));
    var transactions = answer.putArray("transactions");
    told.forEach(one -> transactions.add(TransactionAnswer.of(shop, payment, one)));
    answer.putNull("subMerchantDetails");
    return answer.put("_type", "V4/Payment");
  }

  /// `2026-01-15T10:07:00+00:00`.
  static String date(Instant instant) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'")
        .format(instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  private static String orderStatus(Payment payment, List<Transaction> told) {
    if (payment.ending() == Ending.CANCELLED || payment.ending() == Ending.EXPIRED) {
      return Status.ABANDONED.rest();
    }
    return told.isEmpty() ? Status.REFUSED.rest() : told.getLast().status().rest();
  }

  private static ObjectNode order(Payment payment) {
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("orderTotalAmount", payment.amount());
    order.put("orderEffectiveAmount", payment.amount());
    order.put("orderCurrency", payment.currency().alpha());
    order.put("mode", payment.mode().name());
    putOrNull(order, "orderId", payment.field("vads_order_id"));
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    payment.form().entrySet().stream()
        .filter(field -> field.getKey().startsWith("vads_ext_info_"))
        .forEach(field ->
            metadata.put(field.getKey().substring("vads_ext_info_".length()), field.getValue()));
    if (metadata.isEmpty()) {
      order.putNull("metadata");
    } else {
      order.set("metadata", metadata);
    }
    return order.put("_type", "V4/OrderDetails");
  }

  private static ObjectNode customer(Payment payment) {
    ObjectNode customer = JsonNodeFactory.instance.objectNode();
    putOrNull(customer, "email", payment.field("vads_cust_email"));
    putOrNull(customer, "reference", payment.field("vads_cust_id"));
    customer.set("billingDetails", details(payment, BILLING, "V4/Customer/BillingDetails"));
    customer.set("shippingDetails", details(payment, SHIPPING, "V4/Customer/ShippingDetails"));
    return customer.put("_type", "V4/Customer/Customer");
  }

  private static final Map<String, String> BILLING =
      Map.of(
          "title", "vads_cust_title",
          "firstName", "vads_cust_first_name",
          "lastName", "vads_cust_last_name",
          "address", "vads_cust_address",
          "zipCode", "vads_cust_zip",
          "city", "vads_cust_city",
          "state", "vads_cust_state",
          "country", "vads_cust_country",
          "phoneNumber", "vads_cust_phone",
          "language", "vads_language");

  private static final Map<String, String> SHIPPING =
      Map.of(
          "firstName", "vads_ship_to_first_name",
          "lastName", "vads_ship_to_last_name",
          "address", "vads_ship_to_street",
          "address2", "vads_ship_to_street2",
          "zipCode", "vads_ship_to_zip",
          "city", "vads_ship_to_city",
          "state", "vads_ship_to_state",
          "country", "vads_ship_to_country",
          "phoneNumber", "vads_ship_to_phone_num");

  private static ObjectNode details(Payment payment, Map<String, String> names, String type) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    names.forEach((name, field) -> putOrNull(details, name, payment.field(field)));
    return details.put("_type", type);
  }

  static void putOrNull(ObjectNode node, String name, String value) {
    if (value.isEmpty()) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
