package io.passerelle.function;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// The addresses from which the gateway's calls are taken: ranges such as `194.50.38.0/24`, or all
/// where none is given.
final class SourceRanges {

  private record Range(byte[] network, int bits) {

    boolean holds(byte[] address) {
      int shift = network.length * 8 - bits;
      return address.length == network.length
          && new BigInteger(1, address)
              .shiftRight(shift)
              .equals(new BigInteger(1, network).shiftRight(shift));
    }
  }

  private final List<Range> ranges;

  private SourceRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  /// Reads ranges with commas between; the empty text allows every address.
  static SourceRanges of(String text) {
    return new SourceRanges(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(range -> !range.isEmpty())
            .map(SourceRanges::range)
            .toList());
  }

  /// Whether an address that was not refused says anything.
  boolean areSet() {
    return !ranges.isEmpty();
  }

  void require(String address) {
    if (!ranges.isEmpty() && ranges.stream().noneMatch(range -> range.holds(bytes(address)))) {
      throw new Rejection(Reason.WRONG_SOURCE);
    }
  }

  private static Range range(String text) {
    String[] parts = text.split("/", 2);
    byte[] network = bytes(parts[0]);
    int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : network.length * 8;
    if (network.length == 0 || bits < 0 || bits > network.length * 8) {
      throw new IllegalArgumentException("not an address range");
    }
    return new Range(network, bits);
  }

  /// An address written in digits; anything else has no bytes and is in no range.
  private static byte[] bytes(String address) {
    if (!address.matches("[0-9a-fA-F:.]{2,45}")) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}
