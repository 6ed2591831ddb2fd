package io.passerelle.delivery;

import java.util.regex.Pattern;

/// Guesses, from words that shops use, what kind of page answered. A guess is shown to people as
/// one and never decides whether a delivery succeeded.
final class AnswerText {

  private static final Pattern MAINTENANCE =
      words(
          "under (?:scheduled )?maintenance",
          "maintenance mode",
          "scheduled maintenance",
          "down for maintenance",
          "be back (?:soon|shortly|online)",
          "coming soon",
          "en (?:cours de )?maintenance",
          "mode maintenance",
          "maintenance en cours",
          "de retour (?:bientôt|très vite|dans)",
          "site en construction",
          "boutique (?:momentanément |temporairement )?fermée",
          "<title>[^<]{0,80}maintenance");
  private static final Pattern LOGIN =
      words(
          "type=[\"']?password",
          "/(?:wp-)?log-?in(?:[./?#]|$)",
          "/(?:sign[-_]?in|connexion|authentification|authentication|o?auth2?|sso|password)(?:[./?#]|$)",
          "[?&](?:controller|route|action|page)=(?:[a-z/]*/)?(?:login|authentication|auth)(?:&|$)");
  private static final Pattern MAINTENANCE_PLACE =
      words("maintenance", "coming[-_]?soon", "under[-_]?construction");
  private static final Pattern ERROR =
      words("\\bKO\\b", "\\berror\\b", "\\berreur\\b", "\\bexception\\b", "\\bfailed\\b");

  private AnswerText() {}

  static boolean saysMaintenance(String text) {
    return MAINTENANCE.matcher(text).find();
  }

  static boolean leadsToMaintenance(String location) {
    return MAINTENANCE_PLACE.matcher(location).find();
  }

  static boolean saysLogin(String textOrLocation) {
    return LOGIN.matcher(textOrLocation).find();
  }

  static boolean saysError(String text) {
    return ERROR.matcher(text).find();
  }

  private static Pattern words(String... alternatives) {
    return Pattern.compile(
        String.join("|", alternatives), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
