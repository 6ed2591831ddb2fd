package io.passerelle.delivery;

import io.passerelle.payment.CardNumbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  private static final int KEPT_WHOLE = 10;
  private static final int SHORT = 300;

  public Attempt {
    response = CardNumbers.hidden(response);
    location = location.map(Redirect::shown).map(CardNumbers::hidden);
  }

  /// The attempts with this one as the last. Of the older ones only the beginning of the answer is
  /// kept: a delivery that is sent again and again must still fit a row.
  List<Attempt> behind(List<Attempt> before) {
    List<Attempt> all = new ArrayList<>(before);
    all.add(this);
    int old = all.size() - KEPT_WHOLE - 1;
    if (old >= 0) {
      all.set(old, all.get(old).shortened());
    }
    return all;
  }

  private Attempt shortened() {
    return new Attempt(
        at,
        due,
        byHand,
        status,
        failure,
        CleanText.line(response, SHORT),
        location.map(place -> CleanText.line(place, SHORT)),
        timings);
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
