package io.passerelle.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.util.Base64;

/// A delivery's name. It says where the delivery stands, so that a message on a queue or a link in
/// a mail finds it without an index.
public record DeliveryId(OrderId order, long number) {

  /// From here on a number is that of a kept card, and not of the order's payment.
  private static final long CARDS = 900_000_000_000L;

  private static final long OF_ONE_CARD = 100_000_000L;
  private static final int CARDS_MAX = 999;

  /// The name of what is told of a card of that order: `card` is any number that is the card's own,
  /// `step` counts its changes.
  public static DeliveryId ofCard(OrderId order, int card, long step) {
    long place = Math.floorMod(card, CARDS_MAX) * OF_ONE_CARD;
    return new DeliveryId(order, CARDS + place + step % OF_ONE_CARD);
  }

  /// What its turn is reckoned among: the order's payment, or one of the cards that were kept
  /// there.
  long course() {
    return number < CARDS ? 0 : number / OF_ONE_CARD;
  }

  @Override
  public String toString() {
    String place = order.siteId() + "|" + number + "|" + order.reference();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }

  public static DeliveryId parse(String text) {
    try {
      String[] place = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 3);
      return new DeliveryId(new OrderId(new SiteId(place[0]), place[2]), Long.parseLong(place[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new Rejection(Reason.NOT_FOUND, "no such delivery");
    }
  }
}
