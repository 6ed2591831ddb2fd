package io.passerelle.desk;

import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.MessageTemplate;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Validity;
import io.passerelle.shop.Shop;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/// A payment order that nobody made, to show a template with. Its link leads nowhere.
final class SampleOrder {

  private SampleOrder() {}

  static PaymentOrder of(MessageTemplate words, Shop shop, Instant now) {
    Channel channel =
        switch (words.kind()) {
          case EMAIL -> Channel.EMAIL;
          case SMS -> Channel.SMS;
          case URL -> Channel.URL;
        };
    Map<String, String> fields =
        Map.of(
            "channel", channel.name(),
            "amount", "10000",
            "reference", "1234",
            "language", words.language(),
            "to", "buyer@example.com",
            "phone", "+33600000000");
    Validity validity = new Validity(ZoneId.of(shop.timeZone()), shop.page().paymentOrderDays());
    Defaults defaults = new Defaults(shop.mode(), validity, false);
    return Draft.read(fields, defaults, now)
        .orders(shop.siteId(), "1234", () -> new byte[LinkCode.BYTES], now)
        .getFirst();
  }
}
