package io.passerelle.delivery.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host name. Handed in, so that a test can say what a name resolves to.
@FunctionalInterface
public interface Resolver {

  List<InetAddress> resolve(String name) throws UnknownHostException;

  /// The machine's own resolver.
  static Resolver ofTheMachine() {
    return name -> List.of(InetAddress.getAllByName(name));
  }
}
