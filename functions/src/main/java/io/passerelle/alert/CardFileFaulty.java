package io.passerelle.alert;

import io.passerelle.delivery.CleanText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the gateway's own files of expiring cards has problems: its name, how many of its cards
/// were used all the same, the first problems, and how many more there are.
public record CardFileFaulty(
    String siteId, String shopLabel, String file, int used, List<Line> lines, long more)
    implements Alert {

  private static final Pattern OF_THE_GATEWAY =
      Pattern.compile("[0-9]{6}\\.(?:[0-9]{8}\\.)?EXP_CARDS\\.");

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
    file = CleanText.line(redacted(file), 200);
    lines = List.copyOf(lines);
  }

  /// The month and the shop's number are not taken for a card's.
  private static String redacted(String file) {
    Matcher known = OF_THE_GATEWAY.matcher(file);
    return known.lookingAt()
        ? known.group() + Redaction.of(file.substring(known.end()))
        : Redaction.of(file);
  }

  /// That of no order.
  @Override
  public String orderId() {
    return "EXP_CARDS";
  }
}
