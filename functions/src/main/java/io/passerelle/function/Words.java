package io.passerelle.function;

import io.passerelle.edge.Rejection;
import io.passerelle.function.Settlement.Outcome;
import io.passerelle.payment.Notice;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Report;
import java.util.Optional;
import java.util.Set;

/// The short answers that the gateway shows in its history, in its own manner: `OK-…` and `KO-…`.
final class Words {

  private Words() {}

  /// `keptAside` is why a notification that comes again was not taken the first time.
  static String of(
      Outcome outcome, Set<Notice> notices, Optional<Notice> keptAside, Report report) {
    return switch (outcome) {
      case MOVED -> "OK-" + subject(report) + ", order has been updated." + note(notices);
      case REPEATED ->
          keptAside
              .map(Words::flagged)
              .orElseGet(() -> "OK-" + subject(report) + ", order is already up to date.");
      case OVERTAKEN ->
          notices.contains(Notice.CONTRADICTION)
              ? "KO-Order status does not match the payment result."
              : "OK-" + subject(report) + ", a later state is already known.";
      case FLAGGED -> flagged(notices.iterator().next());
    };
  }

  static String of(Rejection rejection) {
    return "KO-" + rejection.words() + ".";
  }

  private static String subject(Report report) {
    if (report.operation() == Operation.CREDIT) {
      return "Refund";
    }
    return switch (report.state().standing()) {
      case PAID -> "Accepted payment";
      case PENDING -> "Pending payment";
      case FAILED -> "Payment failure";
      case ABANDONED -> "Payment abandoned";
      case CANCELLED -> "Payment cancelled";
      case UNKNOWN -> "Unknown status";
    };
  }

  private static String note(Set<Notice> notices) {
    if (notices.contains(Notice.DOUBLE_PAYMENT)) {
      return " It was paid before: double payment.";
    }
    return notices.contains(Notice.CONTRADICTION) ? " It contradicts an earlier report." : "";
  }

  private static String flagged(Notice notice) {
    return switch (notice) {
      case AMOUNT_DIFFERS -> "KO-Amount differs from the order, which was not changed.";
      case CURRENCY_DIFFERS -> "KO-Currency differs from the order, which was not changed.";
      case MODE_DIFFERS -> "KO-Mode differs from the order, which was not changed.";
      case UNKNOWN_STATUS -> "OK-Unknown status, kept as unknown.";
      case TOO_MANY_TRANSACTIONS -> "KO-Too many transactions for one order.";
      case DOUBLE_PAYMENT, CONTRADICTION -> "KO-Order status does not match the payment result.";
    };
  }
}
