package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Outgoing.Reading;
import io.passerelle.shop.PlatformRequest;
import java.util.HashMap;
import java.util.Map;

/// A call of a platform's interface as it goes out by the one sender. Its answer is read by a
/// program, and so wanted whole.
final class PlatformHttp {

  private PlatformHttp() {}

  static Outgoing outgoing(PlatformRequest request) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    return new Outgoing(
        request.method(),
        request.url(),
        request.contentType(),
        request.body().getBytes(UTF_8),
        headers,
        Reading.WHOLE);
  }
}
