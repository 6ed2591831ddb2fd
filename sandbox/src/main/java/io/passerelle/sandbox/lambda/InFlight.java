package io.passerelle.sandbox.lambda;

/// How many batches were begun and have ended, for whoever waits until all have.
final class InFlight {

  private int begun;
  private int ended;

  synchronized void begin() {
    begun++;
  }

  synchronized void end() {
    ended++;
    notifyAll();
  }

  synchronized int begun() {
    return begun;
  }

  synchronized boolean isIdle() {
    return begun == ended;
  }

  /// Waits until one more has ended, unless none is in flight.
  synchronized void awaitProgress() {
    int before = ended;
    while (begun > ended && ended == before) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the queues were drained", e);
      }
    }
  }
}
