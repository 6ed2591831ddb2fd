package io.passerelle.delivery;

/// The kinds of failed attempt, as a merchant is told them: each has an explanation of its own in
/// [Reason].
public enum FailureClass {
  BAD_URL,
  DNS,
  FORBIDDEN_ADDRESS,
  CONNECTION,
  TLS,
  TIMEOUT,
  PROTOCOL,
  /// 401 and 403: a password, a firewall, a robot check.
  UNAUTHORISED,
  NOT_FOUND,
  OTHER_4XX,
  /// 503, or an error whose page says that the shop is closed for work.
  MAINTENANCE,
  SERVER_5XX,
  /// A 3xx that is not among those that count as success, such as 300, 304 or 305.
  REDIRECT,
  /// The shop has no key to sign with in the format that its rule asks for; nothing was sent.
  NO_KEY,
  OTHER;

  static FailureClass of(Answer.Trouble trouble) {
    return switch (trouble) {
      case BAD_URL -> BAD_URL;
      case DNS -> DNS;
      case FORBIDDEN_ADDRESS -> FORBIDDEN_ADDRESS;
      case CONNECTION -> CONNECTION;
      case TLS -> TLS;
      case TIMEOUT -> TIMEOUT;
      case PROTOCOL -> PROTOCOL;
    };
  }

  static FailureClass of(int status, String text) {
    return switch (status) {
      case 401, 403 -> UNAUTHORISED;
      case 404 -> NOT_FOUND;
      case 503 -> MAINTENANCE;
      default -> {
        if (status >= 400 && status < 600 && AnswerText.saysMaintenance(text)) {
          yield MAINTENANCE;
        }
        yield switch (status / 100) {
          case 3 -> REDIRECT;
          case 4 -> OTHER_4XX;
          case 5 -> SERVER_5XX;
          default -> OTHER;
        };
      }
    };
  }
}
