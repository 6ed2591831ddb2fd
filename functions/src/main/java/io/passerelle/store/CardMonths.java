package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.payment.Mode;
import java.util.List;
import java.util.Optional;

/// The months of companies' kept cards, and what was done in each.
public final class CardMonths {

  private final Table table;

  public CardMonths(Table table) {
    this.table = table;
  }

  public Optional<CardMonth> find(CardMonth.Id id) {
    return table.get(CardMonthItem.key(id)).map(CardMonthItem::read);
  }

  /// A company's months, the latest first, as far as they are kept.
  public List<CardMonth> all(String company, Mode mode) {
    return table.query(CardMonthItem.partition(company, mode), "").stream()
        .map(CardMonthItem::read)
        .toList()
        .reversed();
  }

  /// Fails with [Table.Stale] where somebody else is at it.
  public CardMonth save(CardMonth one) {
    table.write(List.of(CardMonthItem.write(one)));
    return one.written();
  }
}
