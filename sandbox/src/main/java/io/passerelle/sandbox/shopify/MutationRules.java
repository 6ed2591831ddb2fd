package io.passerelle.sandbox.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which arguments each mutation must and may have: what a schema says before anything is looked
/// at.
final class MutationRules {

  private static final Set<String> WAITING =
      Set.of(
          "BUYER_ACTION_REQUIRED",
          "MERCHANT_ACTION_REQUIRED",
          "NETWORK_ACTION_REQUIRED",
          "PARTNER_ACTION_REQUIRED");

  private static final Set<String> PAYMENT_REJECTIONS =
      Set.of(
          ("AMOUNT_TOO_LARGE AMOUNT_TOO_SMALL AUTHENTICATION_FAILED AUTHENTICATION_REQUIRED"
                  + " CALL_ISSUER CANCELLED_PAYMENT CARD_DECLINED CARD_TESTING"
                  + " CONFIRMATION_REJECTED DO_NOT_HONOR EXPIRED_CARD FRAUD_SUSPECTED"
                  + " HIGH_RISK_FRAUD_SUSPECTED INCORRECT_ADDRESS INCORRECT_CVC INCORRECT_NUMBER"
                  + " INCORRECT_PIN INCORRECT_ZIP INSTRUMENT_DECLINED INSUFFICIENT_FUNDS"
                  + " INVALID_AMOUNT INVALID_CURRENCY INVALID_CVC INVALID_EXPIRY_DATE"
                  + " INVALID_NUMBER INVALID_PAYMENT_METHOD INVALID_PURCHASE_TYPE INVALID_REQUEST"
                  + " MERCHANT_ACCOUNT_ERROR MERCHANT_RULE PAYMENT_METHOD_UNSUPPORTED PICK_UP_CARD"
                  + " PROCESSING_ERROR RETRY_DECLINED TRANSACTION_LIMIT_EXCEEDED")
              .split(" "));

  private static final Map<String, List<String>> NAMES =
      Map.of(
          "paymentSessionResolve", List.of("id", "authorizationExpiresAt"),
          "paymentSessionReject", List.of("id", "reason"),
          "paymentSessionPending", List.of("id", "pendingExpiresAt", "reason"),
          "paymentsAppConfigure", List.of("externalHandle", "ready"),
          "refundSessionResolve", List.of("id"),
          "refundSessionReject", List.of("id", "reason"),
          "captureSessionResolve", List.of("id"),
          "captureSessionReject", List.of("id", "reason"),
          "voidSessionResolve", List.of("id"),
          "voidSessionReject", List.of("id", "reason"));

  private MutationRules() {}

  /// What is wrong with the arguments; empty where nothing is.
  static Optional<String> invalid(String name, Map<String, JsonNode> given) {
    List<String> known = NAMES.get(name);
    if (known == null) {
      return Optional.of("Field '" + name + "' doesn't exist on type 'Mutation'");
    }
    for (String argument : given.keySet()) {
      if (!known.contains(argument)) {
        return Optional.of("Field '" + name + "' doesn't accept argument '" + argument + "'");
      }
    }
    for (String argument : known) {
      boolean optional =
          argument.equals("authorizationExpiresAt") || argument.equals("externalHandle");
      JsonNode value = given.get(argument);
      if (value == null || value.isMissingNode() || value.isNull()) {
        if (!optional) {
          return Optional.of("Variable $" + argument + " was not provided");
        }
      } else if (!fits(name, argument, value)) {
        return Optional.of("Variable $" + argument + " was provided invalid value");
      }
    }
    return Optional.empty();
  }

  private static boolean fits(String name, String argument, JsonNode value) {
    return switch (argument) {
      case "id" -> value.asText().startsWith("gid://shopify/");
      case "authorizationExpiresAt", "pendingExpiresAt" -> isTime(value.asText());
      case "ready" -> value.isBoolean();
      case "externalHandle" -> value.isTextual();
      default ->
          name.equals("paymentSessionPending")
              ? WAITING.contains(value.asText())
              : rejections(name).contains(value.path("code").asText());
    };
  }

  private static Set<String> rejections(String name) {
    return switch (name) {
      case "paymentSessionReject" -> PAYMENT_REJECTIONS;
      case "captureSessionReject" -> Set.of("AUTHORIZATION_EXPIRED", "PROCESSING_ERROR");
      default -> Set.of("PROCESSING_ERROR");
    };
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text).isAfter(Instant.EPOCH);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
