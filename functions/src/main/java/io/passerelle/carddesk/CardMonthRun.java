package io.passerelle.carddesk;

import io.passerelle.aws.ObjectStore;
import io.passerelle.store.CardMonth;
import io.passerelle.store.CardMonths;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Does a company's month with its kept cards, once: what is done is written down, and what came to
/// no end is begun again.
public final class CardMonthRun {

  private final CardMonths months;
  private final ObjectStore files;
  private final Clock clock;

  public CardMonthRun(CardMonths months, ObjectStore files, Clock clock) {
    this.months = months;
    this.files = files;
    this.clock = clock;
  }

  public void run(CardMonth.Id id) {
    Instant now = clock.instant();
    CardMonth begun =
        months.find(id).map(known -> known.again(now)).orElseGet(() -> CardMonth.of(id, now));
    if (months.find(id).filter(CardMonth::isDone).isEmpty()) {
      months.save(months.save(begun).ended(List.of(), clock.instant()));
    }
  }
}
