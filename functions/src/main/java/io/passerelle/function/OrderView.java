package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.delivery.Delivery;
import io.passerelle.edge.Json;
import io.passerelle.payment.Order;
import io.passerelle.payment.Schedule;
import io.passerelle.payment.Start;
import io.passerelle.payment.Transaction;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.OrderPage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// An order as people read it: its state, its attempts, its history, its deliveries.
final class OrderView {

  private OrderView() {}

  static String of(OrderPage page, Spoken spoken) {
    Order order = page.order();
    return Json.object(json -> {
      json.writeStringField("siteId", order.id().siteId().value());
      json.writeStringField("orderId", order.id().reference());
      json.writeStringField("state", order.state().name());
      json.writeBooleanField("paid", order.isPaid());
      json.writeStringField("mode", order.mode().name());
      json.writeNumberField("amount", order.amount().minorUnits());
      json.writeStringField("currency", order.amount().currency().name());
      json.writeBooleanField("startedHere", order.startedHere());
      json.writeBooleanField("paidTwice", order.paidAttempts() > 1);
      writeAttempts(json, order);
      writeSchedule(json, order);
      OperationDesk.write(json, page.operations());
      writeHistory(json, page.history());
      json.writeArrayFieldStart("deliveries");
      for (Delivery delivery : page.deliveries()) {
        json.writeStartObject();
        DeliveryView.write(json, delivery, spoken);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void writeAttempts(JsonGenerator json, Order order) throws IOException {
    json.writeArrayFieldStart("attempts");
    for (Transaction transaction :
        order.transactions().values().stream().sorted(OrderView::byAttempt).toList()) {
      json.writeStartObject();
      json.writeStringField("transactionUuid", transaction.key());
      json.writeStringField("transactionId", transaction.attempt().transactionId());
      json.writeStringField("date", transaction.attempt().day().toString());
      json.writeStringField("operation", transaction.operation().name());
      json.writeNumberField("sequence", transaction.sequence());
      json.writeStringField("status", transaction.state().name());
      json.writeNumberField("amount", transaction.effective().minorUnits());
      json.writeStringField("currency", transaction.effective().currency().name());
      json.writeEndObject();
    }
    for (Start start : order.starts()) {
      if (order.transactions().values().stream()
          .noneMatch(transaction -> transaction.attempt().equals(start.attempt()))) {
        json.writeStartObject();
        json.writeStringField("transactionId", start.attempt().transactionId());
        json.writeStringField("date", start.attempt().day().toString());
        json.writeStringField("operation", "DEBIT");
        json.writeNumberField("sequence", 1);
        json.writeStringField("status", "STARTED");
        json.writeNumberField("amount", start.amount().minorUnits());
        json.writeStringField("currency", start.amount().currency().name());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /// Only where the order is paid in parts.
  private static void writeSchedule(JsonGenerator json, Order order) throws IOException {
    Optional<Schedule> schedule = Schedule.of(order);
    if (schedule.isEmpty()) {
      return;
    }
    String untold = schedule.get().open() ? "PLANNED" : "DROPPED";
    json.writeArrayFieldStart("instalments");
    for (Schedule.Part part : schedule.get().parts()) {
      json.writeStartObject();
      json.writeNumberField("sequence", part.sequence());
      json.writeStringField("date", part.due().toString());
      json.writeNumberField("amount", part.amount().minorUnits());
      json.writeStringField("currency", part.amount().currency().name());
      json.writeStringField("status", part.state().map(Enum::name).orElse(untold));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static int byAttempt(Transaction one, Transaction other) {
    int attempts = one.attempt().toString().compareTo(other.attempt().toString());
    return attempts != 0 ? attempts : Integer.compare(one.sequence(), other.sequence());
  }

  private static void writeHistory(JsonGenerator json, List<HistoryLine> history)
      throws IOException {
    json.writeArrayFieldStart("history");
    for (HistoryLine line : history) {
      json.writeStartObject();
      json.writeStringField("at", line.at().toString());
      json.writeStringField("operation", line.operation());
      json.writeStringField("origin", line.origin());
      json.writeStringField("info", line.info());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
