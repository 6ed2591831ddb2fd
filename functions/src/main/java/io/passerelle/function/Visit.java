package io.passerelle.function;

import io.passerelle.desk.PaymentLinks;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.paymentorder.PaymentOrder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which browser stands before a payment order's link: a random name that it keeps for this link
/// alone, so that whoever clicks twice goes on and whoever comes second waits. `isKnown` says that
/// the browser named itself.
record Visit(String name, boolean isKnown) {

  private static final Pattern COOKIE =
      Pattern.compile("(?:^|;\\s*)visit=([A-Za-z0-9_-]{22})(?:;|$)");
  private static final Duration KEPT = Duration.ofDays(92);
  private static final SecureRandom RANDOM = new SecureRandom();

  static Visit of(Request request) {
    Matcher cookie = COOKIE.matcher(request.header("cookie").orElse(""));
    if (cookie.find()) {
      return new Visit(cookie.group(1), true);
    }
    byte[] name = new byte[16];
    RANDOM.nextBytes(name);
    return new Visit(Base64.getUrlEncoder().withoutPadding().encodeToString(name), false);
  }

  /// The reply, after which the browser knows its name.
  Reply kept(Reply reply, PaymentOrder order, Request request) {
    boolean sealed = PublicUrl.of(request).startsWith("https:");
    return reply.with(
        "set-cookie",
        "visit=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Lax%s"
            .formatted(name, PaymentLinks.path(order), KEPT.toSeconds(), sealed ? "; Secure" : ""));
  }
}
