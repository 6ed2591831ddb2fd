package io.passerelle.delivery;

import java.time.Instant;
import java.util.Optional;

/// One try at a delivery. `due` is when it should have been made; `failure` is empty for a success;
/// `status` is 0 where there was no HTTP answer. `response` is the first part of the answer,
/// `location` where a redirect led, without query and user.
public record Attempt(
    Instant at,
    Instant due,
    boolean byHand,
    int status,
    Optional<String> failure,
    String response,
    Optional<String> location,
    Timings timings) {

  public Attempt {
    location = location.map(Redirect::shown);
  }

  /// Whether a success reads like an error all the same, as far as its answer was kept: a guess for
  /// people to look at, which decides nothing.
  public boolean saysError() {
    return isDelivered() && status < 300 && AnswerText.saysError(response);
  }

  public boolean isDelivered() {
    return failure.isEmpty();
  }
}
