package io.passerelle.shop.ecwid;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import java.util.function.Function;

/// What came of asking Ecwid's API something.
public sealed interface EcwidAnswer<T> {

  /// What it said.
  record Told<T>(T value) implements EcwidAnswer<T> {}

  /// It does not say: the token is dead, or there is no such thing.
  record Refused<T>(int status) implements EcwidAnswer<T> {}

  /// Nobody knows: it was not reached, is busy, or said what cannot be read. To be asked again.
  record Later<T>() implements EcwidAnswer<T> {}

  static <T> EcwidAnswer<T> of(int status, String text, Function<Json, T> reading) {
    return switch (status) {
      case 200 -> read(text, reading);
      case 400, 401, 402, 403, 404, 410 -> new Refused<>(status);
      default -> new Later<>();
    };
  }

  private static <T> EcwidAnswer<T> read(String text, Function<Json, T> reading) {
    try {
      return new Told<>(reading.apply(Json.parse(text)));
    } catch (Rejection e) {
      return new Later<>();
    }
  }
}
