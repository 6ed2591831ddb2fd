package io.passerelle.paymentorder;

import java.util.regex.Pattern;

/// Phone numbers as carriers take them (ITU-T E.164): `+33612345678`.
final class Phone {

  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern BETWEEN =
      Pattern.compile("\\(0\\)|[\\s\u00a0\u202f./()\u2010-\u2015-]");

  private Phone() {}

  /// Reads what people write, such as `0033 (0)6 12.34.56.78`. A number without its country is
  /// refused: nothing here knows which country is meant.
  static String read(String field, String written) {
    String bare = BETWEEN.matcher(written).replaceAll("");
    String number = bare.startsWith("00") ? "+" + bare.substring(2) : bare;
    if (!NUMBER.matcher(number).matches()) {
      throw new InvalidField(
          field, "must be a phone number with its country, such as +33 6 12 34 56 78");
    }
    return number;
  }
}
