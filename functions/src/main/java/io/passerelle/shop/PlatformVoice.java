package io.passerelle.shop;

import java.util.Optional;

/// How a platform with an interface of its own is told of an order.
///
/// What is told is how the order stands now, so that telling it twice, or late, does no harm.
public interface PlatformVoice {

  /// Where it is told, as people are shown it; empty where something is missing in the connection.
  Optional<String> address(Connection connection);

  /// Empty where there is nothing to tell: the order stands in a way that the platform has no word
  /// for, or it did not come from there.
  Optional<PlatformRequest> telling(Telling telling);

  PlatformResult heard(int status, String text);

  /// What an answer to that request means, for a platform whose interfaces answer differently.
  default PlatformResult heard(PlatformRequest told, int status, String text) {
    return heard(status, text);
  }
}
