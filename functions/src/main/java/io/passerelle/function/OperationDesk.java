package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.By;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.Wish;
import io.passerelle.store.Ledger;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where operators ask for a refund, a cancellation, a capture or a modification, and how people
/// read what came of it.
final class OperationDesk {

  private final Ledger ledger;
  private final Operations operations;

  OperationDesk(Wiring wiring) {
    this.ledger = wiring.ledger();
    this.operations = Performing.operations(wiring);
  }

  /// `amount` is in the smallest unit of the order's currency, left out for all; `key` names the
  /// request, so that it can be sent again without being made again.
  OperationRequest ask(OrderId id, Wish wish, Json request) {
    Order order =
        ledger.order(id).orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such order"));
    String key = request.get("key").text("");
    if (!OperationId.isValid(key)) {
      throw new Rejection(Reason.INVALID, "key: 1 to 200 visible characters of ASCII");
    }
    return operations.ask(
        new OperationId(id, key),
        wish,
        amount(request, order.amount().currency()),
        By.OPERATOR,
        Map.of());
  }

  private static Optional<Money> amount(Json request, Currency ofTheOrder) {
    if (!request.has("amount") || !request.get("amount").isPresent()) {
      return Optional.empty();
    }
    String code = request.get("currency").text(ofTheOrder.name());
    Currency currency =
        Currency.ofCode(code).orElseThrow(() -> new Rejection(Reason.INVALID, "currency"));
    long amount =
        request
            .get("amount")
            .number()
            .filter(number -> number > 0 && number <= Money.MINOR_UNITS_MAX)
            .orElseThrow(() -> new Rejection(Reason.INVALID, "amount: a whole number of cents"));
    return Optional.of(Money.of(amount, currency));
  }

  static void write(JsonGenerator json, List<OperationRequest> operations) throws IOException {
    json.writeArrayFieldStart("operations");
    for (OperationRequest one : operations) {
      json.writeStartObject();
      json.writeStringField("key", one.id().key());
      json.writeStringField("operation", one.wish().name());
      json.writeStringField("by", one.by().name());
      json.writeStringField("state", one.state().name());
      json.writeStringField("askedAt", one.askedAt().toString());
      if (one.amount().isPresent()) {
        json.writeNumberField("amount", one.amount().get().minorUnits());
      } else {
        json.writeNullField("amount");
      }
      json.writeNumberField("done", one.done().minorUnits());
      json.writeStringField("currency", one.done().currency().name());
      json.writeStringField("reason", one.why().map(Refusal::name).orElse(""));
      json.writeStringField("words", one.why().map(Refusal::words).orElse(""));
      json.writeStringField("answer", one.detail());
      json.writeStringField("next", one.due().map(Object::toString).orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
