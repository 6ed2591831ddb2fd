package io.passerelle.shop;

import java.util.Map;

/// What came of an operation that a platform asked for. `key` is the platform's own name of its
/// request, `reason` why it was not done, for the merchant to read; `fields` are the platform's
/// own.
public record OperationResult(
    String key, Kind kind, boolean done, String reason, Map<String, String> fields) {

  /// What was asked for.
  public enum Kind {
    REFUND,
    CAPTURE,
    CANCEL
  }

  public OperationResult {
    fields = Map.copyOf(fields);
  }
}
