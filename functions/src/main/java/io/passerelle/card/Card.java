package io.passerelle.card;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is known of a card: its brand (empty where it is not told), the last four digits, the end
/// of its validity.
public record Card(String brand, Optional<LastFour> lastFour, Optional<Expiry> expiry) {

  public static final Card UNKNOWN = new Card("", Optional.empty(), Optional.empty());

  private static final int BRAND_LENGTH_MAX = 32;

  /// A brand that is no word of capitals is none: it goes into mails.
  public Card {
    brand = brand.matches("[A-Z0-9_]{1," + BRAND_LENGTH_MAX + "}") ? brand : "";
  }

  /// Whether the buyer has another card than before: a number or an end of validity that was known
  /// is another one.
  boolean isRenewalOf(Card before) {
    return differs(before.lastFour, lastFour) || differs(before.expiry, expiry);
  }

  private static <T> boolean differs(Optional<T> before, Optional<T> after) {
    return before.isPresent() && after.isPresent() && !before.equals(after);
  }

  /// As people read it: `VISA 0114, 09/2027`.
  @Override
  public String toString() {
    return Stream.of(
            Stream.of(brand, lastFour.map(LastFour::digits).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")),
            expiry.map(Expiry::toString).orElse(""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
