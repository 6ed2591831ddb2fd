package io.passerelle.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Does the same with many, some of them at once: as many as connections to the table are kept
/// open.
final class SideBySide {

  private static final int AT_ONCE_MAX = 24;

  private SideBySide() {}

  /// What came of each, in their order. Where one fails, no further ones are begun, and its failure
  /// is thrown once those under way have ended.
  static <A, B> List<B> all(List<A> each, Function<A, B> deed) {
    Semaphore free = new Semaphore(AT_ONCE_MAX);
    List<Future<B>> doing = new ArrayList<>();
    AtomicBoolean failed = new AtomicBoolean();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (A one : each) {
        free.acquireUninterruptibly();
        if (failed.get()) {
          break;
        }
        doing.add(
            workers.submit(() -> {
              try {
                return deed.apply(one);
              } catch (RuntimeException e) {
                failed.set(true);
                throw e;
              } finally {
                free.release();
              }
            }));
      }
    }
    doing.stream()
        .filter(one -> one.state() == Future.State.FAILED)
        .findFirst()
        .ifPresent(one -> rethrow(one.exceptionNow()));
    return doing.stream().map(Future::resultNow).toList();
  }

  private static void rethrow(Throwable thrown) {
    throw thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
  }
}
