package io.passerelle.alert;

import io.passerelle.delivery.CleanText;
import java.time.Instant;
import java.util.List;

/// What one mail tells of an hour of a shop: how often which rule failed and why, the first orders,
/// and how they stand. All text is made safe as the record is made.
public record Digest(
    String siteId,
    String shopLabel,
    Instant from,
    Instant to,
    List<Count> counts,
    List<Line> lines,
    int orders,
    int waiting,
    int exhausted) {

  /// An hour may have thousands of orders; the history has them all.
  public static final int LINES_MAX = 50;

  private static final int COUNTS_MAX = 100;

  public Digest {
    siteId = CleanText.line(siteId, 40);
    shopLabel = CleanText.line(shopLabel, 100);
    counts = counts.stream().limit(COUNTS_MAX).toList();
    lines = lines.stream().limit(LINES_MAX).toList();
  }

  /// How often one reason was met under one rule. `reason` is a failure's class, a flag's kind, or
  /// one of [#BESIDE].
  public record Count(String rule, String reason, int count) {
    public Count {
      rule = CleanText.line(rule, 100);
    }
  }

  /// An order, what was met last, and how its delivery stands when the mail is made.
  public record Line(String orderId, String reason, Standing standing) {
    public Line {
      orderId = CleanText.line(orderId, 64);
    }
  }

  public static final String ANSWERS_AGAIN = "ANSWERS_AGAIN";
  public static final String CARD_FILE_FAULTY = "CARD_FILE_FAULTY";
  public static final String FILE_SERVER_FAILING = "FILE_SERVER_FAILING";

  /// What a digest counts beside failures and flags.
  static final List<String> BESIDE = List.of(ANSWERS_AGAIN, CARD_FILE_FAULTY, FILE_SERVER_FAILING);

  /// How what failed stands.
  public enum Standing {
    /// Tried again by itself.
    WAITING,
    /// All attempts were made.
    EXHAUSTED,
    /// Not tried again by itself, because its rule does not replay or a person sent it.
    LEFT,
    DELIVERED,
    /// A payment that needs a person's eye; nothing is sent again.
    FLAGGED
  }

  /// All that was met: failed attempts, and payments that were flagged.
  public int total() {
    return counts.stream().mapToInt(Count::count).sum();
  }
}
