package io.passerelle.alert;

import io.passerelle.delivery.CleanText;
import java.util.List;

/// One of the gateway's own files of expiring cards has problems: its name, how many of its cards
/// were used all the same, the first problems, and how many more there are.
public record CardFileFaulty(
    String siteId, String shopLabel, String file, int used, List<Line> lines, long more)
    implements Alert {

  /// A line (0 is the whole file), its field, which may be empty, and the word for what is wrong.
  public record Line(long line, String field, String fault) {
    public Line {
      if (!fault.matches("[A-Z0-9_]{1,40}") || !field.matches("[a-z ]{0,40}")) {
        throw new IllegalArgumentException("not a word");
      }
    }
  }

  public CardFileFaulty {
    siteId = CleanText.line(siteId, 40);
    shopLabel = CleanText.line(shopLabel, 100);
    file = CleanText.line(Redaction.of(file), 200);
    lines = List.copyOf(lines);
  }

  /// That of no order.
  @Override
  public String orderId() {
    return "EXP_CARDS";
  }
}
