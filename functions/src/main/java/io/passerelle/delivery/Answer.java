package io.passerelle.delivery;

import java.util.Optional;

/// What came back from an outside URL.
public sealed interface Answer {

  Timings timings();

  /// An HTTP answer, whatever its status. `text` is the first part of the body, made readable;
  /// `location` is the header of that name, shown and never followed.
  record Answered(int status, String text, Optional<String> location, Timings timings)
      implements Answer {}

  /// No HTTP answer. `detail` is a few words for the merchant, without secrets or inside addresses.
  record Unanswered(Trouble trouble, String detail, Timings timings) implements Answer {}

  /// Why there was no answer.
  enum Trouble {
    /// The URL is not one that may be called: not http(s), with user info, malformed.
    BAD_URL,
    /// The name does not resolve.
    DNS,
    /// It resolves to an address that must not be called: private, loopback, link-local, metadata.
    FORBIDDEN_ADDRESS,
    /// Refused, reset or closed before an answer.
    CONNECTION,
    /// The certificate or the handshake is wrong.
    TLS,
    /// No full answer in time.
    TIMEOUT,
    /// What came is not HTTP.
    PROTOCOL
  }
}
