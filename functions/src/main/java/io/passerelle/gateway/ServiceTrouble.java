package io.passerelle.gateway;

import java.util.Set;

/// Why a web service did not do what it was asked, by what there is to do about it (error codes of
/// the REST V4 documentation). New codes appear over time: an unknown `INT_…` is our mistake, an
/// unknown `PSP_…` the gateway's refusal.
public enum ServiceTrouble {
  /// No such transaction; also an order that nobody has begun to pay.
  NOT_FOUND,
  /// An order with more than 30 transactions.
  TOO_MANY_RESULTS,
  /// The site id or the password is wrong.
  BAD_CREDENTIALS,
  /// The shop's contract is without web services.
  NOT_OFFERED,
  RATE_LIMITED,
  /// The gateway is down or does not answer in time: what was only read may be asked again.
  UNAVAILABLE,
  BAD_CALL,
  REFUSED,
  /// What answered is not the gateway, or speaks of another shop, mode or order.
  GARBAGE;

  private static final Set<String> DOWN =
      Set.of(
          "PSP_513",
          "PSP_514",
          "PSP_515",
          "PSP_516",
          "PSP_525",
          "PSP_538",
          "PSP_540",
          "PSP_541",
          "PSP_999",
          "ACQ_999",
          "AUTH_999");

  /// Whether the same question may get an answer later.
  public boolean mayPass() {
    return switch (this) {
      case RATE_LIMITED, UNAVAILABLE, GARBAGE, BAD_CREDENTIALS, NOT_OFFERED -> true;
      case NOT_FOUND, TOO_MANY_RESULTS, BAD_CALL, REFUSED -> false;
    };
  }

  static ServiceTrouble of(String code) {
    return switch (code) {
      case "PSP_010" -> NOT_FOUND;
      case "PSP_015" -> TOO_MANY_RESULTS;
      case "INT_905" -> BAD_CREDENTIALS;
      case "PSP_100" -> NOT_OFFERED;
      case "PSP_099", "PSP_106" -> RATE_LIMITED;
      default -> {
        if (DOWN.contains(code)) {
          yield UNAVAILABLE;
        }
        if (code.startsWith("INT_")) {
          yield BAD_CALL;
        }
        yield code.matches("(PSP|ACQ|AUTH|CLIENT)_.*") ? REFUSED : GARBAGE;
      }
    };
  }
}
