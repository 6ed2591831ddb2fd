package io.passerelle.payment;

/// What a transaction does with money.
public enum Operation {
  /// The buyer pays. Also where the gateway names no operation, as it does for an abandon.
  DEBIT,
  /// The buyer gets money back.
  CREDIT,
  /// A card was checked and no money asked for.
  VERIFICATION
}
