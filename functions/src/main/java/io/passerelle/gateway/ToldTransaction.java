package io.passerelle.gateway;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.TransactionState;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/// One transaction as the REST API tells it, in a notification and in a web service's answer alike
/// (`V4/PaymentTransaction`, `V4/Transaction`).
public final class ToldTransaction {

  private static final int SEQUENCE_MAX = 9_999;

  private final Json json;

  ToldTransaction(Json json) {
    this.json = json;
  }

  Json json() {
    return json;
  }

  public Optional<String> uuid() {
    return json.get("uuid").text().filter(uuid -> !uuid.isBlank());
  }

  String word() {
    return json.get("detailedStatus").text("");
  }

  public TransactionState state() {
    return StatusWords.state(word());
  }

  public Operation operation() {
    return switch (json.get("operationType").text("")) {
      case "CREDIT" -> Operation.CREDIT;
      case "VERIFICATION" -> Operation.VERIFICATION;
      default -> Operation.DEBIT;
    };
  }

  public int sequence() {
    return details()
        .get("sequenceNumber")
        .number()
        .filter(number -> number >= 1 && number <= SEQUENCE_MAX)
        .map(Long::intValue)
        .orElse(1);
  }

  /// What the transaction moves. Under a conversion the REST API's `amount` is in the gateway's
  /// currency and `effectiveAmount` in the order's: the opposite of the form API.
  public Optional<Money> moved() {
    return money(json.get("amount"), json.get("currency"));
  }

  /// The same in the currency in which the order was asked to be paid.
  public Optional<Money> ofTheOrder() {
    Json details = details();
    return money(details.get("effectiveAmount"), details.get("effectiveCurrency")).or(this::moved);
  }

  /// What of it was given back, in the gateway's currency.
  Optional<Money> refunded() {
    Json capture = means().get("captureResponse");
    return money(capture.get("refundAmount"), capture.get("refundCurrency"));
  }

  /// The same in the currency in which the order was asked to be paid.
  Optional<Money> refundedOfTheOrder() {
    Json capture = means().get("captureResponse");
    return money(capture.get("effectiveRefundAmount"), capture.get("effectiveRefundCurrency"))
        .or(this::refunded);
  }

  /// The debit that a credit refunds; empty where that is not told.
  String parent() {
    return details().get("parentTransactionUuid").text("");
  }

  /// Whether it is one of several cards that paid together.
  boolean isSplit() {
    return "MULTI_PAYMENT_MEAN".equals(means().get("sequenceType").text(""))
        || "MULTI_PAYMENT_MEAN".equals(details().get("sequenceType").text(""));
  }

  static Optional<Money> money(Json amount, Json currency) {
    return amount
        .number()
        .filter(minorUnits -> minorUnits >= 0 && minorUnits <= Money.MINOR_UNITS_MAX)
        .flatMap(minorUnits ->
            currency.text().flatMap(Currency::ofCode).map(known -> Money.of(minorUnits, known)));
  }

  /// The details of a card and those of any other means of payment have the same shape.
  Json means() {
    Json card = details().get("cardDetails");
    return card.isPresent() ? card : details().get("paymentMethodDetails");
  }

  Json details() {
    return json.get("transactionDetails");
  }

  /// The attempt that it belongs to. A day that is not told there is that of the transaction, and
  /// not that of the telling (`otherwise`), which may come again another day.
  AttemptId attempt(Json otherwise) {
    LocalDate day =
        moment(otherwise)
            .orElseThrow(() -> new Rejection(Reason.INVALID, "serverDate"))
            .toLocalDate();
    return means()
        .get("legacyTransId")
        .text()
        .filter(AttemptId::isValid)
        .map(id -> new AttemptId(day, id))
        .orElseGet(() -> AttemptId.unnamed(day));
  }

  /// The attempt that it belongs to, by what the transaction itself tells.
  public AttemptId startedBy() {
    return attempt(json.get("creationDate"));
  }

  /// When the buyer set out, as far as it is told.
  Optional<OffsetDateTime> moment(Json otherwise) {
    return Stream.of(means().get("legacyTransDate"), json.get("creationDate"), otherwise)
        .filter(Json::isPresent)
        .findFirst()
        .map(ToldTransaction::utc);
  }

  static OffsetDateTime utc(Json date) {
    try {
      return OffsetDateTime.parse(date.text("")).withOffsetSameInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new Rejection(Reason.INVALID, "serverDate or legacyTransDate");
    }
  }

  String createdAt() {
    return json.get("creationDate").text("");
  }

  /// What is told of shop, order and mode must be what was asked for, where it is told at all.
  boolean isOf(RestAccount account) {
    return json.isObject()
        && json.get("shopId").text(account.siteId().value()).equals(account.siteId().value())
        && order().get("mode").text(account.mode().name()).equals(account.mode().name());
  }

  public boolean isOfOrder(String reference) {
    return order().get("orderId").text(reference).equals(reference);
  }

  /// What the order was asked to pay, where a transaction tells that of its order.
  public Optional<Money> orderTotal() {
    return money(order().get("orderTotalAmount"), order().get("orderCurrency"));
  }

  private Json order() {
    return json.get("orderDetails");
  }
}
