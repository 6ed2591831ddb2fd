package io.passerelle.delivery;

import io.passerelle.payment.EventKind;
import java.util.List;

/// The kinds of notification rules of the gateway's back office and our own, and whether each is on
/// when nobody has said.
public enum RuleKind {
  END_OF_PAYMENT("End of payment", true),
  BATCH_CHANGE("Batch change", false),
  BATCH_AUTHORISATION("Batch authorisation", false),
  CANCELLATION("Cancellation", false),
  BACK_OFFICE_OPERATION("Back-office operation", false),
  RECURRING_PAYMENT("Recurring payment created", true),
  INSTALMENT_REFUSED("Instalment refused", false),
  PAYMENT_CONFIRMATION_MERCHANT("Payment confirmation to the merchant", false),
  PAYMENT_CONFIRMATION_BUYER("Payment confirmation to the buyer", false),
  /// Not of a payment: something became of a kept card.
  CARD_UPDATE("Card update", false),
  CUSTOM("Custom", false);

  private final String label;
  private final boolean activeByDefault;

  RuleKind(String label, boolean activeByDefault) {
    this.label = label;
    this.activeByDefault = activeByDefault;
  }

  public String label() {
    return label;
  }

  public boolean isActiveByDefault() {
    return activeByDefault;
  }

  /// What a rule of the kind does; a custom one does what its merchant says.
  public RuleAction action() {
    return switch (this) {
      case INSTALMENT_REFUSED, PAYMENT_CONFIRMATION_MERCHANT ->
          new RuleAction.MailMerchant(List.of());
      case PAYMENT_CONFIRMATION_BUYER -> new RuleAction.MailBuyer();
      default -> new RuleAction.Call();
    };
  }

  /// The kind whose rules an event falls under.
  public static RuleKind of(EventKind event) {
    return switch (event) {
      case END_OF_PAYMENT, PAYMENT_ORDER, REPLAY, RECONCILIATION -> END_OF_PAYMENT;
      case BATCH_AUTHORISATION, LATER_INSTALMENT -> BATCH_AUTHORISATION;
      case BATCH_CHANGE -> BATCH_CHANGE;
      case CANCELLATION -> CANCELLATION;
      case BACK_OFFICE_OPERATION, OPERATION -> BACK_OFFICE_OPERATION;
      case RECURRING_PAYMENT -> RECURRING_PAYMENT;
    };
  }
}
