package io.passerelle.function;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.desk.ImportRun;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import java.time.Duration;

/// Wakes whoever goes on with an import. A wake-up that cannot be sent is sent at the next quarter
/// hour, since the import stays due.
final class ImportWakeups {

  private final Queue queue;

  ImportWakeups(Queue queue) {
    this.queue = queue;
  }

  void wake(SiteId siteId, String name) {
    String body = Json.object(json -> json.writeStringField("key", ImportRun.key(siteId, name)));
    try {
      queue.send(body, siteId.value(), Duration.ZERO);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }
}
