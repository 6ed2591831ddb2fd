package io.passerelle.delivery;

import io.passerelle.payment.EventKind;
import java.util.Map;
import java.util.Optional;

/// What a notification says, as rules are held against it: what made the gateway call, what
/// happened to the payment, whether that was a later instalment of one that was paid before, and
/// every variable that a condition may ask about.
public record Happening(
    EventKind source,
    Optional<PaymentEvent> event,
    boolean laterInstalment,
    Map<String, String> variables) {

  public Happening {
    variables = Map.copyOf(variables);
  }

  String eventName() {
    return event.map(PaymentEvent::name).orElse("unknown");
  }
}
