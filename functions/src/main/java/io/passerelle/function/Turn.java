package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Request;

/// How often a page has looked again, in its own address: it is no secret and decides nothing but
/// when the page stops.
final class Turn {

  private static final String NAME = "turn";
  private static final int MOST = 99;

  private Turn() {}

  static int of(Request request) {
    return of(Form.parse(request.query().getBytes(UTF_8)));
  }

  static int of(Form form) {
    String turn = form.field(NAME).orElse("0");
    boolean number =
        !turn.isEmpty() && turn.length() <= 2 && turn.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(turn) : MOST;
  }

  static String query(int turn) {
    return "?" + NAME + "=" + turn;
  }

  /// The same after other fields.
  static String query(String fields, int turn) {
    return "?" + fields + "&" + NAME + "=" + turn;
  }
}
