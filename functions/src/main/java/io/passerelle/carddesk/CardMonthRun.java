package io.passerelle.carddesk;

import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.Queue;
import io.passerelle.card.CardToken;
import io.passerelle.card.TokenId;
import io.passerelle.card.Warning;
import io.passerelle.edge.Log;
import io.passerelle.store.CardMonth;
import io.passerelle.store.CardMonth.Written;
import io.passerelle.store.CardSubscriptions;
import io.passerelle.store.Shops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does a company's month with its kept cards, once: what came to no end is begun again, and does
/// no harm. Files are put whole or not at all, in place of those of the same name; a mail has the
/// name of its month.
///
/// Tokens are read a page at a time, so that it takes the memory of a page, whatever the company.
public final class CardMonthRun {

  private final CardBooks books;
  private final ObjectStore store;
  private final MonthMails mails;
  private final CardReminders reminders;
  private final Clock clock;

  public CardMonthRun(
      CardBooks books, ObjectStore store, Queue mailQueue, CardReminders reminders, Clock clock) {
    this.books = books;
    this.store = store;
    this.mails = new MonthMails(books.ledger(), mailQueue);
    this.reminders = reminders;
    this.clock = clock;
  }

  /// Does nothing where nothing was planned, or all is done.
  public void run(CardMonth.Id id) {
    Optional<CardMonth> planned = books.months().find(id).filter(one -> !one.isDone());
    if (planned.isEmpty()) {
      return;
    }
    CardMonth begun = books.months().save(planned.get().begun(clock.instant()));
    List<Shops.Entry> shops =
        begun.shops().stream().flatMap(site -> books.shops().find(site).stream()).toList();
    List<ShopWarnings> warnings = new ArrayList<>();
    List<Written> written = written(begun, shops, warnings);
    warnings.forEach(one -> mails.tell(id, one, clock.instant()));
    books.months().save(begun.ended(written, clock.instant()));
    Log.line("card month done")
        .with(Log.Field.KIND, id.mode())
        .with(Log.Field.COUNT, warnings.stream().mapToLong(ShopWarnings::count).sum())
        .with(Log.Field.OUTCOME, written.size() + " files")
        .write();
  }

  private List<Written> written(
      CardMonth month, List<Shops.Entry> shops, List<ShopWarnings> warnings) {
    try (MonthFiles files = new MonthFiles(month, shops)) {
      for (Shops.Entry shop : shops) {
        ShopWarnings told = new ShopWarnings(shop);
        warnings.add(told);
        books.tokens().eachPage(shop.shop().siteId(), page -> look(month.id(), page, told, files));
      }
      return files.put(store, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("the month's files cannot be written", e);
    }
  }

  private void look(CardMonth.Id month, List<CardToken> page, ShopWarnings told, MonthFiles files) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    int months = told.shop().page().cardWarningMonths();
    List<CardToken> ending =
        page.stream()
            .filter(token -> token.id().mode() == month.mode())
            .filter(token -> token.warning(today, months) != Warning.NONE)
            .toList();
    List<TokenId> ids = ending.stream().map(CardToken::id).toList();
    Map<TokenId, CardSubscriptions> paid =
        files.isWanted() ? books.tokens().subscriptions(ids) : Map.of();
    for (CardToken token : ending) {
      told.add(token, today);
      reminders.plan(token, told.shop(), clock.instant());
      files.add(token, paid.getOrDefault(token.id(), CardSubscriptions.none(token.id())).live());
    }
  }
}
