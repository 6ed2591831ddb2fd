package io.passerelle.function;

import io.passerelle.gateway.RestAccount;
import io.passerelle.gateway.ServiceAnswer;
import io.passerelle.gateway.ServiceAnswer.Failed;
import io.passerelle.gateway.ServiceAnswer.Found;
import io.passerelle.gateway.ServiceTrouble;
import io.passerelle.gateway.ToldTransaction;
import io.passerelle.gateway.WebServices;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.Transaction;
import java.util.ArrayList;
import java.util.List;

/// Reads an order at the gateway before anything is done with its money, and after an answer was
/// lost.
final class OrderReader {

  /// What was read: `complete` where it is all of the order's transactions. Or why not.
  sealed interface Read {

    record Told(List<ToldTransaction> transactions, boolean complete) implements Read {}

    record Not(Failed why) implements Read {}
  }

  private final WebServices services;

  OrderReader(WebServices services) {
    this.services = services;
  }

  Read read(Order order, RestAccount account) {
    return switch (services.ofOrder(account, order.id().reference())) {
      case Found(List<ToldTransaction> all) -> new Read.Told(ofTheOrder(order, all), true);
      case Failed failed ->
          failed.trouble() == ServiceTrouble.TOO_MANY_RESULTS
              ? oneByOne(order, account, failed)
              : new Read.Not(failed);
    };
  }

  /// An order with too many transactions is read by the debits that are known; each must answer,
  /// since one that is left out would look like one that is gone.
  private Read oneByOne(Order order, RestAccount account, Failed whole) {
    List<ToldTransaction> found = new ArrayList<>();
    for (Transaction one : order.transactions().values()) {
      if (one.operation() == Operation.DEBIT && one.isAlive()) {
        ServiceAnswer answer = services.ofTransaction(account, one.key());
        if (!(answer instanceof Found(var transactions))) {
          return new Read.Not((Failed) answer);
        }
        found.addAll(transactions);
      }
    }
    return found.isEmpty() ? new Read.Not(whole) : new Read.Told(ofTheOrder(order, found), false);
  }

  private static List<ToldTransaction> ofTheOrder(Order order, List<ToldTransaction> all) {
    return all.stream().filter(one -> one.isOfOrder(order.id().reference())).toList();
  }
}
