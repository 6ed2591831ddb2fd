package io.passerelle.function;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Request;
import java.util.Set;

/// The address at which this deployment is called: that of the request at hand. API Gateway takes
/// requests for its own names alone, so a caller cannot make it another's.
final class PublicUrl {

  private static final Set<String> SCHEMES = Set.of("https", "http");

  private PublicUrl() {}

  /// Without a path: `https://host`.
  static String of(Request request) {
    String scheme = request.header("x-forwarded-proto").orElse("https");
    String host = request.header("host").orElse("");
    boolean known = !host.isEmpty() && host.length() <= 255 && SCHEMES.contains(scheme);
    if (!known || !host.chars().allMatch(PublicUrl::isOfAHost)) {
      throw new Rejection(Reason.MALFORMED, "no host");
    }
    return scheme + "://" + host;
  }

  /// Where the buyer of a session pays.
  static String pay(Request request, String token) {
    return of(request) + "/pay/" + token;
  }

  /// Where the buyer of a session comes back to from the gateway.
  static String back(Request request, String token) {
    return of(request) + "/return/" + token;
  }

  private static boolean isOfAHost(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == ':';
  }
}
