package io.passerelle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.card.CardReminder;
import io.passerelle.card.Expiry;
import io.passerelle.card.TokenId;
import io.passerelle.payment.Mode;
import java.util.Base64;

/// A plan of reminders' name, which says where it stands: the token and the end of its card's
/// validity.
public record ReminderId(TokenId token, Expiry expiry) {

  public static ReminderId of(CardReminder reminder) {
    return new ReminderId(reminder.token(), reminder.expiry());
  }

  @Override
  public String toString() {
    String place = token.mode() + "|" + token.token() + "|" + month(expiry) + "|" + token.company();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }

  public static ReminderId parse(String text) {
    String[] place = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 4);
    TokenId token = new TokenId(place[3], Mode.valueOf(place[0]), place[1]);
    return new ReminderId(token, expiry(place[2]));
  }

  /// So that the months of one token stand in their order: `202709`.
  static String month(Expiry expiry) {
    return Integer.toString(expiry.year() * 100 + expiry.month());
  }

  static Expiry expiry(String month) {
    int number = Integer.parseInt(month);
    return new Expiry(number / 100, number % 100);
  }
}
