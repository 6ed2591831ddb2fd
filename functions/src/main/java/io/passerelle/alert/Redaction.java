package io.passerelle.alert;

import java.util.List;
import java.util.regex.Pattern;

/// Takes out of outside text what must not reach a mail. A shop in trouble may print the request
/// that it was sent, with its signature, its card number and its buyer.
///
/// It would rather take too much than too little: what is left is for reading, not for processing.
final class Redaction {

  private static final String GONE = "***";
  private static final int LENGTH_MAX = 4_000;
  private static final List<Pattern> FORBIDDEN =
      List.of(
          Pattern.compile(
              "(?i)\\b(?:signature|kr-hash(?:-key)?|password|passwd|secret|token|api[_-]?key"
                  + "|certificate|cvv|cvc|vads_card[a-z_]{0,30})\\b[\"'\\]]?\\s{0,5}[=:]{1,2}>?"
                  + "\\s{0,5}[\"']?[^\\s&\"',;<]+"),
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s{1,5}[^\\s\"',;<]+"),
          Pattern.compile("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}"),
          Pattern.compile("[0-9]{4,6}[ Xx*\u2022.-]{4,}[0-9]{2,4}"),
          Pattern.compile("[0-9](?:[ .-]?[0-9]){11,39}+"),
          Pattern.compile("\\b[0-9a-fA-F]{32,}\\b"),
          Pattern.compile(
              "(?=[A-Za-z0-9+/_%=-]*[0-9])(?=[A-Za-z0-9+/_%=-]*[A-Z])(?=[A-Za-z0-9+/_%=-]*[a-z])"
                  + "[A-Za-z0-9+/_%=-]{32,}"));

  private Redaction() {}

  static String of(String text) {
    String left = text.substring(0, Math.min(text.length(), LENGTH_MAX));
    for (Pattern pattern : FORBIDDEN) {
      left = pattern.matcher(left).replaceAll(GONE);
    }
    return left;
  }

  /// A URL without user name, query and fragment, any of which may hold a key.
  static String ofUrl(String url) {
    String path =
        url.substring(0, Math.min(url.length(), LENGTH_MAX)).replaceFirst("[?#](?s:.*)", "");
    return of(path.replaceFirst("^([A-Za-z]{1,10}://)[^/]*@", "$1"));
  }
}
