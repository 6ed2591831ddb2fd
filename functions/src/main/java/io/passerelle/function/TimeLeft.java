package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.BooleanSupplier;

/// Whether there is time to begin something more, before Lambda ends the invocation.
final class TimeLeft {

  /// For what is under way: the longest call of AWS, tried again, and the answer.
  private static final int RESERVE_MILLIS = 5_000;

  private TimeLeft() {}

  static BooleanSupplier of(Context context) {
    return () -> context.getRemainingTimeInMillis() > RESERVE_MILLIS;
  }
}
