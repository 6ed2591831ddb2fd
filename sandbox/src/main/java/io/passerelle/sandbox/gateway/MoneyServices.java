package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.gateway.Ledger.Happening;
import io.passerelle.sandbox.gateway.Ledger.Moved;
import io.passerelle.sandbox.gateway.Notifier.News;
import io.passerelle.sandbox.gateway.Transaction.Operation;
import java.util.Optional;

/// The web services that change a payment (chapter 4.5): refund, cancel, modify, validate, with the
/// error codes of chapter 4.6. None of them knows its caller again: a refund that is asked for
/// twice is made twice. The shop is told of each as of an operation of the back office.
final class MoneyServices {

  private final Payments payments;
  private final Ledger ledger;
  private final Notifier notifier;

  MoneyServices(Payments payments, Ledger ledger, Notifier notifier) {
    this.payments = payments;
    this.ledger = ledger;
    this.notifier = notifier;
  }

  /// One payment of the shop that calls, and the transaction that the call names.
  private record Named(GatewayShop shop, Payment payment, Transaction transaction) {}

  /// Empty where there is no such service.
  Optional<ObjectNode> call(String service, GatewayShop shop, Mode mode, JsonNode argument)
      throws ServiceError {
    return switch (service) {
      case "Transaction/CancelOrRefund" -> Optional.of(cancelOrRefund(shop, mode, argument));
      case "Transaction/Refund" -> Optional.of(refund(named(shop, mode, argument), argument));
      case "Transaction/Cancel" -> Optional.of(cancel(named(shop, mode, argument)));
      case "Transaction/Update" -> Optional.of(update(named(shop, mode, argument), argument));
      case "Transaction/Validate" -> Optional.of(validate(named(shop, mode, argument)));
      default -> Optional.empty();
    };
  }

  private ObjectNode cancelOrRefund(GatewayShop shop, Mode mode, JsonNode argument)
      throws ServiceError {
    Named named = named(shop, mode, argument);
    boolean captured = named.transaction().status() == Status.CAPTURED;
    return switch (argument.path("resolutionMode").asText("AUTO")) {
      case "REFUND_ONLY" -> refund(named, argument);
      case "CANCELLATION_ONLY" -> cancel(named);
      case "AUTO" -> captured ? refund(named, argument) : cancel(named);
      default -> throw new ServiceError("INT_009", "invalid resolutionMode");
    };
  }

  private ObjectNode refund(Named named, JsonNode argument) throws ServiceError {
    Transaction debit = named.transaction();
    if (debit.status() == Status.CANCELLED) {
      throw new ServiceError("PSP_105", "transaction already cancelled");
    }
    if (debit.status() != Status.CAPTURED || debit.operation() != Operation.DEBIT) {
      throw new ServiceError("PSP_076", "refund not possible, the transaction can be cancelled");
    }
    if (debit.remaining() == 0) {
      throw new ServiceError("PSP_104", "transaction already refunded");
    }
    long amount = amount(named, argument).orElse(debit.remaining());
    if (amount > debit.amount()) {
      throw new ServiceError("PSP_510", "refund amount above the transaction's");
    }
    if (amount > debit.remaining()) {
      throw new ServiceError("PSP_511", "refund amount above what is left");
    }
    return happen(named, Event.REFUND, Optional.of(amount));
  }

  private ObjectNode cancel(Named named) throws ServiceError {
    Status status = named.transaction().status();
    if (status == Status.CANCELLED) {
      throw new ServiceError("PSP_105", "transaction already cancelled");
    }
    if (status == Status.CAPTURED) {
      throw new ServiceError("PSP_075", "cancellation not possible, the transaction is captured");
    }
    if (!Event.CANCEL.isPossible(status)) {
      throw new ServiceError("PSP_011", "invalid action in this state");
    }
    return happen(named, Event.CANCEL, Optional.empty());
  }

  private ObjectNode update(Named named, JsonNode argument) throws ServiceError {
    JsonNode update = argument.path("cardUpdate");
    Transaction transaction = named.transaction();
    if (!Event.MODIFY.isPossible(transaction.status())) {
      throw new ServiceError("PSP_503", "invalid status for this action");
    }
    long amount = amount(named, update).orElseThrow(() -> new ServiceError("INT_009", "no amount"));
    if (amount > transaction.amount()) {
      throw new ServiceError("PSP_503", "an amount can only go down");
    }
    return amount == transaction.amount()
        ? answer(named.shop(), named.payment(), transaction)
        : happen(named, Event.MODIFY, Optional.of(amount));
  }

  private ObjectNode validate(Named named) throws ServiceError {
    if (!Event.VALIDATE.isPossible(named.transaction().status())) {
      throw new ServiceError("PSP_503", "invalid status for this action");
    }
    return happen(named, Event.VALIDATE, Optional.empty());
  }

  private ObjectNode happen(Named named, Event event, Optional<Long> amount) throws ServiceError {
    try {
      Moved moved = ledger.happen(named.transaction().uuid(), new Happening(event, amount, false));
      notifier.tell(new News(moved.payment(), moved.told(), event.source(), new Tampering("")));
      return answer(named.shop(), moved.payment(), moved.told());
    } catch (BadRequest e) {
      throw new ServiceError("PSP_503", String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode answer(GatewayShop shop, Payment payment, Transaction told) {
    return TransactionAnswer.of(shop, payment, told).put("_type", "V4/Transaction");
  }

  private Named named(GatewayShop shop, Mode mode, JsonNode argument) throws ServiceError {
    String uuid = argument.path("uuid").asText("");
    Payment payment =
        payments
            .ofTransaction(uuid)
            .filter(found -> found.siteId().equals(shop.siteId()) && found.mode() == mode)
            .orElseThrow(() -> new ServiceError("PSP_010", "transaction not found"));
    return new Named(shop, payment, payment.transaction(uuid).orElseThrow());
  }

  /// The amount in the order's currency. Under a conversion the shop's own currency is taken too.
  private static Optional<Long> amount(Named named, JsonNode node) throws ServiceError {
    JsonNode amount = node.path("amount");
    if (amount.isMissingNode() || amount.isNull()) {
      return Optional.empty();
    }
    if (!amount.canConvertToLong() || amount.asLong() < 1 || !amount.isIntegralNumber()) {
      throw new ServiceError("INT_009", "invalid amount");
    }
    Currency currency = named.payment().currency();
    String asked = node.path("currency").asText(currency.alpha());
    if (asked.equals(currency.alpha())) {
      return Optional.of(amount.asLong());
    }
    boolean converted = named.shop().converted().contains(currency.numeric());
    if (!converted || !asked.equals(Currency.EURO.alpha())) {
      throw new ServiceError("PSP_610", "no acceptance agreement for this currency");
    }
    long rest = named.transaction().remaining();
    return Optional.of(
        currency.inCents(rest) == amount.asLong() ? rest : currency.ofCents(amount.asLong()));
  }
}
