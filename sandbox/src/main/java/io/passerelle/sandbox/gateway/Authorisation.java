package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// What the issuer and the authentication said: `code` as the acquirer gives it (`00`, `51`, empty
/// where nobody was asked), `number` and `certificate` only of what was accepted, `mark` where one
/// euro was asked for in place of an amount that is due later.
record Authorisation(
    String code, String number, String certificate, boolean mark, ThreeDs threeDs) {

  static final Authorisation NONE = new Authorisation("", "", "", false, ThreeDs.NONE);

  static Authorisation accepted(ThreeDs threeDs, boolean mark) {
    return new Authorisation("00", Ids.hex(6), Ids.hex(40), mark, threeDs);
  }

  static Authorisation refused(String code, ThreeDs threeDs) {
    return new Authorisation(code, "", "", false, threeDs);
  }

  @JsonIgnore
  boolean isAccepted() {
    return code.equals("00");
  }

  /// How the buyer was authenticated.
  enum ThreeDs {
    NONE("", "", "", "4", "UNKNOWN"),
    FRICTIONLESS("Y", "Y", "FRICTIONLESS", "10", "YES"),
    CHALLENGE("Y", "Y", "CHALLENGE", "10", "YES"),
    FAILED("Y", "N", "CHALLENGE", "6", "NO");

    private final String enrolled;
    private final String status;
    private final String type;
    private final String exit;
    private final String warranty;

    ThreeDs(String enrolled, String status, String type, String exit, String warranty) {
      this.enrolled = enrolled;
      this.status = status;
      this.type = type;
      this.exit = exit;
      this.warranty = warranty;
    }

    String enrolled() {
      return enrolled;
    }

    String status() {
      return status;
    }

    String type() {
      return type;
    }

    /// `vads_threeds_exit_status`: 10 done, 4 none, 6 a problem.
    String exit() {
      return exit;
    }

    /// `vads_warranty_result`: whether the liability shifts to the issuer.
    String warranty() {
      return warranty;
    }
  }
}
