package io.passerelle.function;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import java.time.Duration;
import java.util.List;

/// Wakes whoever goes on with a shop's recovery. A wake-up that cannot be sent is sent at a quarter
/// hour, since the recovery stays due.
final class RecoveryWakeups {

  private final Queue queue;

  RecoveryWakeups(Queue queue) {
    this.queue = queue;
  }

  void wake(SiteId siteId) {
    try {
      queue.send(siteId.value(), siteId.value(), Duration.ZERO);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }

  void wakeAll(List<SiteId> shops) {
    shops.forEach(this::wake);
  }
}
