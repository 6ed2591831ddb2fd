package io.passerelle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.Optional;

/// A sending's name, which says where it stands: `id` is unique among the sendings of its order.
/// Its text is letters, digits, `-` and `_` alone, as a tag of SES must be.
public record SendingId(OrderId order, String id) {

  private static final int TEXT_MAX = 256;

  @Override
  public String toString() {
    String place = order.siteId() + "|" + id + "|" + order.reference();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }

  /// Empty for what is no sending's name.
  public static Optional<SendingId> parse(String text) {
    try {
      String[] place =
          text.length() > TEXT_MAX
              ? new String[0]
              : new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 3);
      return place.length == 3 && OrderId.isValid(place[2])
          ? Optional.of(new SendingId(new OrderId(new SiteId(place[0]), place[2]), place[1]))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }
}
