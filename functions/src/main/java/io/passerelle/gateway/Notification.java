package io.passerelle.gateway;

import io.passerelle.payment.EventKind;
import io.passerelle.payment.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A notification (IPN) that was verified: what it reports, the latest transaction first, and the
/// signed bytes that may be handed on.
///
/// `kind` is what made the gateway call; `told` is the same with a replay read as what it replays.
/// `details` is what it says beside its reports, under the names of [Details].
public record Notification(
    Claim.Format format,
    EventKind kind,
    EventKind told,
    List<Report> reports,
    byte[] signedBytes,
    Map<String, String> details) {

  public Notification {
    reports = List.copyOf(reports);
    details = Map.copyOf(details);
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("a notification reports something");
    }
  }

  public Report latest() {
    return reports.getFirst();
  }

  /// What a merchant's conditions may ask about, by name: the same for the same payment in either
  /// format. What was not told is not there.
  public Map<String, String> variables() {
    Report report = latest();
    Map<String, String> variables = new HashMap<>(details);
    variables.put("event_source", told.name());
    variables.put("mode", report.mode().name());
    variables.put("status", report.state().name());
    variables.put("operation", report.operation().name());
    variables.put("amount", report.amount().decimal());
    variables.put("currency", report.amount().currency().name());
    variables.put("effective_amount", report.effective().decimal());
    variables.put("effective_currency", report.effective().currency().name());
    variables.put("sequence_number", Integer.toString(report.sequence()));
    variables.put("order_reference", report.order().reference());
    report.uuid().ifPresent(uuid -> variables.put("transaction_uuid", uuid));
    if (report.attempt().isNamed()) {
      variables.put("transaction_id", report.attempt().transactionId());
    }
    return variables;
  }
}
