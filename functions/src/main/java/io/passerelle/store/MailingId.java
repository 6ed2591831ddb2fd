package io.passerelle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.util.Base64;

/// A mail's name, which says where it stands: `id` is unique among the mails of its order.
public record MailingId(OrderId order, String id) {

  @Override
  public String toString() {
    String place = order.siteId() + "|" + id + "|" + order.reference();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }

  public static MailingId parse(String text) {
    String[] place = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 3);
    return new MailingId(new OrderId(new SiteId(place[0]), place[2]), place[1]);
  }
}
