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

  public boolean isDelivered() {
    return failure.isEmpty();
  }
}
