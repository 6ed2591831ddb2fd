package io.passerelle.shop.shopify;

import io.passerelle.edge.JsonTree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One mutation of the Payments Apps API: its name, and the body that carries it.
///
/// The answer names the mutation again, so that it can be read without what was asked.
public record Mutation(String name, String body) {

  /// Why a payment waits (`PaymentSessionStatePendingReason`).
  public enum Waiting {
    BUYER_ACTION_REQUIRED,
    MERCHANT_ACTION_REQUIRED,
    NETWORK_ACTION_REQUIRED,
    PARTNER_ACTION_REQUIRED
  }

  /// What the merchant asked for after the sale: each has mutations of its own.
  public enum Asked {
    REFUND,
    CAPTURE,
    VOID;

    String type() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT) + "Session";
    }
  }

  private static final int MESSAGE_LENGTH_MAX = 200;
  private static final String PAYMENT =
      " { paymentSession { id state { ... on PaymentSessionStateResolved { code } ... on"
          + " PaymentSessionStatePending { code } ... on PaymentSessionStateRejected { code } }"
          + " nextAction { action context { ... on PaymentSessionActionsRedirect { redirectUrl } }"
          + " } } userErrors { field message } } }";

  /// The money is there, or set aside until `authorizationExpires` where only that was asked for.
  public static Mutation resolve(String gid, Optional<Instant> authorizationExpires) {
    String query =
        authorizationExpires.isPresent()
            ? "mutation PaymentSessionResolve($id: ID!, $authorizationExpiresAt: DateTime)"
                + " { paymentSessionResolve(id: $id,"
                + " authorizationExpiresAt: $authorizationExpiresAt)"
                + PAYMENT
            : "mutation PaymentSessionResolve($id: ID!) { paymentSessionResolve(id: $id)" + PAYMENT;
    Map<String, Object> variables = variables(gid);
    authorizationExpires.ifPresent(at -> variables.put("authorizationExpiresAt", at.toString()));
    return of("paymentSessionResolve", query, variables);
  }

  /// Neither paid nor lost; Shopify gives up at `expires`.
  public static Mutation pending(String gid, Instant expires, Waiting reason) {
    String query =
        "mutation PaymentSessionPending($id: ID!, $pendingExpiresAt: DateTime!,"
            + " $reason: PaymentSessionStatePendingReason!) { paymentSessionPending(id: $id,"
            + " pendingExpiresAt: $pendingExpiresAt, reason: $reason)"
            + PAYMENT;
    Map<String, Object> variables = variables(gid);
    variables.put("pendingExpiresAt", expires.toString());
    variables.put("reason", reason.name());
    return of("paymentSessionPending", query, variables);
  }

  /// The money will never come by this session.
  public static Mutation reject(String gid, String code, String merchantMessage) {
    String query =
        "mutation PaymentSessionReject($id: ID!,"
            + " $reason: PaymentSessionRejectionReasonInput!) { paymentSessionReject(id: $id,"
            + " reason: $reason)"
            + PAYMENT;
    Map<String, Object> variables = variables(gid);
    variables.put("reason", reason(code, merchantMessage));
    return of("paymentSessionReject", query, variables);
  }

  /// What the merchant asked for was done.
  public static Mutation done(Asked asked, String gid) {
    String name = lower(asked.type()) + "Resolve";
    String query =
        "mutation %1$sResolve($id: ID!) { %2$s(id: $id)%3$s"
            .formatted(asked.type(), name, selection(asked));
    return of(name, query, variables(gid));
  }

  /// What the merchant asked for could not be done; `code` is one of the mutation's own.
  public static Mutation notDone(Asked asked, String gid, String code, String merchantMessage) {
    String name = lower(asked.type()) + "Reject";
    String query =
        "mutation %1$sReject($id: ID!, $reason: %1$sRejectionReasonInput!)".formatted(asked.type())
            + " { %s(id: $id, reason: $reason)%s".formatted(name, selection(asked));
    Map<String, Object> variables = variables(gid);
    variables.put("reason", reason(code, merchantMessage));
    return of(name, query, variables);
  }

  /// Says whether the merchant has told the app all that it needs.
  public static Mutation configure(String externalHandle, boolean ready) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("externalHandle", externalHandle);
    variables.put("ready", ready);
    String query =
        "mutation PaymentsAppConfigure($externalHandle: String, $ready: Boolean!)"
            + " { paymentsAppConfigure(externalHandle: $externalHandle, ready: $ready)"
            + " { userErrors { field message } } }";
    return of("paymentsAppConfigure", query, variables);
  }

  private static String selection(Asked asked) {
    String type = asked.type();
    return (" { %2$s { id state { ... on %1$sStateResolved { code }"
            + " ... on %1$sStateRejected { code } } }"
            + " userErrors { field message } } }")
        .formatted(type, lower(type));
  }

  private static Map<String, Object> variables(String gid) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("id", gid);
    return variables;
  }

  private static Map<String, Object> reason(String code, String merchantMessage) {
    String shown =
        merchantMessage.codePointCount(0, merchantMessage.length()) <= MESSAGE_LENGTH_MAX
            ? merchantMessage
            : merchantMessage.substring(
                0, merchantMessage.offsetByCodePoints(0, MESSAGE_LENGTH_MAX));
    return Map.of("code", code, "merchantMessage", shown);
  }

  private static Mutation of(String name, String query, Map<String, Object> variables) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("query", query);
    body.put("variables", variables);
    return new Mutation(name, JsonTree.text(body));
  }

  private static String lower(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
