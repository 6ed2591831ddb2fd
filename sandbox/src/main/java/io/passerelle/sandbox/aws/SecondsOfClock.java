package io.passerelle.sandbox.aws;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.elasticmq.util.NowProvider;

/// What ElasticMQ takes for the time: the sandbox's, in whole seconds.
final class SecondsOfClock extends NowProvider {

  private final Clock clock;

  SecondsOfClock(Clock clock) {
    this.clock = clock;
  }

  @Override
  public long nowMillis() {
    return clock.instant().truncatedTo(SECONDS).toEpochMilli();
  }

  @Override
  public OffsetDateTime now() {
    return clock.instant().truncatedTo(SECONDS).atOffset(ZoneOffset.UTC);
  }
}
