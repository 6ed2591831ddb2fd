package io.passerelle.payment;

/// An order as it stands after so many writes.
public final class Versioned {

  private Versioned() {}

  public static Order of(Order order, long version) {
    return new Order(
        order.id(),
        order.mode(),
        order.amount(),
        order.startedHere(),
        order.createdAt(),
        order.starts(),
        order.transactions(),
        order.flags(),
        order.reconciliation(),
        version);
  }
}
