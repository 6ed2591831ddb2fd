package io.passerelle.delivery;

/// When the addresses of a rule are mailed about failures.
public enum AlertMode {
  /// After each failed attempt.
  EACH,
  /// When what is met changes: from working to failing, to another failure, to exhausted, and back.
  CHANGE,
  /// Once an hour, all failures in one mail.
  DIGEST
}
