package io.passerelle.gateway;

import io.passerelle.edge.Form;
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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A `kr-answer` whose hash was verified; only [AnswerSigner] makes one. It is read here and
/// nowhere else.
public final class SignedAnswer {

  private final Form form;
  private final Json answer;

  SignedAnswer(Form form) {
    this.form = form;
    this.answer = Json.parse(form.field(AnswerSigner.ANSWER).orElse(""));
  }

  /// The answer as a notification (REST V4 documentation, `V4/Payment`).
  public Notification notification() {
    List<Json> transactions = answer.get("transactions").items();
    List<Report> reports =
        transactions.isEmpty()
            ? List.of(withoutTransaction())
            : transactions.stream().map(this::report).toList();
    EventKind told = reports.getFirst().kind();
    EventKind kind = source().isReplay() ? EventKind.REPLAY : told;
    byte[] bytes = form.only(name -> name.startsWith("kr-"));
    return new Notification(Claim.Format.REST, kind, told, reports, bytes, Details.of(answer));
  }

  private Report report(Json transaction) {
    String word = transaction.get("detailedStatus").text("");
    TransactionState state = StatusWords.state(word);
    Optional<String> uuid = transaction.get("uuid").text();
    Json details = transaction.get("transactionDetails");
    int sequence = sequence(details);
    AttemptId attempt = attempt(transaction);
    return new Report(
        order(
            Optional.of(attempt)
                .filter(AttemptId::isNamed)
                .map(AttemptId::toString)
                .or(() -> uuid)),
        mode(),
        uuid,
        attempt,
        operation(transaction),
        sequence,
        state,
        word,
        amount(),
        moved(transaction),
        told(state, sequence));
  }

  /// A buyer who left before there was a transaction: the order's own status is all that is told.
  private Report withoutTransaction() {
    String word = answer.get("orderStatus").text("");
    TransactionState state = StatusWords.state(word);
    return new Report(
        order(Optional.empty()),
        mode(),
        Optional.empty(),
        AttemptId.unnamed(day(answer.get("serverDate"))),
        Operation.DEBIT,
        1,
        state,
        word,
        amount(),
        amount(),
        told(state, 1));
  }

  private OrderId order(Optional<String> otherwise) {
    // A card can be registered outside any order; it is then an order of its own.
    String reference =
        answer
            .get("orderDetails")
            .get("orderId")
            .text()
            .filter(text -> !text.isBlank())
            .or(() -> otherwise)
            .orElseThrow(() -> new Rejection(Reason.MALFORMED, "no orderId"));
    String siteId = answer.get("shopId").text("");
    if (!OrderId.isValid(reference) || !SiteId.isValid(siteId)) {
      throw new Rejection(Reason.INVALID, "orderId or shopId");
    }
    return new OrderId(new SiteId(siteId), reference);
  }

  public Mode mode() {
    return switch (answer.get("orderDetails").get("mode").text("")) {
      case "TEST" -> Mode.TEST;
      case "PRODUCTION" -> Mode.PRODUCTION;
      default -> throw new Rejection(Reason.INVALID, "mode");
    };
  }

  private Money amount() {
    Json order = answer.get("orderDetails");
    return money(order.get("orderTotalAmount"), order.get("orderCurrency"))
        .orElseThrow(() -> new Rejection(Reason.INVALID, "orderTotalAmount or orderCurrency"));
  }

  /// What the transaction moves. Under a conversion the REST API's `amount` is in the gateway's
  /// currency and `effectiveAmount` in the order's: the opposite of the form API.
  private Money moved(Json transaction) {
    return money(transaction.get("amount"), transaction.get("currency")).orElseGet(this::amount);
  }

  private static Optional<Money> money(Json amount, Json currency) {
    return amount
        .number()
        .filter(minorUnits -> minorUnits >= 0 && minorUnits <= Money.MINOR_UNITS_MAX)
        .flatMap(minorUnits ->
            currency.text().flatMap(Currency::ofCode).map(known -> Money.of(minorUnits, known)));
  }

  /// The details of a card and those of any other means of payment have the same shape. A day that
  /// is not told there is that of the transaction, and not that of the telling, which may come
  /// again another day.
  private AttemptId attempt(Json transaction) {
    Json details = transaction.get("transactionDetails");
    Json card = details.get("cardDetails");
    Json means = card.isPresent() ? card : details.get("paymentMethodDetails");
    LocalDate day =
        Stream.of(
                means.get("legacyTransDate"),
                transaction.get("creationDate"),
                answer.get("serverDate"))
            .filter(Json::isPresent)
            .findFirst()
            .map(SignedAnswer::day)
            .orElseThrow(() -> new Rejection(Reason.INVALID, "serverDate"));
    return means
        .get("legacyTransId")
        .text()
        .filter(AttemptId::isValid)
        .map(id -> new AttemptId(day, id))
        .orElseGet(() -> AttemptId.unnamed(day));
  }

  private static LocalDate day(Json date) {
    try {
      return OffsetDateTime.parse(date.text(""))
          .withOffsetSameInstant(ZoneOffset.UTC)
          .toLocalDate();
    } catch (DateTimeParseException e) {
      throw new Rejection(Reason.INVALID, "serverDate or legacyTransDate");
    }
  }

  private static Operation operation(Json transaction) {
    return switch (transaction.get("operationType").text("")) {
      case "CREDIT" -> Operation.CREDIT;
      case "VERIFICATION" -> Operation.VERIFICATION;
      default -> Operation.DEBIT;
    };
  }

  private static int sequence(Json details) {
    return details
        .get("sequenceNumber")
        .number()
        .filter(number -> number >= 1 && number <= 9_999)
        .map(Long::intValue)
        .orElse(1);
  }

  private CallSource source() {
    return CallSource.of(form.field("kr-src").filter(word -> !word.isEmpty()));
  }

  private EventKind told(TransactionState state, int sequence) {
    return answer.get("paymentOrderId").isPresent()
        ? EventKind.PAYMENT_ORDER
        : source().told(state, sequence);
  }
}
