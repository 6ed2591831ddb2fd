package io.passerelle.delivery;

import java.util.Optional;

/// The one door to outside URLs.
///
/// It resolves the name once, refuses private, loopback, link-local and metadata addresses, dials
/// the address that it vetted, verifies TLS, follows no redirect, and limits time and size. It
/// never throws for what the other side does: that is an answer too.
public interface Sender {

  Answer send(Outgoing request);

  /// What would keep a URL from being called, as far as can be known without calling it: its form,
  /// and the addresses of its name. Nothing is sent to the URL's server.
  default Optional<Finding> foresee(String url) {
    return Optional.empty();
  }
}
