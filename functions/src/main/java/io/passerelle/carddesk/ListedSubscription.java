package io.passerelle.carddesk;

import io.passerelle.card.CardSubscription;
import io.passerelle.cardfile.CompanyDetail;
import io.passerelle.cardfile.Found;
import io.passerelle.cardfile.ShopDetail;
import io.passerelle.cardfile.Subscription;
import io.passerelle.payment.SiteId;
import java.util.Optional;
import java.util.OptionalInt;

/// What one line of a shop's file says of a subscription. Its counter is the number of the current
/// payment, with how many there are in all behind a slash.
final class ListedSubscription {

  private ListedSubscription() {}

  /// Empty in a company's file, which has no more than how many there are, and where the name is
  /// none that a subscription may have.
  static Optional<CardSubscription> of(SiteId shop, Found found) {
    return listed(found).filter(one -> CardSubscription.isId(one.id())).map(one -> of(shop, one));
  }

  /// Whether what it names, if anything, is a subscription's name.
  static boolean isNamed(Found found) {
    return listed(found).filter(one -> !CardSubscription.isId(one.id())).isEmpty();
  }

  private static Optional<Subscription> listed(Found found) {
    return switch (found.detail()) {
      case CompanyDetail _ -> Optional.empty();
      case ShopDetail(var _, Subscription listed) when listed.id().isBlank() -> Optional.empty();
      case ShopDetail(var _, Subscription listed) -> Optional.of(listed);
    };
  }

  private static CardSubscription of(SiteId shop, Subscription listed) {
    String[] counter = listed.counter().split("/", 2);
    return new CardSubscription(
        shop,
        listed.id(),
        counter[0].isEmpty() ? 0 : Integer.parseInt(counter[0]),
        counter.length < 2 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(counter[1])),
        listed.rule(),
        listed.effect(),
        listed.amount(),
        listed.initial(),
        listed.initialOccurrences());
  }
}
