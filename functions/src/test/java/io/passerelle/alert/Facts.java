package io.passerelle.alert;

import io.passerelle.alert.Alert.DeliveryFailed;
import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Verdict.Failed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Alerts that the tests of this package start from.
final class Facts {

  static final EmailAddress FROM = new EmailAddress("alerts@passerelle.example");
  static final Instant NEXT = Instant.parse("2026-01-15T10:15:00Z");
  static final Optional<String> LINK = Optional.of("https://console.example/deliveries/d1/resend");

  private Facts() {}

  static DeliveryFailed failed(Optional<Instant> next, int attempt, boolean replay) {
    return failed("SO0042-1", "Fermée <b>pour</b> inventaire", next, attempt, replay);
  }

  static DeliveryFailed failed(
      String order, String excerpt, Optional<Instant> next, int attempt, boolean replay) {
    return new DeliveryFailed(
        "12345678",
        "Boutique d'Été",
        order,
        "Fin du paiement",
        "https://shop.example/payment/lyra/ipn?key=K3Y#x",
        attempt,
        5,
        new Failed(FailureClass.MAINTENANCE, OptionalInt.of(503), Optional.empty()),
        true,
        excerpt,
        next,
        LINK,
        replay);
  }

  static Envelope envelope(Locale language) {
    return new Envelope(
        "m-1", List.of(new EmailAddress("boss@shop.example")), language, Optional.empty());
  }
}
