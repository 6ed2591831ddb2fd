package io.passerelle.delivery;

/// The one door to outside URLs.
///
/// It resolves the name once, refuses private, loopback, link-local and metadata addresses, dials
/// the address that it vetted, verifies TLS, follows no redirect, and limits time and size. It
/// never throws for what the other side does: that is an answer too.
public interface Sender {

  Answer send(Outgoing request);
}
