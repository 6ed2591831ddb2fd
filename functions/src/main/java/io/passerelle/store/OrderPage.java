package io.passerelle.store;

import io.passerelle.delivery.Delivery;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.Order;
import java.util.List;

/// All that is known of an order.
public record OrderPage(
    Order order,
    List<HistoryLine> history,
    List<Delivery> deliveries,
    List<OperationRequest> operations) {

  public OrderPage {
    history = List.copyOf(history);
    deliveries = List.copyOf(deliveries);
    operations = List.copyOf(operations);
  }
}
