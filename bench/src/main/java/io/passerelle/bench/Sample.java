package io.passerelle.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one run of one variant took.
///
/// `cold` is from the start of the process to its first answer, or from the restoring of the
/// snapshot; `init` the part of it before the first event, `first` the rest. `p50` and `p99` are of
/// the warm calls. `cpu` is what the processor spent until the first answer, `warmCpu` on each call
/// after it, `rss` the most memory that was resident (MB). All times are in milliseconds.
record Sample(
    double cold,
    double init,
    double first,
    double p50,
    double p99,
    double rss,
    double cpu,
    double warmCpu) {

  /// The median of each figure on its own.
  static Sample median(List<Sample> samples) {
    return new Sample(
        median(samples, Sample::cold),
        median(samples, Sample::init),
        median(samples, Sample::first),
        median(samples, Sample::p50),
        median(samples, Sample::p99),
        median(samples, Sample::rss),
        median(samples, Sample::cpu),
        median(samples, Sample::warmCpu));
  }

  /// The value below which `part` of the values lie; `part` is between 0 and 1.
  static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))];
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return quantile(samples.stream().mapToDouble(figure).toArray(), 0.5);
  }

  /// Orders samples by their cold start.
  static final Comparator<Sample> BY_COLD = Comparator.comparingDouble(Sample::cold);
}
