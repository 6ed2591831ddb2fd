package io.passerelle.delivery.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides whether an address may be dialled: only what is on the public internet may.
///
/// A merchant chooses the URLs that we call, so without it a merchant could have us call our own
/// network. The sandbox, whose shops live on the same machine, lets loopback through and nothing
/// else.
public final class AddressGuard {

  private static final List<AddressRange> FORBIDDEN =
      Stream.of(ForbiddenRanges.LOOPBACK, ForbiddenRanges.IPV4, ForbiddenRanges.IPV6)
          .flatMap(List::stream)
          .toList();

  private final List<AddressRange> allowed;

  public AddressGuard(boolean loopbackAllowed) {
    this.allowed = loopbackAllowed ? ForbiddenRanges.LOOPBACK : List.of();
  }

  /// The range that forbids an address, or nothing where it may be dialled.
  public Optional<AddressRange> forbids(InetAddress address) {
    if (allowed.stream().anyMatch(range -> range.contains(address))) {
      return Optional.empty();
    }
    return FORBIDDEN.stream().filter(range -> range.contains(address)).findFirst();
  }
}
