package io.passerelle.function;

import io.passerelle.edge.Rejection;
import io.passerelle.gateway.AnswerSigner;
import io.passerelle.gateway.Notification;
import io.passerelle.gateway.Rendering;
import io.passerelle.gateway.RestAccount;
import io.passerelle.gateway.ServiceAnswer;
import io.passerelle.gateway.ServiceAnswer.Failed;
import io.passerelle.gateway.ServiceAnswer.Found;
import io.passerelle.gateway.ServiceTrouble;
import io.passerelle.gateway.ToldTransaction;
import io.passerelle.gateway.WebServices;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Order;
import io.passerelle.payment.Standing;
import io.passerelle.payment.Transaction;
import io.passerelle.payment.TransactionState;
import io.passerelle.shop.Credential;
import io.passerelle.shop.Keys;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One question to the gateway, and what its answer makes of the order: each transaction goes the
/// way of a notification, so that a lost one ends where a received one would have.
final class Inquiry {

  /// What came of it: `words` for the history, and the trouble where there was one.
  record Result(String words, Optional<Failed> trouble) {}

  private final Ledger ledger;
  private final WebServices services;
  private final Recorder recorder;

  Inquiry(Ledger ledger, WebServices services, Recorder recorder) {
    this.ledger = ledger;
    this.services = services;
    this.recorder = recorder;
  }

  Result of(Order order, Shops.Entry shop, RestAccount account) {
    return switch (answer(order, account)) {
      case Found(List<ToldTransaction> transactions) ->
          repair(order, shop, transactions, EventKind.RECONCILIATION);
      case Failed failed -> new Result(words(failed), Optional.of(failed));
    };
  }

  /// What the gateway told, by whatever service, brought to the order.
  Result repair(Order order, Shops.Entry shop, List<ToldTransaction> transactions, EventKind kind) {
    return new Repair(order, shop, transactions, kind).make();
  }

  /// An order with too many transactions is asked for by those that are under way.
  private ServiceAnswer answer(Order order, RestAccount account) {
    ServiceAnswer whole = services.ofOrder(account, order.id().reference());
    if (!(whole instanceof Failed(var trouble, _)) || trouble != ServiceTrouble.TOO_MANY_RESULTS) {
      return whole;
    }
    List<ToldTransaction> found = new ArrayList<>();
    for (Transaction one : order.transactions().values()) {
      if (one.state().standing() == Standing.PENDING
          && services.ofTransaction(account, one.key()) instanceof Found(var transactions)) {
        found.addAll(transactions);
      }
    }
    return found.isEmpty() ? whole : new Found(found);
  }

  static String words(Failed failed) {
    return switch (failed.trouble()) {
      case NOT_FOUND -> "no transaction of this order yet";
      case TOO_MANY_RESULTS -> "too many transactions, " + failed.code();
      case BAD_CREDENTIALS -> "the site id or the REST password is wrong, " + failed.code();
      case NOT_OFFERED -> "web services are not part of the shop's contract, " + failed.code();
      case RATE_LIMITED -> "too many calls, " + failed.code();
      case UNAVAILABLE -> "the gateway is not available, " + failed.code();
      case BAD_CALL, REFUSED -> "refused, " + failed.code();
      case GARBAGE -> "the answer cannot be read, " + failed.code();
    };
  }

  /// Brings one order up to what the gateway told.
  private final class Repair {

    private final Order order;
    private final Shops.Entry shop;
    private final List<ToldTransaction> all;
    private final EventKind kind;
    private int differences;
    private int leftAside;

    Repair(Order order, Shops.Entry shop, List<ToldTransaction> all, EventKind kind) {
      this.order = order;
      this.shop = shop;
      this.all = all;
      this.kind = kind;
    }

    Result make() {
      all.forEach(this::apply);
      String aside = leftAside == 0 ? "" : ", " + leftAside + " left aside";
      String found = differences == 0 ? "no difference" : differences + " repaired";
      return new Result(all.size() + " transactions, " + found + aside, Optional.empty());
    }

    private void apply(ToldTransaction told) {
      if (isKnown(told)) {
        return;
      }
      try {
        if (!isOfThisOrder(told)) {
          leftAside++;
          return;
        }
        Recorder.Recorded recorded = recorder.write(notification(told), shop);
        differences += recorded.changed() ? 1 : 0;
      } catch (Rejection _) {
        leftAside++; // A date or an amount that cannot be read.
      }
    }

    /// Whether the order has it just as it is told: then there is nothing to bring.
    private boolean isKnown(ToldTransaction told) {
      return told.state() != TransactionState.UNKNOWN
          && told.uuid()
              .flatMap(uuid -> Optional.ofNullable(order.transactions().get(uuid)))
              .filter(known -> known.state() == told.state())
              .filter(known -> told.moved().filter(known.effective()::equals).isPresent())
              .isPresent();
    }

    private boolean isOfThisOrder(ToldTransaction told) {
      AttemptId attempt = told.startedBy();
      boolean others =
          attempt.isNamed()
              && ledger
                  .orderOf(order.id().siteId(), attempt)
                  .filter(other -> !other.equals(order.id().reference()))
                  .isPresent();
      return told.uuid().isPresent() && told.isOfOrder(order.id().reference()) && !others;
    }

    private Notification notification(ToldTransaction told) {
      Keys keys = shop.shop().keys(order.mode());
      Rendering.Question question =
          new Rendering.Question(order.id(), order.mode(), Asked.of(order, told, all), kind);
      Optional<Credential> form = keys.form().current();
      if (form.isPresent()) {
        return Rendering.asNotification(told, question, Verification.signer(form.get()));
      }
      Credential password = keys.restPassword().current().orElseThrow();
      return Rendering.asNotification(told, question, new AnswerSigner(password.key()));
    }
  }
}
