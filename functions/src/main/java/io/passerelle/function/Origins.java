package io.passerelle.function;

import io.passerelle.payment.EventKind;

/// The users that the gateway's history names.
final class Origins {

  static final String E_COMMERCE = "E_COMMERCE";
  static final String BATCH = "BATCH";
  static final String BACK_OFFICE = "BACK_OFFICE";

  /// Not one of the gateway's: the bridge asked by itself.
  static final String RECONCILIATION = "RECONCILIATION";

  /// Not one of the gateway's either: the shop's platform asked.
  static final String PLATFORM = "PLATFORM";

  private Origins() {}

  static String of(EventKind kind) {
    return switch (kind) {
      case END_OF_PAYMENT, CANCELLATION, PAYMENT_ORDER -> E_COMMERCE;
      case BATCH_AUTHORISATION, BATCH_CHANGE, RECURRING_PAYMENT, LATER_INSTALMENT, REPLAY -> BATCH;
      case BACK_OFFICE_OPERATION, OPERATION -> BACK_OFFICE;
      case RECONCILIATION -> RECONCILIATION;
    };
  }
}
