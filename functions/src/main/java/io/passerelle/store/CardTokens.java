package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Found;
import io.passerelle.card.CardToken;
import io.passerelle.card.TokenId;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Kept cards, and the ITNs that tell of them.
public final class CardTokens {

  /// News are numbered as long as the token may live.
  private static final Duration COUNTED = Duration.ofDays(36_500);

  private static final int PAGE = 500;

  private final Table table;

  public CardTokens(Table table) {
    this.table = table;
  }

  public Optional<CardToken> find(TokenId id) {
    return table.get(CardTokenItem.key(id)).map(CardTokenItem::read);
  }

  /// Those of many that are known.
  public List<CardToken> all(List<TokenId> ids) {
    return table.all(ids.stream().map(CardTokenItem::key).toList()).stream()
        .map(CardTokenItem::read)
        .toList();
  }

  /// Those of all companies that have this token.
  public List<CardToken> find(Mode mode, String token) {
    return table.query(CardTokenItem.partition(mode, token), CardTokenItem.SORT).stream()
        .map(CardTokenItem::read)
        .toList();
  }

  /// Whether an order leads to that token already.
  public boolean isKeptBy(OrderId order, TokenId id) {
    return table.get(CardTraceItem.kept(order, id)).isPresent();
  }

  /// Those of a shop, the latest first, at most so many.
  public List<CardToken> of(SiteId siteId, int most) {
    return found(table.latest(CardTokenItem.list(siteId), most));
  }

  /// All of a shop, the earliest first, however many, as long as `more` says so; whether those were
  /// all.
  public boolean each(SiteId siteId, BooleanSupplier more, Consumer<CardToken> each) {
    return pages(
        siteId,
        page -> {
          for (CardToken token : page) {
            if (!more.getAsBoolean()) {
              return false;
            }
            each.accept(token);
          }
          return true;
        });
  }

  /// All of them, a page at a time, for whoever asks something else of a page at once.
  public void eachPage(SiteId siteId, Consumer<List<CardToken>> each) {
    pages(
        siteId,
        page -> {
          each.accept(page);
          return true;
        });
  }

  /// Reads no further page where one does not let it go on; whether those were all.
  private boolean pages(SiteId siteId, Predicate<List<CardToken>> goesOn) {
    Optional<Found> last = Optional.empty();
    while (true) {
      List<Found> page = table.list(CardTokenItem.list(siteId), Instant.EPOCH, last, PAGE);
      if (!goesOn.test(found(page))) {
        return false;
      }
      if (page.size() < PAGE) {
        return true;
      }
      last = Optional.of(page.getLast());
    }
  }

  private List<CardToken> found(List<Found> some) {
    return table.all(some.stream().map(Found::key).toList()).stream()
        .map(CardTokenItem::read)
        .toList();
  }

  /// What a token pays for; none where nothing was told.
  public CardSubscriptions subscriptions(TokenId id) {
    return table
        .get(CardSubscriptionItem.key(id))
        .map(CardSubscriptionItem::read)
        .orElse(CardSubscriptions.none(id));
  }

  /// The same of many tokens at once; those that pay for nothing are left out.
  public Map<TokenId, CardSubscriptions> subscriptions(List<TokenId> ids) {
    return table.all(ids.stream().map(CardSubscriptionItem::key).toList()).stream()
        .map(CardSubscriptionItem::read)
        .collect(Collectors.toMap(CardSubscriptions::token, Function.identity()));
  }

  /// The place of the next news of a token, from 1.
  public long nextPlace(Mode mode, String token, Instant now) {
    return table.next(CardTokenItem.counter(mode, token), now.plus(COUNTED));
  }

  public Optional<CardNews> news(String id) {
    return table.get(CardNewsItem.key(id)).map(row -> CardNewsItem.read(id, row));
  }

  /// The tokens of which the gateway is to be asked; answers how many.
  public int eachDue(Instant until, BooleanSupplier more, Consumer<List<TokenId>> woken) {
    return DueBuckets.eachPage(
        table,
        CardTokenItem.DUE,
        until,
        more,
        keys -> woken.accept(keys.stream().map(CardTokenItem::id).toList()));
  }

  /// The ITNs that are still to be dealt with.
  public int eachDueNews(Instant until, BooleanSupplier more, Consumer<List<String>> woken) {
    return DueBuckets.eachPage(
        table,
        CardNewsItem.DUE,
        until,
        more,
        keys -> woken.accept(keys.stream().map(CardNewsItem::id).toList()));
  }
}
