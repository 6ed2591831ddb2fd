package io.passerelle.shop.shopify;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Texts of a session request. What names or leads somewhere is checked and refused; what only
/// describes a person is cut to a length and never a reason to refuse a payment.
final class Texts {

  private static final int TEXT_LENGTH_MAX = 255;
  private static final int URL_LENGTH_MAX = 2_000;

  private Texts() {}

  /// The session's own id: the order's reference, for the merchant and at the gateway.
  static String id(Json request) {
    return matching(request, "id", "[A-Za-z0-9_-]{1,64}");
  }

  static String gid(Json request, String type) {
    return matching(request, "gid", "gid://shopify/" + type + "/[A-Za-z0-9_-]{1,64}");
  }

  static String matching(Json request, String field, String pattern) {
    return request
        .get(field)
        .text()
        .filter(text -> text.length() <= TEXT_LENGTH_MAX && text.matches(pattern))
        .orElseThrow(() -> invalid(field));
  }

  static boolean flag(Json request, String field) {
    return request.get(field).flag().orElseThrow(() -> invalid(field));
  }

  /// An address to which a buyer's browser may be sent; over plain HTTP on this machine alone.
  static Optional<String> url(String text) {
    if (text.length() > URL_LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      boolean here = "localhost".equals(host) || "127.0.0.1".equals(host);
      boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here);
      return host != null && safe && uri.getUserInfo() == null
          ? Optional.of(text)
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  static String cut(Json value) {
    return cut(value.text(""));
  }

  static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.codePointCount(0, line.length()) <= TEXT_LENGTH_MAX
        ? line
        : line.substring(0, line.offsetByCodePoints(0, TEXT_LENGTH_MAX));
  }

  static Rejection invalid(String field) {
    return new Rejection(Reason.INVALID, field);
  }
}
