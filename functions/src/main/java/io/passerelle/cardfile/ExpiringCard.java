package io.passerelle.cardfile;

import java.time.LocalDate;

/// A token whose card is about to end: its holder's name and e-mail address, either of which may be
/// empty, and the last day on which it is valid.
///
/// A token or an address that is a card's number is refused, since cut it would be another's; in
/// the name all but the last four digits are taken out.
public record ExpiringCard(String token, String holder, String email, LocalDate expiry) {

  public ExpiringCard {
    token = Check.id("token", token, 50);
    if (token.isEmpty()) {
      throw new InvalidRecord(Fault.MISSING, "token");
    }
    holder = Check.text("holder", holder, 127);
    email = Check.id("email", email, 127);
    Check.date("expiry", expiry);
  }

  /// Without who the holder is.
  @Override
  public String toString() {
    return "ExpiringCard[token=" + token + ", expiry=" + expiry + "]";
  }
}
