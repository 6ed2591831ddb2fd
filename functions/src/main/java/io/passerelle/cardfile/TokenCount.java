package io.passerelle.cardfile;

/// How many different tokens there were, by a hash of 64 bits of each: 16 MiB for the million that
/// a file can have at most, and one chance in thirty million that two of them are taken for one.
final class TokenCount {

  /// Odd numbers whose bits look random (Steele, Lea and Flood, "Fast splittable generators").
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final long MIX = 0xBF58476D1CE4E5B9L;

  private long[] seen = new long[1024];
  private int count;

  void add(String token) {
    if (put(seen, hash(token))) {
      count++;
      if (count > seen.length / 2) {
        grow();
      }
    }
  }

  int count() {
    return count;
  }

  private void grow() {
    long[] larger = new long[seen.length * 2];
    for (long hash : seen) {
      if (hash != 0) {
        put(larger, hash);
      }
    }
    seen = larger;
  }

  private static boolean put(long[] hashes, long hash) {
    int place = (int) (hash & (hashes.length - 1));
    while (hashes[place] != 0) {
      if (hashes[place] == hash) {
        return false;
      }
      place = (place + 1) & (hashes.length - 1);
    }
    hashes[place] = hash;
    return true;
  }

  /// Never 0, which says that a place is free.
  private static long hash(String token) {
    long hash = STEP;
    for (int i = 0; i < token.length(); i++) {
      hash = (hash ^ token.charAt(i)) * MIX;
      hash ^= hash >>> 29;
    }
    hash ^= hash >>> 32;
    return hash == 0 ? STEP : hash;
  }
}
