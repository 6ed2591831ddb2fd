package io.passerelle.gateway;

import io.passerelle.payment.EventKind;
import io.passerelle.payment.Standing;
import io.passerelle.payment.TransactionState;
import java.util.Optional;

/// What made the gateway call, in its own word: `vads_url_check_src` of a form, `kr-src` of an
/// answer of the REST API (form guide, data dictionary). Another word, or none, is a payment.
record CallSource(String word) {

  static CallSource of(Optional<String> word) {
    return new CallSource(word.orElse("PAY"));
  }

  /// Whether the gateway tells again what it told before: by itself, or by hand in the back office.
  boolean isReplay() {
    return word.equals("RETRY") || word.equals("BO");
  }

  /// The kind of event, with a replay read as what it replays.
  EventKind told(TransactionState state, int sequence) {
    return switch (word) {
      case "BATCH" -> EventKind.BATCH_CHANGE;
      case "BATCH_AUTO" ->
          sequence > 1 ? EventKind.LATER_INSTALMENT : EventKind.BATCH_AUTHORISATION;
      case "MERCH_BO" -> EventKind.BACK_OFFICE_OPERATION;
      case "REC" -> EventKind.RECURRING_PAYMENT;
      default ->
          state.standing() == Standing.ABANDONED || state == TransactionState.CANCELLED
              ? EventKind.CANCELLATION
              : EventKind.END_OF_PAYMENT;
    };
  }
}
