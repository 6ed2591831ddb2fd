package io.passerelle.shop.ecwid;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The checkout of a payment form, opened with one of the app's secrets.
///
/// `enc_data` is authenticated and decides where it is there; `data`, the older way that Ecwid
/// means to take away, counts alone, and then what it says has to be asked for at Ecwid before
/// money follows from it (`isGenuine` is false). `secret` is the one that opened it.
public record EcwidPayload(EcwidCheckout checkout, boolean isGenuine, Secret secret) {

  private static final String NEW = "enc_data";
  private static final String OLD = "data";

  private record Opened(Json json, Secret secret) {}

  public static EcwidPayload open(Form form, List<Secret> secrets) {
    Optional<String> genuine = form.field(NEW).filter(text -> !text.isBlank());
    Optional<String> likely = form.field(OLD).filter(text -> !text.isBlank());
    if (genuine.isEmpty()) {
      String data = likely.orElseThrow(() -> new Rejection(Reason.MALFORMED, "no enc_data"));
      Opened opened = opened(OLD, data, secrets, EcwidCipher::likely);
      return new EcwidPayload(EcwidCheckout.read(opened.json()), false, opened.secret());
    }
    Opened opened = opened(NEW, genuine.get(), secrets, EcwidCipher::genuine);
    EcwidCheckout checkout = EcwidCheckout.read(opened.json());
    likely.ifPresent(data -> requireSame(checkout, data, opened.secret()));
    return new EcwidPayload(checkout, true, opened.secret());
  }

  private static void requireSame(EcwidCheckout checkout, String data, Secret secret) {
    Json json = opened(OLD, data, List.of(secret), EcwidCipher::likely).json();
    if (!EcwidCheckout.read(json).equals(checkout)) {
      throw new Rejection(Reason.MALFORMED, "enc_data and data differ");
    }
  }

  private static Opened opened(
      String field,
      String sealed,
      List<Secret> secrets,
      BiFunction<EcwidCipher, String, Optional<Json>> way) {
    for (Secret secret : secrets.stream().filter(EcwidCipher::isPossible).toList()) {
      Optional<Json> json = way.apply(EcwidCipher.of(secret), sealed);
      if (json.isPresent()) {
        return new Opened(json.get(), secret);
      }
    }
    throw new Rejection(Reason.MALFORMED, field + " cannot be opened with the app's secret");
  }
}
