package io.passerelle.shop.shopify;

import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.Standing;
import io.passerelle.payment.Transaction;
import io.passerelle.payment.TransactionState;
import io.passerelle.shop.Session;
import io.passerelle.shop.shopify.Mutation.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What Shopify is to know of a payment, by how its order stands.
///
/// Resolved and rejected are final, and after a rejection the buyer cannot pay this checkout any
/// more. So a buyer who leaves, and a refusal, are not told at all: the buyer goes back to the
/// checkout and tries again. Only a payment that Shopify was told to wait for, and whose money will
/// now never come, is rejected: its buyer has long gone, and the merchant waits for nothing.
public sealed interface Outcome {

  /// Paid, or set aside until `authorizationExpires`.
  record Resolved(Optional<Instant> authorizationExpires) implements Outcome {}

  record Pending(Waiting reason, Instant expires) implements Outcome {}

  record Rejected(String code) implements Outcome {}

  /// Shopify has no word for it, or need not hear.
  record Nothing() implements Outcome {}

  /// For how long cards keep what was set aside (gateway, "Validité de l'autorisation").
  Duration AUTHORIZATION_KEPT = Duration.ofDays(7);

  /// How long a payment may wait (Payments Apps, "pendingExpiresAt": three days are recommended).
  Duration PENDING_MAX = Duration.ofDays(3);

  /// States in which the gateway knows of a payment and the money may still come.
  Set<TransactionState> WAITED_FOR =
      EnumSet.of(
          TransactionState.WAITING_FOR_PAYMENT,
          TransactionState.UNDER_VERIFICATION,
          TransactionState.WAITING_AUTHORISATION,
          TransactionState.WAITING_AUTHORISATION_TO_VALIDATE,
          TransactionState.AUTHORISED_TO_VALIDATE,
          TransactionState.PRE_AUTHORISED,
          TransactionState.SUSPENDED,
          TransactionState.CAPTURE_PENDING,
          TransactionState.INITIAL,
          TransactionState.PENDING);

  static Outcome of(Order order, Session session) {
    boolean setAside = session.kind() == Session.Kind.AUTHORIZATION;
    Instant left = lastStart(order, session);
    Optional<Instant> expires =
        setAside ? Optional.of(left.plus(AUTHORIZATION_KEPT)) : Optional.empty();
    if (order.isPaid() || (setAside && has(order, TransactionState.AUTHORISED_TO_VALIDATE))) {
      return new Resolved(expires);
    }
    return debits(order).stream()
        .map(Transaction::state)
        .filter(WAITED_FOR::contains)
        .max(TransactionState::compareTo)
        .<Outcome>map(state -> new Pending(reason(state), left.plus(PENDING_MAX)))
        .orElseGet(() -> lost(order, setAside));
  }

  /// Whether the buyer may be sent to pay (again): not once a final word was said.
  static boolean isOpen(Order order, Session session) {
    Outcome outcome = of(order, session);
    return outcome instanceof Nothing;
  }

  private static Outcome lost(Order order, boolean setAside) {
    return debits(order).stream()
        .filter(one -> one.told().stream().noneMatch(state -> wasResolved(state, setAside)))
        .filter(one -> one.told().stream().anyMatch(WAITED_FOR::contains))
        .filter(one -> isLost(one.state()))
        .max((one, other) -> one.state().compareTo(other.state()))
        .<Outcome>map(one -> new Rejected(code(one.state())))
        .orElseGet(Nothing::new);
  }

  /// What was resolved stays resolved, whatever becomes of it.
  private static boolean wasResolved(TransactionState state, boolean setAside) {
    return state.standing() == Standing.PAID
        || (setAside && state == TransactionState.AUTHORISED_TO_VALIDATE);
  }

  private static boolean isLost(TransactionState state) {
    return state.standing() == Standing.FAILED || state.standing() == Standing.CANCELLED;
  }

  private static String code(TransactionState state) {
    return switch (state) {
      case REFUSED -> "INSTRUMENT_DECLINED";
      case CANCELLED -> "CANCELLED_PAYMENT";
      default -> "PROCESSING_ERROR";
    };
  }

  private static Waiting reason(TransactionState state) {
    return switch (state) {
      case AUTHORISED_TO_VALIDATE, WAITING_AUTHORISATION_TO_VALIDATE ->
          Waiting.MERCHANT_ACTION_REQUIRED;
      case UNDER_VERIFICATION, SUSPENDED -> Waiting.PARTNER_ACTION_REQUIRED;
      default -> Waiting.NETWORK_ACTION_REQUIRED;
    };
  }

  private static boolean has(Order order, TransactionState state) {
    return debits(order).stream().anyMatch(one -> one.state() == state);
  }

  private static Collection<Transaction> debits(Order order) {
    return order.transactions().values().stream()
        .filter(one -> one.operation() == Operation.DEBIT)
        .toList();
  }

  /// When the buyer left for the gateway the last time.
  static Instant lastStart(Order order, Session session) {
    return order.starts().isEmpty() ? session.createdAt() : order.starts().getLast().at();
  }
}
