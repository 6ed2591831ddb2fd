package io.passerelle.edge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// By whom tries are counted: an address, or of IPv6 the network of 64 bits that one customer has,
/// since who has one has them all.
public final class SourceAddress {

  private static final int NETWORK_BYTES = 8;

  private SourceAddress() {}

  public static String of(Request request) {
    String text = request.sourceAddress();
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return address instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
          : address.getHostAddress();
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
