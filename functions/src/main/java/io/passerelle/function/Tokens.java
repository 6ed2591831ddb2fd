package io.passerelle.function;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Request;
import io.passerelle.shop.Session;
import io.passerelle.store.Sessions;

/// Finds the checkout whose secret token is in a request's address.
final class Tokens {

  private static final int LENGTH_MIN = 16;
  private static final int LENGTH_MAX = 128;

  private final Sessions sessions;

  Tokens(Sessions sessions) {
    this.sessions = sessions;
  }

  Session session(Request request) {
    String token = request.pathParameters().getOrDefault("token", "");
    boolean possible =
        token.length() >= LENGTH_MIN
            && token.length() <= LENGTH_MAX
            && token.chars().allMatch(Tokens::isOfAToken);
    if (!possible) {
      throw unknown();
    }
    return sessions.byToken(token).orElseThrow(Tokens::unknown);
  }

  private static boolean isOfAToken(int c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || c == '-' || c == '_';
  }

  private static Rejection unknown() {
    return new Rejection(Reason.NOT_FOUND, "this payment link is not known");
  }
}
