package io.passerelle.function;

import static java.util.stream.Collectors.joining;

import io.passerelle.delivery.CleanText;
import io.passerelle.delivery.RuleMatch;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which rules a notification met and why, in one line of the history: `matched: End of payment;
/// not matched: Refunds (event PAYMENT_REFUNDED, was PAYMENT_ACCEPTED); off: Batch change`.
final class RuleLine {

  private static final int LENGTH_MAX = 1_500;

  private RuleLine() {}

  /// `platform` says whether the shop's own platform is told, in a few words or none.
  static String of(List<RuleMatch> matches, String platform) {
    String line =
        Stream.of(
                part("matched: ", matches, RuleMatch::matched),
                platform,
                part("not matched: ", matches, match -> !match.matched() && !match.isOff()),
                part("off: ", matches, RuleMatch::isOff))
            .filter(part -> !part.isEmpty())
            .collect(joining("; "));
    String clean = CleanText.line(line, LENGTH_MAX);
    return line.length() > LENGTH_MAX ? clean + "…" : clean;
  }

  private static String part(String name, List<RuleMatch> matches, Predicate<RuleMatch> wanted) {
    List<String> found =
        matches.stream()
            .filter(wanted)
            .map(match -> match.isOff() ? match.rule().label() : match.explained())
            .toList();
    return found.isEmpty() ? "" : name + String.join(", ", found);
  }
}
