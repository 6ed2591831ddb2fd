package io.passerelle.delivery.http;

import java.util.Set;

/// The ports at which a shop may listen: the web's own, and any above the well-known ones (8069,
/// 8080 and 8443 are common) at which no known service answers that is not a shop.
///
/// A request to a mail or database server on a public address cannot reach our network, but it
/// could be taken there for something else; a merchant has no reason to ask for it.
final class AllowedPorts {

  private static final int WELL_KNOWN_MAX = 1_023;

  private static final Set<Integer> WEB = Set.of(80, 443);

  /// Proxies, databases, caches, queues, remote desks, and what runs containers (IANA's registry of
  /// service names, and the projects' own defaults).
  private static final Set<Integer> SERVICES =
      Set.of(
          1080, 1433, 1434, 1521, 1883, 2049, 2181, 2375, 2376, 2377, 2379, 2380, 3128, 3306, 3389,
          4369, 5432, 5601, 5672, 5900, 5984, 5985, 5986, 6000, 6379, 6443, 6667, 8086, 8500, 8883,
          9042, 9092, 9160, 9200, 9300, 9418, 10250, 10255, 11211, 15672, 25672, 26379, 27017,
          27018, 28015);

  private AllowedPorts() {}

  static boolean contains(int port) {
    return WEB.contains(port) || (port > WELL_KNOWN_MAX && !SERVICES.contains(port));
  }
}
