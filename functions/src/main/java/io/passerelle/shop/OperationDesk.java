package io.passerelle.shop;

import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import java.util.Map;
import java.util.Optional;

/// Where a platform's merchant asks for a refund, a capture or a void.
///
/// What is asked is written down before this returns, once for each `key`; what comes of it is told
/// to the platform later, with the same `fields`. `amount` is empty for all that there is.
@FunctionalInterface
public interface OperationDesk {

  void ask(
      OrderId order,
      String key,
      OperationResult.Kind kind,
      Optional<Money> amount,
      Map<String, String> fields);
}
