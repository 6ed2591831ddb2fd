package io.passerelle.shop.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Secret;
import io.passerelle.payment.Order;
import io.passerelle.shop.OperationResult;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.PlatformResult;
import io.passerelle.shop.Session;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the hosted protocol answers: signed `x_` fields, by a call to the checkout's callback and
/// in the address at which the buyer comes back.
///
/// Account, reference, currency, amount and test mode are the request's own, to the letter, also
/// where the payment was converted.
public final class HostedCallback {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Session session;
  private final HostedSigner signer;
  private final Instant at;

  public HostedCallback(Session session, Secret key, Instant at) {
    this.session = session;
    this.signer = new HostedSigner(key);
    this.at = at;
  }

  /// Whether a checkout came by this protocol.
  public static boolean isHosted(Session session) {
    return session.field(HostedRequest.CALLBACK).isPresent();
  }

  /// The signed fields for how the order stands; empty where the protocol has no word for it.
  public Optional<Map<String, String>> fields(Order order) {
    Map<String, String> fields = echoed(session.fields().getOrDefault(HostedRequest.AMOUNT, ""));
    switch (Outcome.of(order, session)) {
      case Outcome.Resolved _ -> {
        fields.put("x_result", "completed");
        if (session.kind() == Session.Kind.AUTHORIZATION) {
          fields.put(HostedManagement.TYPE, "authorization");
        }
      }
      case Outcome.Pending _ -> fields.put("x_result", "pending");
      case Outcome.Rejected _ -> failed(fields);
      case Outcome.Nothing _ -> {
        return Optional.empty();
      }
    }
    return Optional.of(signed(fields, ""));
  }

  private static void failed(Map<String, String> fields) {
    fields.put("x_result", "failed");
    fields.put("x_message", "The payment was not accepted.");
  }

  Optional<PlatformRequest> telling(Order order) {
    return fields(order)
        .map(fields -> post(session.fields().getOrDefault(HostedRequest.CALLBACK, ""), fields));
  }

  /// What came of a refund, capture or void.
  PlatformRequest telling(OperationResult operation) {
    Map<String, String> fields = echoed(operation.fields().getOrDefault(HostedRequest.AMOUNT, ""));
    fields.put("x_result", operation.done() ? "completed" : "failed");
    fields.put(HostedManagement.TYPE, HostedManagement.word(operation.kind()));
    if (!operation.done()) {
      fields.put("x_message", Texts.cut(operation.reason()));
    }
    return post(
        operation.fields().getOrDefault(HostedRequest.CALLBACK, ""),
        signed(fields, operation.key()));
  }

  /// Where the buyer goes back to, with the same fields.
  public Optional<String> complete(Order order) {
    String url = session.fields().getOrDefault(HostedRequest.COMPLETE, "");
    return fields(order).map(fields -> url + (url.contains("?") ? "&" : "?") + encoded(fields));
  }

  static PlatformResult heard(int status) {
    if (status >= 200 && status < 300) {
      return new PlatformResult.Done("taken", Map.of());
    }
    return status == 422
        ? new PlatformResult.Never("the shop refuses the signature or knows no such checkout")
        : new PlatformResult.Again("HTTP " + status);
  }

  private Map<String, String> echoed(String amount) {
    Map<String, String> fields = new TreeMap<>();
    fields.put(HostedRequest.ACCOUNT, field(HostedRequest.ACCOUNT));
    fields.put(HostedRequest.REFERENCE, field(HostedRequest.REFERENCE));
    fields.put(HostedRequest.TEST, field(HostedRequest.TEST));
    fields.put(HostedRequest.AMOUNT, amount);
    fields.put("x_currency", session.amount().currency().name());
    return fields;
  }

  private String field(String name) {
    return session.fields().getOrDefault(name, "");
  }

  /// The gateway's reference is another for each thing that is said, and the same when it is said
  /// again.
  private Map<String, String> signed(Map<String, String> fields, String operation) {
    String said = String.join("\n", session.order().toString(), operation, fields.toString());
    fields.put(HostedManagement.GATEWAY_REFERENCE, digest(said));
    fields.put("x_timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
    return signer.signed(fields);
  }

  private static PlatformRequest post(String url, Map<String, String> fields) {
    return new PlatformRequest("POST", url, FORM, Map.of(), encoded(fields));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 12));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
