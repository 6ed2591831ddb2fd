package io.passerelle.gateway;

import io.passerelle.payment.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The order within an answer of the REST API (`V4/OrderDetails`), from a form's fields.
final class OrderDetails {

  private static final String EXTRA = "vads_ext_info_";

  private OrderDetails() {}

  /// `fields` are empty where a web service told of the order by its reference.
  static Map<String, @Nullable Object> of(Map<String, String> fields, Report report) {
    Map<String, @Nullable Object> order = new LinkedHashMap<>();
    order.put("orderTotalAmount", report.amount().minorUnits());
    order.put("orderEffectiveAmount", report.amount().minorUnits());
    order.put("orderCurrency", report.amount().currency().name());
    order.put("mode", report.mode().name());
    order.put("orderId", isNamed(fields) ? report.order().reference() : null);
    order.put("metadata", metadata(fields));
    order.put("_type", "V4/OrderDetails");
    return order;
  }

  /// A payment outside any order is known by its uuid, which is no reference of the shop's.
  private static boolean isNamed(Map<String, String> fields) {
    return fields.isEmpty() || !fields.getOrDefault("vads_order_id", "").isEmpty();
  }

  private static @Nullable Map<String, String> metadata(Map<String, String> fields) {
    Map<String, String> metadata = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (name.startsWith(EXTRA)) {
        metadata.put(name.substring(EXTRA.length()), value);
      }
    });
    return metadata.isEmpty() ? null : metadata;
  }
}
