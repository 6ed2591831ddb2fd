package io.passerelle.carddesk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.Queue;
import io.passerelle.payment.Mode;
import io.passerelle.store.CardMonth;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;

/// Wakes whoever writes, fetches and reads files of expiring cards: a word says which, and what
/// stands behind its colon says whose.
public final class CardFileWakeups {

  /// A company's month: `month:<company>|<mode>|<month>`, as one word of Base64.
  public static final String MONTH = "month";

  private final Queue queue;

  public CardFileWakeups(Queue queue) {
    this.queue = queue;
  }

  public void wakeMonths(List<CardMonth.Id> months) {
    queue.sendAll(
        months.stream()
            .map(id -> new Queue.Message(MONTH + ":" + text(id), "months", Duration.ZERO))
            .toList());
  }

  private static String text(CardMonth.Id id) {
    String text = id.month() + "|" + id.mode() + "|" + id.company();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /// The month that a message of that word names.
  public static CardMonth.Id month(String text) {
    String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("no month");
    }
    return new CardMonth.Id(parts[2], Mode.valueOf(parts[1]), YearMonth.parse(parts[0]));
  }
}
