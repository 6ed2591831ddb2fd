package io.passerelle.delivery;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.util.Arrays;
import java.util.List;

/// When the addresses of a rule are mailed about failures.
public enum AlertMode {
  /// After each failed attempt.
  EACH,
  /// When what is met changes: from working to failing, to another failure, to exhausted, and back.
  CHANGE,
  /// Once an hour, all failures in one mail.
  DIGEST;

  /// Reads a rule's mode, [#EACH] where nothing is said.
  static AlertMode read(Json json) {
    if (!json.isPresent()) {
      return EACH;
    }
    return Arrays.stream(values())
        .filter(mode -> mode.name().equals(json.text("")))
        .findFirst()
        .orElseThrow(() ->
            new Rejection(Reason.INVALID, "rules.alerts must be one of " + List.of(values())));
  }
}
