package io.passerelle.payment;

import static io.passerelle.payment.Notice.AMOUNT_DIFFERS;
import static io.passerelle.payment.Notice.MODE_DIFFERS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a shop asks to be paid, and all that is known of how it was.
///
/// The state is not stored but reckoned from the transactions, each of which only ever learns more:
/// so the same reports, in any order and any number, lead to the same end. `startedHere` is false
/// for an order that became known by a notification. `version` counts its writes.
public record Order(
    OrderId id,
    Mode mode,
    Money amount,
    boolean startedHere,
    Instant createdAt,
    List<Start> starts,
    Map<String, Transaction> transactions,
    Set<Flag> flags,
    Reconciliation reconciliation,
    long version) {

  static final int STARTS_MAX = 50;
  static final int TRANSACTIONS_MAX = 200;
  static final int FLAGS_MAX = 50;

  public Order {
    starts = List.copyOf(starts);
    transactions = Map.copyOf(transactions);
    flags = Set.copyOf(flags);
  }

  /// An order whose buyer leaves for the gateway.
  public static Order starting(OrderId id, Mode mode, Start start) {
    return new Order(
        id,
        mode,
        start.amount(),
        true,
        start.at(),
        List.of(start),
        Map.of(),
        Set.of(),
        Reconciliation.none(),
        0);
  }

  /// An order that Passerelle did not start, known from its first notification.
  public static Order adopted(Report first, Instant at) {
    return new Order(
        first.order(),
        first.mode(),
        first.amount(),
        false,
        at,
        List.of(),
        Map.of(),
        Set.of(),
        Reconciliation.none(),
        0);
  }

  public OrderState state() {
    return OrderStanding.of(this);
  }

  public boolean isPaid() {
    return transactions.values().stream().anyMatch(Transaction::isPaidDebit);
  }

  /// How many attempts were paid: more than one is a buyer who paid twice. The parts of a payment
  /// in instalments belong to one attempt; where the attempt has no name, its first part counts.
  public long paidAttempts() {
    return transactions.values().stream()
        .filter(Transaction::isPaidDebit)
        .filter(one -> one.attempt().isNamed() || one.sequence() == 1)
        .<Object>map(one -> one.attempt().isNamed() ? one.attempt() : one.key())
        .distinct()
        .count();
  }

  /// The buyer leaves for the gateway (again). A first checkout in PRODUCTION makes a new order of
  /// one that was only tested.
  public Checkout starts(Mode mode, Start start) {
    Optional<Start> known =
        starts.stream().filter(s -> s.attempt().equals(start.attempt())).findFirst();
    if (mode != this.mode) {
      return mode == Mode.TEST
          ? new Checkout.Refused(MODE_DIFFERS)
          : new Checkout.Started(withVersion(starting(id, mode, start), version));
    }
    if (known.isPresent()) {
      return known.get().amount().equals(start.amount())
          ? new Checkout.Again()
          : new Checkout.Refused(AMOUNT_DIFFERS);
    }
    List<Start> kept = new ArrayList<>(starts);
    kept.add(start);
    List<Start> latest = kept.subList(Math.max(0, kept.size() - STARTS_MAX), kept.size());
    Money asked = isPaid() ? amount : start.amount();
    return new Checkout.Started(
        new Order(
            id,
            mode,
            asked,
            true,
            createdAt,
            latest,
            transactions,
            flags,
            reconciliation,
            version));
  }

  /// The attempt under which a shop's own went on, where another order had its id.
  public Optional<AttemptId> givenInsteadOf(AttemptId asked) {
    return starts.stream()
        .filter(start -> start.insteadOf().filter(asked::equals).isPresent())
        .map(Start::attempt)
        .findFirst();
  }

  /// What `report` does to this order. Real money makes a new order of one that is known from tests
  /// alone, as a first checkout in PRODUCTION does.
  public Transition after(Report report) {
    boolean tested = !startedHere && mode == Mode.TEST && report.mode() == Mode.PRODUCTION;
    Order order = tested ? withVersion(adopted(report, createdAt), version) : this;
    return new Reckoning(order, report).transition();
  }

  /// The same order with another plan of when the gateway is asked about it.
  public Order with(Reconciliation plan) {
    return new Order(
        id, mode, amount, startedHere, createdAt, starts, transactions, flags, plan, version);
  }

  Order with(Transaction transaction, Money asked) {
    Map<String, Transaction> next = new TreeMap<>(transactions);
    next.put(transaction.key(), transaction);
    return new Order(
        id, mode, asked, startedHere, createdAt, starts, next, flags, reconciliation, version);
  }

  Order with(Flag flag) {
    Set<Flag> next = new LinkedHashSet<>(flags);
    next.add(flag);
    return new Order(
        id,
        mode,
        amount,
        startedHere,
        createdAt,
        starts,
        transactions,
        next,
        reconciliation,
        version);
  }

  private static Order withVersion(Order order, long version) {
    return new Order(
        order.id,
        order.mode,
        order.amount,
        order.startedHere,
        order.createdAt,
        order.starts,
        order.transactions,
        order.flags,
        order.reconciliation,
        version);
  }
}
