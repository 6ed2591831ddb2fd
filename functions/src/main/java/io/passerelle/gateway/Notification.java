package io.passerelle.gateway;

import io.passerelle.payment.EventKind;
import io.passerelle.payment.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A notification (IPN) that was verified: what it reports, the latest transaction first, and the
/// signed bytes that may be handed on.
///
/// `kind` is what made the gateway call; `told` is the same with a replay read as what it replays.
/// The end of a payment by a payment order's link is told as a payment order's. `details` is what
/// it says beside its reports, under the names of [Details]; `kept` the token that it names.
public record Notification(
    Claim.Format format,
    EventKind kind,
    EventKind told,
    List<Report> reports,
    byte[] signedBytes,
    Map<String, String> details,
    Optional<KeptCard> kept) {

  /// By which the form of a payment page said who asked for the payment.
  private static final String PLATFORM = "ext_info_platform";

  private static final String OUR_PAYMENT_ORDER = "payment_order";

  /// What the form says by which a buyer changes a card from a reminder.
  static final String OUR_CARD = "card_update";

  public Notification {
    reports = List.copyOf(reports);
    details = Map.copyOf(details);
    kind =
        kind == EventKind.END_OF_PAYMENT && isOurPaymentOrder(kind, details)
            ? EventKind.PAYMENT_ORDER
            : kind;
    told = isOurPaymentOrder(told, details) ? EventKind.PAYMENT_ORDER : told;
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("a notification reports something");
    }
  }

  /// One that names no token.
  public Notification(
      Claim.Format format,
      EventKind kind,
      EventKind told,
      List<Report> reports,
      byte[] signedBytes,
      Map<String, String> details) {
    this(format, kind, told, reports, signedBytes, details, Optional.empty());
  }

  /// Whether the buyer came by the link of a payment order that was made here.
  public boolean isOfOurPaymentOrder() {
    return OUR_PAYMENT_ORDER.equals(details.get(PLATFORM));
  }

  /// Whether the buyer came to change a card, from a reminder that was sent here.
  public boolean isOfOurCard() {
    return OUR_CARD.equals(details.get(PLATFORM));
  }

  private static boolean isOurPaymentOrder(EventKind told, Map<String, String> details) {
    boolean end = told == EventKind.END_OF_PAYMENT || told == EventKind.RECONCILIATION;
    return end && OUR_PAYMENT_ORDER.equals(details.get(PLATFORM));
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
