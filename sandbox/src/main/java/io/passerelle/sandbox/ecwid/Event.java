package io.passerelle.sandbox.ecwid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A webhook and its attempts. `due` is empty where it came through or is given up.
record Event(
    String id,
    String storeId,
    String type,
    String entityId,
    String body,
    Instant createdAt,
    List<Attempt> attempts,
    String due) {

  /// One sending; the status is 0 where nobody answered.
  record Attempt(Instant at, int status, String answer) {

    /// The statuses that Ecwid takes for a delivery.
    boolean isDelivered() {
      return List.of(200, 201, 202, 204, 209).contains(status);
    }
  }

  Event {
    attempts = List.copyOf(attempts);
  }

  Event after(Attempt attempt, String nextDue) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    return new Event(id, storeId, type, entityId, body, createdAt, all, nextDue);
  }
}
