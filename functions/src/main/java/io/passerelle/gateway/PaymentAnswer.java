package io.passerelle.gateway;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Report;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.TransactionState;
import java.util.List;
import java.util.Optional;

/// A payment as the REST API tells it (`V4/Payment`), whoever sent it: an order and its
/// transactions, the latest first.
record PaymentAnswer(Json json, CallSource source) {

  List<ToldTransaction> transactions() {
    return json.get("transactions").items().stream().map(ToldTransaction::new).toList();
  }

  List<Report> reports() {
    List<Report> reports = transactions().stream().map(this::report).toList();
    return reports.isEmpty() ? List.of(withoutTransaction()) : reports;
  }

  private Report report(ToldTransaction transaction) {
    AttemptId attempt = transaction.attempt(json.get("serverDate"));
    return new Report(
        order(
            Optional.of(attempt)
                .filter(AttemptId::isNamed)
                .map(AttemptId::toString)
                .or(transaction::uuid)),
        mode(),
        transaction.uuid(),
        attempt,
        transaction.operation(),
        transaction.sequence(),
        transaction.state(),
        transaction.word(),
        amount(),
        transaction.moved().orElseGet(this::amount),
        told(transaction.state(), transaction.sequence()));
  }

  /// A buyer who left before there was a transaction: the order's own status is all that is told.
  private Report withoutTransaction() {
    String word = orderStatus();
    TransactionState state = StatusWords.state(word);
    return new Report(
        order(Optional.empty()),
        mode(),
        Optional.empty(),
        AttemptId.unnamed(ToldTransaction.utc(json.get("serverDate")).toLocalDate()),
        Operation.DEBIT,
        1,
        state,
        word,
        amount(),
        amount(),
        told(state, 1));
  }

  String orderStatus() {
    return json.get("orderStatus").text("");
  }

  Optional<String> orderId() {
    return json.get("orderDetails").get("orderId").text().filter(text -> !text.isBlank());
  }

  private OrderId order(Optional<String> otherwise) {
    // A card can be registered outside any order; it is then an order of its own.
    String reference =
        orderId()
            .or(() -> otherwise)
            .orElseThrow(() -> new Rejection(Reason.MALFORMED, "no orderId"));
    String siteId = json.get("shopId").text("");
    if (!OrderId.isValid(reference) || !SiteId.isValid(siteId)) {
      throw new Rejection(Reason.INVALID, "orderId or shopId");
    }
    return new OrderId(new SiteId(siteId), reference);
  }

  Mode mode() {
    return switch (json.get("orderDetails").get("mode").text("")) {
      case "TEST" -> Mode.TEST;
      case "PRODUCTION" -> Mode.PRODUCTION;
      default -> throw new Rejection(Reason.INVALID, "mode");
    };
  }

  Money amount() {
    Json order = json.get("orderDetails");
    return ToldTransaction.money(order.get("orderTotalAmount"), order.get("orderCurrency"))
        .or(this::nothing)
        .orElseThrow(() -> new Rejection(Reason.INVALID, "orderTotalAmount or orderCurrency"));
  }

  /// Where a card is registered and nothing paid, no amount need be told, nor a currency.
  private Optional<Money> nothing() {
    List<ToldTransaction> told = transactions();
    boolean cardAlone =
        told.isEmpty()
            ? orderStatus().equals("ABANDONED")
            : told.stream().allMatch(one -> one.operation() == Operation.VERIFICATION);
    Currency currency =
        json.get("orderDetails")
            .get("orderCurrency")
            .text()
            .flatMap(Currency::ofCode)
            .orElse(Currency.EUR);
    return cardAlone ? Optional.of(Money.of(0, currency)) : Optional.empty();
  }

  private EventKind told(TransactionState state, int sequence) {
    return json.get("paymentOrderId").isPresent()
        ? EventKind.PAYMENT_ORDER
        : source.told(state, sequence);
  }
}
