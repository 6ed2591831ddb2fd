package io.passerelle.delivery.http;

import io.passerelle.delivery.Finding;

/// A URL that a merchant wrote, checked before anything is looked up or dialled.
///
/// It is read by our own narrow grammar, once, and the parts are what the sender uses: two parsers
/// that disagree about where the host ends are how a guarded client is led astray.
public sealed interface TargetUrl {

  int LENGTH_MAX = 2_000;

  /// May be called, if its addresses may. `host` is in lower case, in ASCII, without brackets and
  /// without a trailing dot; `requestTarget` is the path and the query as they go on the wire.
  record Usable(boolean secure, String host, int port, String requestTarget) implements TargetUrl {

    boolean hostIsIpv6() {
      return host.contains(":");
    }

    /// The value of the `Host` header.
    String authority() {
      String name = hostIsIpv6() ? "[" + host + "]" : host;
      return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }
  }

  /// May not be called; `finding` says what to correct.
  record Unusable(Finding finding) implements TargetUrl {}

  static TargetUrl of(String written) {
    try {
      return UrlReader.read(written);
    } catch (Failed e) {
      return new Unusable(e.finding);
    }
  }
}
