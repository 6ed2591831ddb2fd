package io.passerelle.bench;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables that are printed, as they stand in `README.md`.
final class Printout {

  private Printout() {}

  /// One line for each variant: medians, and cold starts from the fastest to the slowest.
  static String samples(Map<String, Sample> medians, Map<String, List<Sample>> all) {
    StringBuilder text =
        new StringBuilder(
            """
            | variant | cold ms (min-max) | init | first | warm p50 ms | p99 | RSS MB | cold CPU ms | \
            warm CPU ms | beside Node: cold, p50 | beside SDK: cold, p50 |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """);
    Sample node = medians.get("Node 20");
    Sample sdk = medians.get("bare SDK");
    medians.forEach((name, one) -> {
      List<Sample> samples = all.getOrDefault(name, List.of());
      text.append(
          String.format(
              Locale.ROOT,
              "| %-24s | %.0f (%.0f-%.0f) | %.0f | %.0f | %.2f | %.2f | %.0f | %.0f | %.2f | %s |"
                  + " %s |%n",
              name,
              one.cold(),
              Collections.min(samples, Sample.BY_COLD).cold(),
              Collections.max(samples, Sample.BY_COLD).cold(),
              one.init(),
              one.first(),
              one.p50(),
              one.p99(),
              one.rss(),
              one.cpu(),
              one.warmCpu(),
              ratios(one, node),
              ratios(one, sdk)));
    });
    return text.toString();
  }

  /// What each variant asks of AWS, in the mean of one call.
  static String tallies(Map<String, Tally> tallies, int calls) {
    StringBuilder text = new StringBuilder();
    tallies.forEach((name, tally) -> {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %.2f read units, %.2f write units",
              name,
              (double) tally.readUnits() / calls,
              (double) tally.writeUnits() / calls));
      tally
          .requests()
          .forEach((operation, count) ->
              text.append(
                  String.format(Locale.ROOT, ", %.3f %s", (double) count / calls, operation)));
      text.append('\n');
    });
    return text.toString();
  }

  private static String ratios(Sample one, @Nullable Sample other) {
    return other == null
        ? ""
        : String.format(
            Locale.ROOT, "%.2f, %.2f", one.cold() / other.cold(), one.p50() / other.p50());
  }
}
