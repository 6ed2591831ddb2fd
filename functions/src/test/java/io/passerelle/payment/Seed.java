package io.passerelle.payment;

import java.util.SplittableRandom;

/// The seed of a randomised test: printed, and set with `-Dseed=…` to see a failure again.
public final class Seed {

  private Seed() {}

  public static long of(Class<?> test) {
    Long given = Long.getLong("seed");
    long seed = given != null ? given : new SplittableRandom().nextLong();
    System.out.println(test.getSimpleName() + ": -Dseed=" + seed);
    return seed;
  }
}
