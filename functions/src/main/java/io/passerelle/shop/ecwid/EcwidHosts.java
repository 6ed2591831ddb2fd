package io.passerelle.shop.ecwid;

import io.passerelle.shop.Connection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a store lives: its API, and the pages that its buyers may be sent back to.
///
/// A page that sends on to whatever a form names would lend this host's good name to anyone. So a
/// buyer goes back to Ecwid's own hosts, or to those that the connection names.
public final class EcwidHosts {

  public static final String API = "https://app.ecwid.com/api/v3";

  private static final String DOMAIN = "ecwid.com";

  private EcwidHosts() {}

  /// The API of a store, without a slash at its end.
  public static String api(Connection connection) {
    return api(connection.field("apiUrl").orElse(API));
  }

  static String api(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// Whether a buyer may be sent to `url`.
  public static boolean mayReturnTo(String url, Connection connection) {
    return uri(url).filter(uri -> isEcwid(uri) || isOfConnection(uri, connection)).isPresent();
  }

  private static boolean isEcwid(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return "https".equalsIgnoreCase(uri.getScheme())
        && (uri.getPort() == -1 || uri.getPort() == 443)
        && (host.equals(DOMAIN) || host.endsWith("." + DOMAIN));
  }

  private static boolean isOfConnection(URI uri, Connection connection) {
    return Stream.of("apiUrl", "url")
        .flatMap(name -> connection.field(name).stream())
        .flatMap(url -> uri(url).stream())
        .anyMatch(own -> origin(own).equals(origin(uri)));
  }

  private static String origin(URI uri) {
    return (uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT);
  }

  /// What is no plain address with a host, or hides its host behind a user's name, is none. What
  /// this reads and what a browser reads must be one host: a backslash is no part of either.
  private static Optional<URI> uri(String url) {
    try {
      URI uri = new URI(url);
      boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
