package io.passerelle.sandbox;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/// Signed notifications of orders that are paid, numbered from `first`, each for the shop that its
/// number has: a report's load.
final class ReportNotifications {

  private static final int SENT_AT_ONCE = 4;

  /// The gateway asks again too, where it is not answered.
  private static final int TRIES_MAX = 5;

  private ReportNotifications() {}

  static void send(RunningSandbox sandbox, int count, IntFunction<String> site)
      throws InterruptedException {
    send(sandbox, count, site, 0);
  }

  static void send(RunningSandbox sandbox, int count, IntFunction<String> site, int first)
      throws InterruptedException {
    Map<String, String> form = Published.fields("form-14");
    Semaphore free = new Semaphore(SENT_AT_ONCE);
    Queue<RuntimeException> failed = new ConcurrentLinkedQueue<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = first; i < first + count; i++) {
        free.acquire();
        int number = i;
        senders.execute(() -> {
          try {
            sendOne(sandbox, form, site.apply(number), number);
          } catch (RuntimeException e) {
            failed.add(e);
          } finally {
            free.release();
          }
        });
      }
    }
    if (!failed.isEmpty()) {
      throw failed.element();
    }
  }

  private static void sendOne(
      RunningSandbox sandbox, Map<String, String> form, String site, int number) {
    Map<String, String> fields = new TreeMap<>(form);
    fields.put("vads_site_id", site);
    fields.put("vads_ctx_mode", "TEST");
    fields.put("vads_order_id", "SO" + number);
    fields.put("vads_trans_id", "%06d".formatted(number % 900_000));
    fields.put("vads_trans_uuid", "%032x".formatted(number + 1L));
    String body = Published.signed(fields, Calls.TEST_KEY);
    for (int tries = 1; sandbox.http.postForm("/payment/lyra/ipn", body).status() != 200; tries++) {
      if (tries == TRIES_MAX) {
        throw new IllegalStateException("a notification is not taken");
      }
    }
  }
}
