package io.passerelle.payment;

/// Money on its way back to the buyer, as the gateway tells it now. `parent` is the debit that it
/// refunds, empty where that is not told; `there` is the amount in the currency of the gateway's
/// contract.
public record Credit(
    String uuid, String parent, TransactionState state, Money amount, Money there) {

  /// Whether it came to nothing.
  public boolean isDead() {
    return switch (Charge.Phase.of(state)) {
      case DEAD, CANCELLED -> true;
      case CHECKING, FIXED, TO_VALIDATE, AUTHORISED, CAPTURED -> false;
    };
  }
}
