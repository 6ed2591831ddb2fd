package io.passerelle.store;

import io.passerelle.shop.Keyset;
import java.security.SecureRandom;
import java.util.function.Supplier;

/// The keyset that tests seal with.
public final class TestKeyset {

  public static final String JSON = "{\"primary\":\"1\",\"1\":\"" + "k".repeat(64) + "\"}";

  private static final Keyset KEYSET = Keyset.of(JSON, new SecureRandom());

  private TestKeyset() {}

  public static Supplier<Keyset> keys() {
    return () -> KEYSET;
  }
}
