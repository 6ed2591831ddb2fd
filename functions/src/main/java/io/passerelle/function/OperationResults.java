package io.passerelle.function;

import io.passerelle.delivery.Delivery;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.State;
import io.passerelle.payment.Refusal;
import io.passerelle.shop.OperationResult;
import io.passerelle.shop.OperationResult.Kind;
import io.passerelle.store.Ledger;
import java.util.Optional;

/// What came of a request, as the platform that asked for it is told.
final class OperationResults {

  private OperationResults() {}

  /// Empty where a delivery tells of no request, or of one that is not over.
  static Optional<OperationResult> of(Delivery delivery, Ledger ledger) {
    if (!delivery.target().startsWith(Delivery.OPERATION)) {
      return Optional.empty();
    }
    String key = delivery.target().substring(Delivery.OPERATION.length());
    return ledger
        .operation(new OperationId(delivery.id().order(), key))
        .filter(OperationRequest::isOver)
        .map(OperationResults::of);
  }

  static OperationResult of(OperationRequest request) {
    Kind kind =
        switch (request.wish()) {
          case REFUND -> Kind.REFUND;
          case CANCEL -> Kind.CANCEL;
          case CAPTURE, MODIFY -> Kind.CAPTURE;
        };
    String reason = request.why().map(Refusal::words).orElse("");
    return new OperationResult(
        request.id().key(), kind, request.state() == State.DONE, reason, request.fields());
  }
}
