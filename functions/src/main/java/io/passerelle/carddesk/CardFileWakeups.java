package io.passerelle.carddesk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.edge.Log;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.store.CardMonth;
import io.passerelle.store.FetchedFile;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;

/// Wakes whoever writes, fetches and reads files of expiring cards: a word says which, and what
/// stands behind its colon says whose.
public final class CardFileWakeups {

  /// A company's month: `month:<company>|<mode>|<month>`, as one word of Base64.
  public static final String MONTH = "month";

  /// A shop whose account at the file server is to be visited: `fetch:<site id>`.
  public static final String FETCH = "fetch";

  /// A file that was fetched: `read:<digest>/<name>/<company>`, as one word of Base64; no file's
  /// name has a slash.
  public static final String READ = "read";

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

  /// A wake-up that cannot be sent is logged and not a failure, since the sweep finds what is due.
  public void wakeFetches(List<SiteId> accounts) {
    send(
        accounts.stream()
            .map(id -> new Queue.Message(FETCH + ":" + id, id.value(), Duration.ZERO))
            .toList());
  }

  /// As [#wakeFetches].
  public void wakeReads(List<FetchedFile.Id> files) {
    send(
        files.stream()
            .map(id ->
                new Queue.Message(READ + ":" + text(id), Digested.of(id.company()), Duration.ZERO))
            .toList());
  }

  private void send(List<Queue.Message> messages) {
    try {
      queue.sendAll(messages);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }

  private static String text(CardMonth.Id id) {
    return base64(id.month() + "|" + id.mode() + "|" + id.company());
  }

  private static String text(FetchedFile.Id id) {
    return base64(id.digest() + "/" + id.name() + "/" + id.company());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /// The file that a message of that word names.
  public static FetchedFile.Id file(String text) {
    String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("/", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("no file");
    }
    return new FetchedFile.Id(parts[2], parts[1], parts[0]);
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
