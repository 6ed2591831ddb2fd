package io.passerelle.store;

import io.passerelle.alert.Digest;
import io.passerelle.alert.Digest.Standing;
import io.passerelle.payment.OrderId;
import java.time.Instant;

/// One thing that a digest counts: an attempt at a delivery, or an alert that was not mailed by
/// itself. It is written with what it tells of, so that neither is there without the other.
///
/// `id` is the alert's, unique among those of its order; `subject` names the delivery, whose latest
/// note says how it stands.
public record FailureNote(
    DigestId digest,
    OrderId order,
    String id,
    String subject,
    Instant at,
    String rule,
    String reason,
    Standing standing) {

  /// Whether it is something to tell; a delivery's success only corrects how it stands.
  public boolean isTold() {
    return standing != Standing.DELIVERED || reason.equals(Digest.ANSWERS_AGAIN);
  }
}
