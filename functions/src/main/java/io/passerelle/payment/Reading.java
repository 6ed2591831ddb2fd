package io.passerelle.payment;

import java.util.List;
import java.util.Optional;

/// An order as the gateway tells it now, the oldest first. It is not `complete` where an order has
/// too many transactions to be told whole: then no credits are among them.
public record Reading(List<Charge> charges, List<Credit> credits, boolean complete) {

  public Reading {
    charges = List.copyOf(charges);
    credits = List.copyOf(credits);
  }

  public Optional<Charge> charge(String uuid) {
    return charges.stream().filter(one -> one.uuid().equals(uuid)).findFirst();
  }
}
