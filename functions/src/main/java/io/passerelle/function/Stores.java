package io.passerelle.function;

import io.passerelle.store.Apps;
import io.passerelle.store.Digests;
import io.passerelle.store.Grants;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Persons;
import io.passerelle.store.PlatformEvents;
import io.passerelle.store.RecoveryRuns;
import io.passerelle.store.Refusals;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;
import io.passerelle.store.Suppressions;
import java.time.Clock;
import java.util.Map;

/// What is kept in the table, by what it is.
class Stores extends Deployment {

  Stores(Map<String, String> environment, Clock clock) {
    super(environment, clock);
  }

  final Ledger ledger() {
    return new Ledger(table());
  }

  final Shops shops() {
    return new Shops(table(), new KeysetSource(keyset(), clock()));
  }

  final Sessions sessions() {
    return new Sessions(table());
  }

  final PaymentOrders paymentOrders() {
    return new PaymentOrders(table());
  }

  final RecoveryRuns recoveryRuns() {
    return new RecoveryRuns(table());
  }

  final Apps apps() {
    return new Apps(table(), new KeysetSource(keyset(), clock()));
  }

  final Grants grants() {
    return new Grants(table(), new KeysetSource(keyset(), clock()));
  }

  final PlatformEvents platformEvents() {
    return new PlatformEvents(table());
  }

  final Digests digests() {
    return new Digests(table());
  }

  final Suppressions suppressions() {
    return new Suppressions(table());
  }

  final Refusals refusals() {
    return new Refusals(table());
  }

  final Persons persons() {
    return new Persons(table());
  }
}
