package io.passerelle.desk;

import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.SmsText;
import io.passerelle.shop.Shop;
import io.passerelle.store.Shops;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Refuses payment orders that this deployment cannot send, or that a carrier would not take,
/// before anything is written; with an [InvalidField] that says why.
public final class SendChecks {

  private final Books books;
  private final PaymentLinks links;
  private final Set<Channel> carried;

  /// `carried` are the channels that this deployment has somebody for.
  public SendChecks(Books books, PaymentLinks links, Set<Channel> carried) {
    this.books = books;
    this.links = links;
    this.carried = Set.copyOf(carried);
  }

  /// A check of a shop's orders, by its templates as the first one finds them; empty where the shop
  /// is not known.
  Optional<Consumer<PaymentOrder>> of(SiteId siteId) {
    return books.shops().find(siteId).map(Shops.Entry::shop).map(this::of);
  }

  Consumer<PaymentOrder> of(Shop shop) {
    Composer composer = new Composer(links, books.templates());
    return order -> check(order, shop, composer);
  }

  private void check(PaymentOrder order, Shop shop, Composer composer) {
    if (!carried.contains(order.channel())) {
      throw new InvalidField(
          "channel",
          "must be another: nobody carries "
              + order.channel()
              + " here until the deployment plugs in a carrier (Carrier, see docs/operators.md)");
    }
    if (order.channel().isToPhone()) {
      SmsText sms = composer.compose(order, shop, Composer.Purpose.ASK).sms();
      int length = sms.text().codePointCount(0, sms.text().length());
      if (length > SmsText.SENT_MAX) {
        throw new InvalidField(
            "message",
            "must have at most "
                + SmsText.SENT_MAX
                + " characters with its variables written out, and has "
                + length);
      }
    }
  }
}
