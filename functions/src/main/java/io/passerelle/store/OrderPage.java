package io.passerelle.store;

import io.passerelle.aws.Table.Row;
import io.passerelle.delivery.Delivery;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.Order;
import java.util.ArrayList;
import java.util.Comparator;
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

  /// Read from all rows of its partition.
  static OrderPage of(Order order, List<Row> rows, HistoryItem lines) {
    List<HistoryLine> history = new ArrayList<>();
    List<Delivery> deliveries = new ArrayList<>();
    List<OperationRequest> operations = new ArrayList<>();
    for (Row row : rows) {
      if (row.key().sort().startsWith(HistoryItem.PREFIX)) {
        history.add(lines.read(order.id(), row));
      } else if (row.key().sort().startsWith(DeliveryItem.PREFIX)) {
        deliveries.add(DeliveryItem.read(order.id(), row));
      } else if (row.key().sort().startsWith(OperationItem.PREFIX)) {
        operations.add(OperationItem.read(order.id(), row));
      }
    }
    history.sort(Comparator.comparing(HistoryLine::at).thenComparing(HistoryLine::id));
    operations.sort(Comparator.comparing(OperationRequest::askedAt));
    return new OrderPage(order, history, deliveries, operations);
  }
}
