package io.passerelle.delivery.http;

import io.passerelle.delivery.Finding;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the host of a URL: a name, an IPv4 address with four plain numbers, or an IPv6 address in
/// brackets.
///
/// Whatever a resolver might take for a number (`2130706433`, `0x7f.1`, `127.1`, `0177.0.0.1`) is
/// refused, as are zones and IPv4 wrapped in IPv6: each is a second spelling of an address, and
/// second spellings are how a check and a connection come to differ.
final class HostName {

  private static final int LENGTH_MAX = 253;
  private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
  private static final Pattern LABELS = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]{2,45}");

  private HostName() {}

  static String read(String written) throws Failed {
    if (written.isEmpty()) {
      throw new Failed(Finding.NO_HOST);
    }
    if (written.startsWith("[")) {
      return ipv6(written.substring(1, written.length() - 1).toLowerCase(Locale.ROOT));
    }
    String name = withoutTrailingDot(ascii(written).toLowerCase(Locale.ROOT));
    if (name.length() > LENGTH_MAX || !LABELS.matcher(name).matches()) {
      throw new Failed(Finding.BAD_HOST);
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (NUMBER.matcher(last).matches() && !IPV4.matcher(name).matches()) {
      throw new Failed(Finding.ODD_ADDRESS);
    }
    return name;
  }

  /// True where the host is an address already, which no resolver needs to be asked for.
  static boolean isAddress(String host) {
    return host.contains(":") || IPV4.matcher(host).matches();
  }

  private static String ipv6(String written) throws Failed {
    if (written.contains("%")) {
      throw new Failed(Finding.ZONE);
    }
    if (!IPV6.matcher(written).matches() || !written.contains(":")) {
      throw new Failed(Finding.BAD_HOST);
    }
    try {
      if (InetAddress.ofLiteral(written) instanceof Inet4Address) {
        throw new Failed(Finding.ODD_ADDRESS);
      }
      return written;
    } catch (IllegalArgumentException e) {
      throw new Failed(Finding.BAD_HOST);
    }
  }

  private static String ascii(String written) throws Failed {
    if (written.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return written;
    }
    try {
      return IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw new Failed(Finding.BAD_HOST);
    }
  }

  private static String withoutTrailingDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
