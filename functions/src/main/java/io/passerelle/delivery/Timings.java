package io.passerelle.delivery;

/// How long each step of a request took, in milliseconds; -1 for a step that was not reached.
public record Timings(
    long resolveMillis,
    long connectMillis,
    long tlsMillis,
    long firstByteMillis,
    long totalMillis) {

  public static Timings total(long millis) {
    return new Timings(-1, -1, -1, -1, millis);
  }
}
