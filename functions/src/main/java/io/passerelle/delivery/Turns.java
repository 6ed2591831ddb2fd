package io.passerelle.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The deliveries of one order, and whose turn it is: those to one target keep their order, because
/// many shop modules write the state that they are told last. Other targets wait for nothing, and
/// no card that was kept there waits for another.
public record Turns(List<Delivery> deliveries) {

  public Turns {
    deliveries = List.copyOf(deliveries);
  }

  public Optional<Delivery> find(DeliveryId id) {
    return deliveries.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /// Whether an earlier one goes first. By itself a delivery waits for all that are still to be
  /// tried; one that a person asked for does not wait for a quarter hour, but for those that were
  /// asked for too, or are being sent. Once they were tried, however that went, it goes.
  public boolean mustWait(Delivery delivery, Instant now) {
    boolean byHand = delivery.isByHand(now);
    return of(delivery)
        .filter(one -> one.id().number() < delivery.id().number())
        .anyMatch(one -> one.asked().isPresent() || (byHand ? one.isLeased(now) : one.isOpen()));
  }

  /// Whether a later one was delivered: this one would take back what the shop knows.
  public boolean isOvertaken(Delivery delivery) {
    return later(delivery).anyMatch(one -> one.state() == Delivery.State.DELIVERED);
  }

  /// Who may have waited for this one, now that it was tried.
  public Optional<Delivery> next(Delivery tried) {
    return later(tried)
        .filter(one -> one.asked().isPresent() || (one.isOpen() && !tried.isOpen()))
        .findFirst();
  }

  private Stream<Delivery> later(Delivery delivery) {
    return of(delivery).filter(one -> one.id().number() > delivery.id().number());
  }

  private Stream<Delivery> of(Delivery delivery) {
    return deliveries.stream()
        .filter(one -> one.target().equals(delivery.target()))
        .filter(one -> one.id().course() == delivery.id().course());
  }
}
