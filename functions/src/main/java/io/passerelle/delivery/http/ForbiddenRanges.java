package io.passerelle.delivery.http;

import java.util.List;

/// Every block of addresses that is not the public internet, the narrower before the wider so that
/// the first match has the best name.
///
/// Sources: the IANA registries of special-purpose IPv4 and IPv6 addresses, and the clouds' own
/// pages for their metadata addresses. Ways of wrapping an IPv4 address in an IPv6 one are refused
/// whole: what is inside need not be judged.
final class ForbiddenRanges {

  static final List<AddressRange> LOOPBACK =
      List.of(
          new AddressRange("127.0.0.0/8", "loopback", "RFC 1122"),
          new AddressRange("::1/128", "loopback", "RFC 4291"));

  static final List<AddressRange> IPV4 =
      List.of(
          new AddressRange("169.254.169.254/32", "cloud metadata", "AWS, Azure, Google Cloud"),
          new AddressRange("169.254.170.2/32", "container credentials", "AWS"),
          new AddressRange("100.100.100.200/32", "cloud metadata", "Alibaba Cloud"),
          new AddressRange("168.63.129.16/32", "platform address", "Azure"),
          new AddressRange("255.255.255.255/32", "broadcast", "RFC 919"),
          new AddressRange("0.0.0.0/8", "this network", "RFC 791"),
          new AddressRange("10.0.0.0/8", "private", "RFC 1918"),
          new AddressRange("172.16.0.0/12", "private", "RFC 1918"),
          new AddressRange("192.168.0.0/16", "private", "RFC 1918"),
          new AddressRange("100.64.0.0/10", "carrier-grade NAT", "RFC 6598"),
          new AddressRange("169.254.0.0/16", "link-local", "RFC 3927"),
          new AddressRange("192.0.0.0/24", "protocol assignments", "RFC 6890"),
          new AddressRange("192.0.2.0/24", "documentation", "RFC 5737"),
          new AddressRange("198.51.100.0/24", "documentation", "RFC 5737"),
          new AddressRange("203.0.113.0/24", "documentation", "RFC 5737"),
          new AddressRange("192.88.99.0/24", "6to4 relay", "RFC 7526"),
          new AddressRange("198.18.0.0/15", "benchmarking", "RFC 2544"),
          new AddressRange("224.0.0.0/4", "multicast", "RFC 1112"),
          new AddressRange("240.0.0.0/4", "reserved", "RFC 1112"));

  static final List<AddressRange> IPV6 =
      List.of(
          new AddressRange("fd00:ec2::254/128", "cloud metadata", "AWS"),
          new AddressRange("fd20:ce::254/128", "cloud metadata", "Google Cloud"),
          new AddressRange("::/128", "unspecified", "RFC 4291"),
          new AddressRange("::ffff:0:0/96", "IPv4-mapped", "RFC 4291"),
          new AddressRange("::/96", "IPv4-compatible", "RFC 4291"),
          new AddressRange("::ffff:0:0:0/96", "IPv4-translated", "RFC 2765"),
          new AddressRange("64:ff9b::/96", "NAT64", "RFC 6052"),
          new AddressRange("64:ff9b:1::/48", "local NAT64", "RFC 8215"),
          new AddressRange("100::/64", "discard", "RFC 6666"),
          new AddressRange("100:0:0:1::/64", "dummy", "RFC 9780"),
          new AddressRange("2001::/32", "Teredo", "RFC 4380"),
          new AddressRange("2001::/23", "protocol assignments", "RFC 2928"),
          new AddressRange("2001:db8::/32", "documentation", "RFC 3849"),
          new AddressRange("3fff::/20", "documentation", "RFC 9637"),
          new AddressRange("2002::/16", "6to4", "RFC 3056"),
          new AddressRange("5f00::/16", "segment routing", "RFC 9602"),
          new AddressRange("fc00::/7", "unique local", "RFC 4193"),
          new AddressRange("fe80::/10", "link-local", "RFC 4291"),
          new AddressRange("fec0::/10", "site-local", "RFC 3879"),
          new AddressRange("ff00::/8", "multicast", "RFC 4291"),
          new AddressRange("::/3", "not global unicast", "RFC 4291"),
          new AddressRange("4000::/2", "not global unicast", "RFC 4291"),
          new AddressRange("8000::/1", "not global unicast", "RFC 4291"));

  private ForbiddenRanges() {}
}
