package io.passerelle.sandbox.gateway;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A card of the gateway's test cards (chapter 7): what happens depends on its number alone.
///
/// The documents say that two lines of the go-live table are accepted and two refused, not which;
/// here the first two are accepted, the first after a challenge, and the last two refused, the
/// third by the authentication and the fourth by the issuer.
record TestCard(String number, String brand, Outcome outcome, String shown) {

  private static final List<TestCard> ALL =
      Table.rows("test-cards.csv", 4).stream()
          .map(row -> new TestCard(row.get(0), row.get(1), Outcome.valueOf(row.get(2)), row.get(3)))
          .toList();

  private static final String HIDDEN = "X".repeat(12);
  private static final Pattern KEPT = Pattern.compile(HIDDEN + "([0-9]{4})");

  /// What the card does to a payment.
  enum Outcome {
    ACCEPTED,
    /// Accepted once the buyer has passed the issuer's page.
    CHALLENGE,
    CHALLENGE_REFUSED,
    /// Refused by the issuer for want of funds.
    REFUSED,
    /// Refused because the authentication failed.
    REFUSED_3DS,
    /// Can be registered; every payment is refused (chapter 7.2).
    TOKEN_ONLY,
    /// Goes to PayPal, which still checks.
    PAYPAL
  }

  static Optional<TestCard> numbered(String number) {
    return ALL.stream().filter(card -> card.number.equals(number)).findFirst();
  }

  /// A number that is not in the table: real cards are refused by the test platform.
  static TestCard unknown(String number) {
    return new TestCard(number, "CB", Outcome.REFUSED, "never");
  }

  /// The cards that the page of a payment lists: those of the brands that the form allows (all
  /// where it names none), those of the payment's currency, and PayPal always in TEST.
  static List<TestCard> listed(Mode mode, String brands, String currency) {
    List<String> allowed = brands.isEmpty() ? List.of() : List.of(brands.split(";", -1));
    return ALL.stream()
        .filter(card ->
            card.isPayPal()
                ? card.isListedAsPayPal(mode, allowed)
                : (allowed.isEmpty() || allowed.contains(card.listedBrand()))
                    && (card.shown.equals("always") || card.shown.equals(currency)))
        .toList();
  }

  private boolean isListedAsPayPal(Mode mode, List<String> allowed) {
    return allowed.contains(brand) || (mode == Mode.TEST && shown.equals("always"));
  }

  private String listedBrand() {
    return brand.equals("VISA") ? "CB" : brand;
  }

  boolean isPayPal() {
    return outcome == Outcome.PAYPAL;
  }

  boolean asksForChallenge() {
    return outcome == Outcome.CHALLENGE || outcome == Outcome.CHALLENGE_REFUSED;
  }

  /// `497010XXXXXX0014`; nothing of PayPal, which has no number.
  String masked() {
    return number.length() < 13 || isPayPal()
        ? ""
        : number.substring(0, 6)
            + "X".repeat(number.length() - 10)
            + number.substring(number.length() - 4);
  }

  /// What is kept of the number: its last four digits, as is shown to people.
  String kept() {
    return number.length() < 13 || isPayPal() ? "" : HIDDEN + lastFour(number);
  }

  /// A text as the gateway sends it, in which a test card that was kept shows its first six digits
  /// too. Nobody has to store them for that: the table of test cards knows them.
  static String onTheWire(String text) {
    return KEPT.matcher(text)
        .replaceAll(found ->
            ALL.stream()
                .filter(card -> !card.isPayPal() && lastFour(card.number).equals(found.group(1)))
                .findFirst()
                .map(TestCard::masked)
                .orElse(found.group()));
  }

  private static String lastFour(String number) {
    return number.substring(number.length() - 4);
  }

  /// `4970 1000 0000 0014`, to be read.
  String spaced() {
    return isPayPal() ? "PayPal" : number.replaceAll("(.{4})(?=.)", "$1 ");
  }
}
