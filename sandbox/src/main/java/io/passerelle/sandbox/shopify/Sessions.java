package io.passerelle.sandbox.shopify;

import io.passerelle.sandbox.shopify.OperationSession.Kind;
import io.passerelle.sandbox.shopify.PaymentSession.State;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// The sessions of all simulated shops; changes happen one after the other.
final class Sessions {

  private static final int MOST = 20_000;

  private final Shelf<PaymentSession> payments;
  private final Shelf<OperationSession> operations;
  private final Clock clock;

  Sessions(Drawer payments, Drawer operations, Clock clock) {
    this.payments =
        new Shelf<>(
            payments,
            PaymentSession.class,
            PaymentSession::id,
            Comparator.comparing(PaymentSession::createdAt),
            MOST);
    this.operations =
        new Shelf<>(
            operations,
            OperationSession.class,
            OperationSession::id,
            Comparator.comparing(OperationSession::createdAt),
            MOST);
    this.clock = clock;
  }

  synchronized PaymentSession begin(ShopifyShop shop, String checkout, String way, Price price) {
    PaymentSession session =
        new PaymentSession(
            id(),
            shop.domain(),
            checkout,
            way,
            price.product(),
            price.amount(),
            price.currency(),
            shop.manualCapture() ? "authorization" : "sale",
            State.OPEN,
            false,
            "",
            "",
            clock.instant());
    payments.put(session);
    return session;
  }

  synchronized OperationSession begin(PaymentSession payment, Kind kind, String amount) {
    OperationSession session =
        new OperationSession(
            id(),
            payment.domain(),
            payment.id(),
            kind,
            kind == Kind.VOID ? "" : amount,
            payment.currency(),
            OperationSession.State.OPEN,
            false,
            "",
            clock.instant());
    operations.put(session);
    return session;
  }

  Optional<PaymentSession> payment(String id) {
    return payments.find(id);
  }

  Optional<OperationSession> operation(String id) {
    return operations.find(id);
  }

  /// The session of a checkout that counts: the one that is final or pending, else the last.
  Optional<PaymentSession> ofCheckout(String checkout) {
    List<PaymentSession> all =
        payments.all().stream().filter(one -> one.checkout().equals(checkout)).toList();
    return all.stream()
        .filter(one -> one.state() == State.RESOLVED || one.state() == State.PENDING)
        .findFirst()
        .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
  }

  List<PaymentSession> of(ShopifyShop shop) {
    return payments.all().stream().filter(one -> one.domain().equals(shop.domain())).toList();
  }

  List<OperationSession> of(PaymentSession payment) {
    return operations.all().stream().filter(one -> one.payment().equals(payment.id())).toList();
  }

  /// What was done of a kind, or is under way.
  BigDecimal sum(PaymentSession payment, Kind kind) {
    return of(payment).stream()
        .filter(one -> one.kind() == kind && one.state() != OperationSession.State.REJECTED)
        .map(one -> Price.decimal(one.amount()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  boolean isUnderWay(PaymentSession payment, Kind kind) {
    return of(payment).stream()
        .anyMatch(one -> one.kind() == kind && one.state() != OperationSession.State.REJECTED);
  }

  synchronized PaymentSession change(PaymentSession of, UnaryOperator<PaymentSession> change) {
    PaymentSession next = change.apply(payments.find(of.id()).orElse(of));
    payments.put(next);
    return next;
  }

  synchronized OperationSession change(
      OperationSession of, UnaryOperator<OperationSession> change) {
    OperationSession next = change.apply(operations.find(of.id()).orElse(of));
    operations.put(next);
    return next;
  }

  /// Letters and digits alone, as Shopify's ids are.
  private static String id() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
  }
}
