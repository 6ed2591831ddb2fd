package io.passerelle.carddesk;

import io.passerelle.aws.Table;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.store.CardMonth;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans the month's work of every company and mode, and wakes whoever does it. What is done is
/// left alone, so that the 1st of a month has all of it and the other days what was missed.
public final class CardMonthPlan {

  private final CardBooks books;
  private final CardFileWakeups wakeups;

  public CardMonthPlan(CardBooks books, CardFileWakeups wakeups) {
    this.books = books;
    this.wakeups = wakeups;
  }

  /// Answers how many were planned.
  public int plan(Instant now) {
    YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
    List<CardMonth.Id> planned = new ArrayList<>();
    for (Map.Entry<String, List<SiteId>> company : Companies.all(books.shops()).entrySet()) {
      for (Mode mode : Mode.values()) {
        CardMonth.Id id = new CardMonth.Id(company.getKey(), mode, month);
        if (isPlanned(id, company.getValue(), now)) {
          planned.add(id);
        }
      }
    }
    wakeups.wakeMonths(planned);
    return planned.size();
  }

  private boolean isPlanned(CardMonth.Id id, List<SiteId> shops, Instant now) {
    Optional<CardMonth> known = books.months().find(id);
    if (known.filter(CardMonth::isDone).isPresent()) {
      return false;
    }
    try {
      books
          .months()
          .save(
              known
                  .map(one -> one.again(shops, now))
                  .orElseGet(() -> CardMonth.planned(id, shops, now)));
      return true;
    } catch (Table.Stale _) {
      return false; // Somebody is at it.
    }
  }
}
