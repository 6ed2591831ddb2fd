package io.passerelle.sandbox.odoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.sandbox.web.FaultySite;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The shop's `payment/{app}/ipn`: hands what comes to the module, keeps a record of each call, and
/// fails where it was told to.
final class NotificationUrl {

  /// Longer than a sender waits, short enough for the sandbox to end.
  private static final Duration HANG = Duration.ofSeconds(40);

  private static final int BODY_BYTES_MOST = 256 * 1024;
  private static final int HEADERS_MOST = 20;

  private final PaymentModule module;
  private final Deliveries deliveries;
  private final Clock clock;
  private final Supplier<Optional<String>> faults;
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  NotificationUrl(
      PaymentModule module, Deliveries deliveries, Clock clock, Supplier<Optional<String>> faults) {
    this.module = module;
    this.deliveries = deliveries;
    this.clock = clock;
    this.faults = faults;
  }

  /// From now on the shop answers 503, or normally again.
  void fails(String siteId, boolean fails) {
    if (fails) {
      failing.add(siteId);
    } else {
      failing.remove(siteId);
    }
  }

  boolean isFailing(String siteId) {
    return failing.contains(siteId);
  }

  WebReply answer(OdooShop shop, WebRequest request) {
    Instant at = clock.instant();
    Map<String, String> data = data(request);
    Optional<String> fault = isFailing(shop.siteId()) ? Optional.of("error") : faults.get();
    var site =
        new FaultySite(
            one -> WebReply.text(200, module.notified(shop, data)),
            () -> fault,
            WebReply.text(429, "Too Many Requests"),
            HANG);
    WebReply reply = site.answer(request);
    deliveries.add(number -> delivery(number, shop, at, request, data, reply));
    return reply;
  }

  private static Map<String, String> data(WebRequest request) {
    try {
      return request.body().length > BODY_BYTES_MOST ? Map.of() : request.form();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private static Delivery delivery(
      long number,
      OdooShop shop,
      Instant at,
      WebRequest request,
      Map<String, String> data,
      WebReply reply) {
    return new Delivery(
        number,
        shop.siteId(),
        at,
        cut(data.getOrDefault("vads_order_id", "")),
        cut(data.getOrDefault("vads_url_check_src", "")),
        fingerprint(request.body()),
        headers(request),
        reply.status(),
        new String(reply.body(), UTF_8));
  }

  /// The sender's own headers: what tells one attempt from another.
  private static Map<String, String> headers(WebRequest request) {
    return request.headers().entrySet().stream()
        .filter(header -> isOwn(header.getKey()))
        .limit(HEADERS_MOST)
        .collect(Collectors.toMap(Map.Entry::getKey, header -> cut(header.getValue())));
  }

  private static boolean isOwn(String name) {
    return name.startsWith("x-")
        || name.startsWith("webhook-")
        || name.startsWith("passerelle-")
        || name.equals("user-agent");
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  private static String fingerprint(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
