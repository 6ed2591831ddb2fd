package io.passerelle.sandbox.time;

import java.time.Instant;

/// What has to happen at a time of the sandbox's clock: it runs when the clock gets there.
public interface Agenda {

  /// Runs `task` once, at `due` or, where that is past, as soon as the clock is looked at.
  void at(Instant due, Runnable task);
}
