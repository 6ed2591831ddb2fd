package io.passerelle.function;

import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.TokenId;
import io.passerelle.card.Warning;
import io.passerelle.carddesk.CardReminders;
import io.passerelle.gateway.KeptCard;
import io.passerelle.gateway.Notification;
import io.passerelle.payment.OrderId;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardSubscriptions;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.Shops;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Which tokens there are: those that payments made or were made with.
final class CardBook {

  private static final Duration USUALLY = Duration.ofDays(7);
  private static final Duration NEAR_ITS_END = Duration.ofDays(1);
  private static final Duration DEAD = Duration.ofDays(30);

  private final CardTokens tokens;
  private final CardReminders reminders;

  CardBook(CardTokens tokens, CardReminders reminders) {
    this.tokens = tokens;
    this.reminders = reminders;
  }

  /// Adds to a change what is to be written of the token that a notification names, with the plan
  /// of its reminders where its validity ends soon, and of the subscription that it pays. What a
  /// buyer who entered another card changed by that is told: the answer is to be woken once it is
  /// written.
  CardTelling add(Change change, Notification notification, Shops.Entry shop, Instant now) {
    subscribed(notification, shop.shop()).ifPresent(change::with);
    return notification
        .kept()
        .map(kept -> add(change, kept, notification, shop, now))
        .orElse(CardTelling.NOBODY);
  }

  /// Nothing where that is known. The notifications that follow in the same order tell of the same
  /// card, however late they come, and so do those of an earlier order.
  private CardTelling add(
      Change change, KeptCard kept, Notification notification, Shops.Entry shop, Instant now) {
    OrderId order = notification.latest().order();
    TokenId id = id(kept, notification, shop.shop());
    Optional<CardToken> known = tokens.find(id);
    trace(change, kept, order, id, known);
    if (known.filter(one -> isOld(kept, order, one)).isPresent()) {
      return CardTelling.NOBODY;
    }
    CardToken token = entered(kept, order, id, known, now);
    CardToken after = token.asked(Optional.of(next(token, shop.shop(), now)), 0);
    change.with(after);
    reminders.planned(after, shop.shop(), now).ifPresent(change::with);
    CardOwner owner = new CardOwner(after, shop.shop(), shop.rules());
    CardTelling telling =
        known
            .map(before -> CardTelling.of(owner, before, after, Source.BUYER, now))
            .orElse(CardTelling.NOBODY);
    telling.into(change);
    return telling;
  }

  /// Leads from the order to the token, whether the card was entered there or the order was only
  /// paid with it: whoever forgets its buyer finds it by that.
  private void trace(
      Change change, KeptCard kept, OrderId order, TokenId id, Optional<CardToken> known) {
    if (!tokens.isKeptBy(order, id)) {
      Optional<OrderId> before = known.filter(_ -> !kept.registered()).map(CardToken::order);
      change.keeping(id, order, before.orElse(order));
    }
  }

  private CardToken entered(
      KeptCard kept, OrderId order, TokenId id, Optional<CardToken> known, Instant now) {
    long place = tokens.nextPlace(id.mode(), id.token(), now);
    CardToken token =
        known
            .map(one -> one.registered(order, place, kept.card(), kept.holder()))
            .orElseGet(() -> CardToken.of(id, order, place, kept.card(), kept.holder(), now));
    return kept.at().map(token::entered).orElse(token);
  }

  private static TokenId id(KeptCard kept, Notification notification, Shop shop) {
    return TokenId.of(shop.company(), shop.siteId(), notification.latest().mode(), kept.token());
  }

  private static boolean isOld(KeptCard kept, OrderId order, CardToken known) {
    return !kept.registered()
        || known.order().equals(order)
        || kept.at().filter(known.entered()::isAfter).isPresent();
  }

  /// What is to be written of the subscription that a notification names beside its token; empty
  /// where that is known.
  private Optional<CardSubscriptions> subscribed(Notification notification, Shop shop) {
    return notification.kept().flatMap(kept -> subscribed(kept, notification, shop));
  }

  private Optional<CardSubscriptions> subscribed(
      KeptCard kept, Notification notification, Shop shop) {
    if (kept.subscription().isEmpty()) {
      return Optional.empty();
    }
    CardSubscriptions known = tokens.subscriptions(id(kept, notification, shop));
    return Optional.of(known.with(kept.subscription().get())).filter(after -> !after.equals(known));
  }

  /// When the gateway is asked next, should nothing be told: more often where a renewal is near,
  /// and seldom of a token that may only be revived.
  static Instant next(CardToken token, Shop shop, Instant now) {
    if (!token.isLive()) {
      return now.plus(DEAD);
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    boolean near = token.warning(today, shop.page().cardWarningMonths()) != Warning.NONE;
    return now.plus(near ? NEAR_ITS_END : USUALLY);
  }
}
