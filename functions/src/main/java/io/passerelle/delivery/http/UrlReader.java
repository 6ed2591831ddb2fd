package io.passerelle.delivery.http;

import io.passerelle.delivery.Finding;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes a URL apart: scheme, authority, port, path and query. Hosts are [HostName]'s matter.
final class UrlReader {

  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//)?([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::(.*))?", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern ON_THE_WIRE =
      Pattern.compile("[A-Za-z0-9._~:/?@!$&'()*+,;=\\[\\]%-]*");
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final int PORT_MAX = 65_535;

  private UrlReader() {}

  static TargetUrl.Usable read(String written) throws Failed {
    if (written.length() > TargetUrl.LENGTH_MAX) {
      throw new Failed(Finding.TOO_LONG);
    }
    Matcher shape = SHAPE.matcher(written);
    if (!shape.matches()) {
      throw new Failed(Finding.NOT_A_URL);
    }
    boolean secure = secure(shape.group(1));
    if (shape.group(2) == null) {
      throw new Failed(Finding.NO_HOST);
    }
    if (shape.group(6) != null) {
      throw new Failed(Finding.FRAGMENT);
    }
    Matcher authority = authority(shape.group(3));
    int port = port(authority.group(2), secure);
    return new TargetUrl.Usable(
        secure, HostName.read(authority.group(1)), port, target(shape.group(4), shape.group(5)));
  }

  private static boolean secure(String scheme) throws Failed {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "https" -> true;
      case "http" -> false;
      default -> throw new Failed(Finding.NOT_HTTP);
    };
  }

  private static Matcher authority(String written) throws Failed {
    if (written.contains("@")) {
      throw new Failed(Finding.USER_INFO);
    }
    Matcher authority = AUTHORITY.matcher(written);
    if (!authority.matches()) {
      throw new Failed(Finding.BAD_HOST);
    }
    return authority;
  }

  private static int port(@Nullable String written, boolean secure) throws Failed {
    if (written == null || written.isEmpty()) {
      return secure ? 443 : 80;
    }
    if (!PORT.matcher(written).matches()) {
      throw new Failed(Finding.BAD_PORT);
    }
    int port = Integer.parseInt(written);
    if (port > PORT_MAX || !AllowedPorts.contains(port)) {
      throw new Failed(Finding.BAD_PORT);
    }
    return port;
  }

  private static String target(String path, @Nullable String query) throws Failed {
    String target = (path.isEmpty() ? "/" : path) + (query == null ? "" : query);
    if (!ON_THE_WIRE.matcher(target).matches() || BAD_ESCAPE.matcher(target).find()) {
      throw new Failed(Finding.NOT_A_URL);
    }
    return target;
  }
}
