package io.passerelle.webservice;

/// A call that cannot be done, in the gateway's words: one of its codes, and what is wrong.
///
/// `detail` names the field and the reason; it is cut where the gateway's own would be.
final class GatewayFault extends RuntimeException {

  static final String UNKNOWN_SERVICE = "INT_901";
  static final String NO_JSON = "INT_902";
  static final String WRONG_LOGIN = "INT_905";
  static final String TOO_OFTEN = "PSP_099";
  static final String WRONG_STATE = "PSP_011";
  static final String NOT_FOUND = "PSP_1000";

  private static final int DETAIL_MAX = 127;

  private final String code;
  private final String text;
  private final String detail;

  GatewayFault(String code, String text, String detail) {
    super(code + " " + detail, null, false, false);
    this.code = code;
    this.text = text;
    this.detail = detail.length() > DETAIL_MAX ? detail.substring(0, DETAIL_MAX) : detail;
  }

  String code() {
    return code;
  }

  String text() {
    return text;
  }

  String detail() {
    return detail;
  }
}
