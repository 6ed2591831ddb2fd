package io.passerelle.gateway;

import io.passerelle.payment.EventKind;
import io.passerelle.payment.Report;
import java.util.List;

/// A notification (IPN) that was verified: what it reports, the latest transaction first, and the
/// signed bytes that may be handed on.
///
/// `kind` is what made the gateway call; `told` is the same with a replay read as what it replays.
public record Notification(
    Claim.Format format, EventKind kind, EventKind told, List<Report> reports, byte[] signedBytes) {

  public Notification {
    reports = List.copyOf(reports);
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("a notification reports something");
    }
  }

  public Report latest() {
    return reports.getFirst();
  }
}
