package io.passerelle.delivery.http;

import io.passerelle.delivery.Finding;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Servers of SSH that a merchant names: their hosts and addresses are held against the same rules
/// as those of URLs, and their ports too, but that SSH's own takes the place of the web's.
public final class VettedHosts {

  private static final int SSH = 22;
  private static final int WELL_KNOWN_MAX = 1_023;
  private static final Duration LOOKUP_MAX = Duration.ofSeconds(10);

  private final AddressGuard guard;
  private final Resolver resolver;

  public VettedHosts(AddressGuard guard) {
    this(guard, Resolver.ofTheMachine());
  }

  public VettedHosts(AddressGuard guard, Resolver resolver) {
    this.guard = guard;
    this.resolver = resolver;
  }

  /// The addresses that may be dialled, or why none may.
  public sealed interface Answer {
    record Found(List<InetAddress> addresses) implements Answer {}

    record Refused(Finding finding) implements Answer {}
  }

  /// Whether a server may be named so at all; nobody is asked for its address.
  public static boolean isPossible(String host, int port) {
    try {
      return allows(port) && HostName.read(host).equals(host);
    } catch (Failed _) {
      return false;
    }
  }

  private static boolean allows(int port) {
    return port == SSH || (port > WELL_KNOWN_MAX && port <= 65_535 && AllowedPorts.contains(port));
  }

  public Answer ask(String host, int port) {
    if (!allows(port)) {
      return new Answer.Refused(Finding.BAD_PORT);
    }
    try (Lookup lookup = new Lookup(resolver, guard)) {
      int most = Math.toIntExact(LOOKUP_MAX.toMillis());
      return new Answer.Found(lookup.vetted(HostName.read(host), most));
    } catch (Failed failed) {
      return new Answer.Refused(failed.finding);
    }
  }
}
