package io.passerelle.shop.ecwid;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.Transaction;
import io.passerelle.payment.TransactionState;
import io.passerelle.shop.Connection;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.PlatformResult;
import io.passerelle.shop.PlatformResult.Again;
import io.passerelle.shop.PlatformResult.Done;
import io.passerelle.shop.PlatformResult.Never;
import io.passerelle.shop.PlatformVoice;
import io.passerelle.shop.Telling;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// Tells a store how far an order is paid: `PUT /orders/{reference}`.
///
/// The buyer is to be sent back after it and not before, because Ecwid's page shows what the order
/// says at that moment.
public final class EcwidVoice implements PlatformVoice {

  private static final int DETAIL_MAX = 200;

  @Override
  public Optional<String> address(Connection connection) {
    return connection
        .field("storeId")
        .filter(_ -> connection.secrets().containsKey("token"))
        .map(store -> EcwidHosts.api(connection) + "/" + store + "/orders");
  }

  /// A store is told of the orders that its checkout sent here, and of no others.
  @Override
  public Optional<PlatformRequest> telling(Telling telling) {
    Optional<EcwidStatus> status = EcwidStatus.of(telling.order().state());
    Optional<String> reference =
        telling.session().flatMap(session -> session.field(EcwidSession.REFERENCE));
    if (status.isEmpty() || reference.isEmpty()) {
      return Optional.empty();
    }
    EcwidApi api = EcwidApi.of(telling.connection());
    return Optional.of(api.pay(reference.get(), status.get(), paying(telling.order())));
  }

  /// The gateway's own name of the payment that counts, so that people find it there.
  private static Optional<String> paying(Order order) {
    return order.transactions().values().stream()
        .filter(transaction -> transaction.operation() == Operation.DEBIT)
        .max(Comparator.comparing(Transaction::state).thenComparing(Transaction::key))
        .filter(transaction -> transaction.state() != TransactionState.ABANDONED)
        .map(Transaction::key)
        .filter(key -> key.matches("[A-Za-z0-9-]{1,64}"));
  }

  /// A token that is refused stays refused until the app is installed again; everything else is
  /// tried again, at the pace that the delivery has.
  @Override
  public PlatformResult heard(int status, String text) {
    return switch (status) {
      case 200, 201, 202, 204 ->
          says(text, "updateCount").filter("0"::equals).isPresent()
              ? new Done("order was up to date", Map.of())
              : new Done("order updated", Map.of());
      case 401, 402, 403 -> new Never("the store's token is refused" + because(text));
      case 400, 404, 409, 422 -> new Never("Ecwid refuses the order's update" + because(text));
      case 429 -> new Again("Ecwid asks to wait");
      default -> new Again("Ecwid answered " + status + because(text));
    };
  }

  private static String because(String text) {
    return says(text, "errorMessage").map(message -> ": " + message).orElse("");
  }

  private static Optional<String> says(String text, String name) {
    try {
      Json value = Json.parse(text).get(name);
      return value
          .text()
          .or(() -> value.number().map(String::valueOf))
          .map(message -> EcwidBuyer.cut(message, DETAIL_MAX));
    } catch (Rejection e) {
      return Optional.empty();
    }
  }
}
