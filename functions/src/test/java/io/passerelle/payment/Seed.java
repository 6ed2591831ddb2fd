package io.passerelle.payment;

import java.util.SplittableRandom;

/// The seed of a randomised test. It is printed; `-Dseed=…` sets it to see a failure again and
/// `-Dseed=random` draws one. A build draws none, so that what turns it red is the change at hand.
public final class Seed {

  private static final String USUAL = "20260115";

  private Seed() {}

  public static long of(Class<?> test) {
    String asked = System.getProperty("seed", USUAL);
    long seed = asked.equals("random") ? new SplittableRandom().nextLong() : Long.parseLong(asked);
    System.out.println(test.getSimpleName() + ": -Dseed=" + seed);
    return seed;
  }
}
