package io.passerelle.delivery.http;

import java.net.InetAddress;

/// A block of addresses in CIDR form, with what it is and the document that says so.
///
/// It compares raw bytes of one family: an IPv4 address that hides in sixteen bytes is judged as
/// the IPv6 address that a socket would be given.
public record AddressRange(String cidr, String name, String source) {

  public AddressRange {
    if (prefixBits(cidr) > network(cidr).length * Byte.SIZE) {
      throw new IllegalArgumentException("prefix too long: " + cidr);
    }
  }

  boolean contains(InetAddress address) {
    byte[] theirs = address.getAddress();
    byte[] ours = network(cidr);
    if (theirs.length != ours.length) {
      return false;
    }
    int bits = prefixBits(cidr);
    for (int i = 0; i < bits; i++) {
      if (bit(theirs, i) != bit(ours, i)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] bytes, int index) {
    return (bytes[index / Byte.SIZE] >> (7 - index % Byte.SIZE)) & 1;
  }

  private static int prefixBits(String cidr) {
    return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
  }

  /// The mapped block would be read as IPv4 by the JDK, so it is spelled out here.
  private static byte[] network(String cidr) {
    String written = cidr.substring(0, cidr.indexOf('/'));
    if (written.equals("::ffff:0:0")) {
      return new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0};
    }
    return InetAddress.ofLiteral(written).getAddress();
  }
}
