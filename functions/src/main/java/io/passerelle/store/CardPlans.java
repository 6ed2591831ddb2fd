package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Found;
import io.passerelle.card.CardReminder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The plans by which buyers are reminded of their cards, by their name and by their links.
public final class CardPlans {

  private final Table table;

  public CardPlans(Table table) {
    this.table = table;
  }

  public Optional<CardReminder> find(ReminderId id) {
    return table.get(CardReminderItem.key(id)).map(CardReminderItem::read);
  }

  /// The one that a buyer was sent this link of.
  public Optional<CardReminder> byLink(String link) {
    return table.get(CardReminderItem.link(link)).map(CardReminderItem::target).flatMap(this::find);
  }

  /// Those that are due until then, with their times; answers how many.
  public int eachDue(
      Instant until, BooleanSupplier more, Consumer<Map<ReminderId, Instant>> woken) {
    return DueBuckets.eachFound(
        table, CardReminderItem.KIND, until, more, page -> woken.accept(times(page)));
  }

  private static Map<ReminderId, Instant> times(List<Found> page) {
    return page.stream()
        .collect(
            Collectors.toMap(
                found -> CardReminderItem.id(found.key()), Found::at, (one, _) -> one));
  }
}
