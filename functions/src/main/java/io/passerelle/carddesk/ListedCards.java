package io.passerelle.carddesk;

import io.passerelle.aws.Table;
import io.passerelle.card.CardSubscription;
import io.passerelle.card.CardToken;
import io.passerelle.card.Listing;
import io.passerelle.card.TokenId;
import io.passerelle.cardfile.FileName;
import io.passerelle.cardfile.Found;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardSubscriptions;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Change;
import io.passerelle.store.FetchedFile;
import io.passerelle.store.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes the cards of a file over into the tokens that they are of, and what they pay for, some at
/// once.
///
/// What is known already is not written again, so that a file that is read twice changes nothing.
public final class ListedCards {

  /// Of the hundred rows of a transaction: a token has two.
  static final int AT_ONCE_MAX = 50;

  private static final int TRIES_MAX = 5;
  private static final Duration FRESH = Duration.ofDays(2);

  /// New tokens are not all asked about in the same minute.
  private static final Duration ASKED_AFTER = Duration.ofDays(1);

  private static final int SPREAD_SECONDS = 86_400;

  private final CardTokens tokens;
  private final Ledger ledger;
  private final Clock clock;

  public ListedCards(CardTokens tokens, Ledger ledger, Clock clock) {
    this.tokens = tokens;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Answers how many details were used. `began` is when the file was made, where it says so.
  int take(
      FetchedFile file, FileName name, Shop shop, List<Found> some, Optional<LocalDateTime> began) {
    boolean fresh = began.filter(this::isFresh).isPresent();
    Map<TokenId, ListedCard> told = new LinkedHashMap<>();
    int used = 0;
    for (Found found : some) {
      String token = found.detail().card().token();
      if (TokenId.isValid(token)) {
        TokenId id = TokenId.of(shop.company(), shop.siteId(), name.mode(), token);
        Listing listing = new Listing(file.id().name(), found.line(), file.isSound());
        told.merge(id, ListedCard.of(id, shop, found, listing, fresh), ListedCard::and);
        used++;
      }
    }
    write(List.copyOf(told.values()));
    return used;
  }

  private boolean isFresh(LocalDateTime began) {
    return began.toInstant(ZoneOffset.UTC).plus(FRESH).isAfter(clock.instant());
  }

  /// All at once; where somebody else is writing one of them, one after the other.
  private void write(List<ListedCard> some) {
    try {
      writeAll(some);
    } catch (Table.Stale _) {
      some.forEach(this::writeOne);
    }
  }

  private void writeOne(ListedCard one) {
    for (int tries = 1; ; tries++) {
      try {
        writeAll(List.of(one));
        return;
      } catch (Table.Stale stale) {
        if (tries == TRIES_MAX) {
          throw stale;
        }
      }
    }
  }

  private void writeAll(List<ListedCard> some) {
    Map<TokenId, CardToken> known =
        tokens.all(some.stream().map(ListedCard::id).toList()).stream()
            .collect(Collectors.toMap(CardToken::id, one -> one));
    Instant now = clock.instant();
    List<CardToken> changed = new ArrayList<>();
    for (ListedCard told : some) {
      Optional<CardToken> before = Optional.ofNullable(known.get(told.id()));
      CardToken after = before.map(one -> after(one, told, now)).orElseGet(() -> made(told, now));
      if (before.filter(after::equals).isEmpty()) {
        changed.add(after);
      }
    }
    List<CardSubscriptions> paying = paying(some);
    if (!changed.isEmpty() || !paying.isEmpty()) {
      Change change = new Change();
      changed.forEach(change::with);
      paying.forEach(change::with);
      ledger.write(change);
    }
  }

  /// What the file knows of subscriptions that no notification has told.
  private List<CardSubscriptions> paying(List<ListedCard> some) {
    List<ListedCard> with = some.stream().filter(one -> !one.subscriptions().isEmpty()).toList();
    Map<TokenId, CardSubscriptions> known =
        tokens.subscriptions(with.stream().map(ListedCard::id).toList());
    List<CardSubscriptions> changed = new ArrayList<>();
    for (ListedCard told : with) {
      CardSubscriptions before =
          Optional.ofNullable(known.get(told.id())).orElse(CardSubscriptions.none(told.id()));
      CardSubscriptions after = before;
      for (CardSubscription one : told.subscriptions()) {
        after = after.completed(one);
      }
      if (!after.equals(before)) {
        changed.add(after);
      }
    }
    return changed;
  }

  /// One that no payment here made: its shop's payments were made elsewhere, or before.
  private CardToken made(ListedCard told, Instant now) {
    TokenId id = told.id();
    int spread = Math.floorMod(id.token().hashCode(), SPREAD_SECONDS);
    Instant asked = now.plus(ASKED_AFTER).plusSeconds(spread);
    return CardToken.of(
            id,
            FileMails.order(told.shop().siteId()),
            tokens.nextPlace(id.mode(), id.token(), now),
            told.card(),
            told.holder(),
            now)
        .listed(told.listing())
        .asked(Optional.of(asked), 0);
  }

  /// A place among the token's news is taken only where there is news.
  private CardToken after(CardToken before, ListedCard told, Instant now) {
    CardToken listed = told.isListedIn(before) ? before : before.listed(told.listing());
    if (!told.isNewsTo(before)) {
      return listed;
    }
    long place = tokens.nextPlace(before.id().mode(), before.id().token(), now);
    return listed.listed(place, told.cardBeside(before), told.holderBeside(before));
  }
}
