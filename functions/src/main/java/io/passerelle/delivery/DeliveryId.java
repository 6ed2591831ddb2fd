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
