package io.passerelle.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import io.passerelle.edge.Secret;
import io.passerelle.paymentorder.LinkCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;

/// What payment orders are made of beside what their merchant writes: the moment, the reference
/// where none is written, and the seed of their links' codes.
///
/// The same making makes the same payment orders, so that one that was broken off halfway can be
/// gone through again.
public record Making(Instant at, String reference, Secret seed) {

  private static final int SEED_BYTES = 32;

  public static Making fresh(Instant now) {
    return new Making(now, PaymentLinks.reference(), PaymentLinks.secret(SEED_BYTES));
  }

  /// The random bytes of one link after the other.
  Supplier<byte[]> codes() {
    int[] made = {0};
    byte[] key = seed.bytes();
    return () -> {
      made[0]++;
      byte[] bytes = Hmac.sha256(key, ("link " + made[0]).getBytes(UTF_8));
      return Arrays.copyOf(bytes, LinkCode.BYTES);
    };
  }
}
