package io.passerelle.store;

import io.passerelle.card.CardSubscription;
import io.passerelle.card.TokenId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The subscriptions that one token pays, those that are over among them, so that a late
/// notification brings none back. `version` counts its writes.
public record CardSubscriptions(TokenId token, List<CardSubscription> all, long version) {

  /// As many as one row has room for; those that are over go first.
  static final int MOST = 200;

  public CardSubscriptions {
    all = List.copyOf(all);
  }

  public static CardSubscriptions none(TokenId token) {
    return new CardSubscriptions(token, List.of(), 0);
  }

  public List<CardSubscription> live() {
    return all.stream().filter(one -> !one.isOver()).toList();
  }

  /// With what was told of one. Without it where there is no room left for another.
  public CardSubscriptions with(CardSubscription told) {
    return with(told, known -> known.and(told));
  }

  /// With what may be older than what is known of one, which it completes and does not change; but
  /// of the two counts the larger stands, since payments are never undone.
  public CardSubscriptions completed(CardSubscription told) {
    return with(told, told::and);
  }

  private CardSubscriptions with(CardSubscription told, UnaryOperator<CardSubscription> merged) {
    List<CardSubscription> after = new ArrayList<>(all);
    for (int i = 0; i < after.size(); i++) {
      if (after.get(i).isSame(told)) {
        after.set(i, merged.apply(after.get(i)));
        return new CardSubscriptions(token, after, version);
      }
    }
    after.add(told);
    if (after.size() > MOST) {
      after.stream().filter(CardSubscription::isOver).findFirst().ifPresent(after::remove);
    }
    return new CardSubscriptions(token, after.size() > MOST ? all : after, version);
  }
}
