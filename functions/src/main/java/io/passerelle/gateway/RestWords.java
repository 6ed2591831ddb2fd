package io.passerelle.gateway;

import io.passerelle.payment.TransactionState;

/// The words that the two formats have for one thing.
final class RestWords {

  private RestWords() {}

  /// The `status` that goes with a `detailedStatus` (REST V4 documentation, life of a transaction).
  static String status(TransactionState state) {
    if (state == TransactionState.PRE_AUTHORISED) {
      return "PAID";
    }
    return switch (state.standing()) {
      case PAID -> "PAID";
      case PENDING, UNKNOWN -> "RUNNING";
      case ABANDONED -> "ABANDONED";
      case FAILED, CANCELLED -> "UNPAID";
    };
  }

  /// `vads_result` of a state.
  static String result(TransactionState state) {
    return switch (state.standing()) {
      case PAID, PENDING, UNKNOWN -> "00";
      case ABANDONED -> "17";
      case FAILED -> "05";
      case CANCELLED -> "00";
    };
  }

  /// An acquirer's answer is `00` in a form, and `0` in the REST API.
  static String authorisation(String rest) {
    return rest.equals("0") ? "00" : rest;
  }

  static String authorizationResult(String form) {
    return form.equals("00") ? "0" : form;
  }

  /// `Y` for `YES`, and so on (form guide, field `vads_threeds_enrolled`).
  static String threeDs(String rest) {
    return switch (rest) {
      case "YES", "SUCCESS" -> "Y";
      case "NO", "FAILED", "NOT_ENROLLED" -> "N";
      case "UNKNOWN", "UNAVAILABLE" -> "U";
      case "ATTEMPT" -> "A";
      default -> "";
    };
  }

  static String threeDsOfForm(String letter) {
    return switch (letter) {
      case "Y" -> "YES";
      case "N" -> "NO";
      case "U" -> "UNKNOWN";
      case "A" -> "ATTEMPT";
      default -> "";
    };
  }
}
