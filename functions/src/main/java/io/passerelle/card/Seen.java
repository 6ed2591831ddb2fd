package io.passerelle.card;

/// A fact and its place among all that was learnt of one token: news are numbered as they come, and
/// of two facts the one that came later holds, whichever of them is dealt with first.
public record Seen<T>(T value, long place) {

  /// A fact that anything learnt replaces.
  public static <T> Seen<T> never(T value) {
    return new Seen<>(value, 0);
  }

  Seen<T> or(Seen<T> other) {
    return other.place > place ? other : this;
  }

  boolean isSince(long since) {
    return place > since;
  }
}
