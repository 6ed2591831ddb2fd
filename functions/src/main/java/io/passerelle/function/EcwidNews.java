package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Keys;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ecwid.EcwidAnswer.Later;
import io.passerelle.shop.ecwid.EcwidAnswer.Refused;
import io.passerelle.shop.ecwid.EcwidAnswer.Told;
import io.passerelle.shop.ecwid.EcwidApi;
import io.passerelle.shop.ecwid.EcwidEvent;
import io.passerelle.shop.ecwid.EcwidOrder;
import io.passerelle.shop.ecwid.EcwidStore;
import io.passerelle.store.Change;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What follows from an event of Ecwid's, once Ecwid itself has confirmed it.
///
/// An order that was changed in the store is written into the history here, and nothing more: what
/// was paid is known from the gateway, and a merchant who sets an order by hand has reasons.
final class EcwidNews {

  /// What came of an event.
  enum Outcome {
    RECORDED,
    FORGOTTEN,
    IGNORED,
    KNOWN,
    UNKNOWN_STORE,
    NOT_NOW;

    /// Whether the event need not come again and is not known yet.
    boolean isDone() {
      return this == RECORDED || this == FORGOTTEN || this == IGNORED;
    }

    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final Shops shops;
  private final Ledger ledger;
  private final EcwidInquiry inquiry;
  private final Clock clock;

  EcwidNews(Shops shops, Ledger ledger, EcwidInquiry inquiry, Clock clock) {
    this.shops = shops;
    this.ledger = ledger;
    this.inquiry = inquiry;
    this.clock = clock;
  }

  Outcome of(EcwidEvent event, Shops.Entry entry) {
    return switch (event.type()) {
      case EcwidEvent.ORDER_UPDATED -> updated(event, entry.shop());
      case EcwidEvent.UNINSTALLED -> uninstalled(event, entry);
      default -> Outcome.IGNORED;
    };
  }

  private Outcome updated(EcwidEvent event, Shop shop) {
    if (!event.entityId().matches("[A-Za-z0-9_-]{1,64}")) {
      return Outcome.IGNORED;
    }
    return switch (inquiry.order(EcwidApi.of(shop.connection()), event.entityId())) {
      case Told<EcwidOrder>(EcwidOrder told) -> recorded(told, shop);
      case Refused<EcwidOrder> _ -> Outcome.IGNORED;
      case Later<EcwidOrder> _ -> Outcome.NOT_NOW;
    };
  }

  private Outcome recorded(EcwidOrder told, Shop shop) {
    Optional<Order> known = ledger.order(new OrderId(shop.siteId(), told.reference()));
    if (known.isEmpty()) {
      return Outcome.IGNORED;
    }
    try {
      ledger.write(new Change().with(line(told, known.get(), clock.instant())));
    } catch (Table.Stale _) {
      return Outcome.RECORDED; // The same was written in this quarter of an hour.
    }
    return Outcome.RECORDED;
  }

  private static HistoryLine line(EcwidOrder told, Order order, Instant now) {
    String standing =
        told.isAsToldOf(order.state()) ? "as here" : "the payment here is " + order.state();
    String total =
        told.total().compareTo(new BigDecimal(order.amount().decimal())) == 0
            ? ""
            : ", total " + told.total().toPlainString() + " differs from " + order.amount();
    String info = "Ecwid has " + told.paymentStatus() + ", " + standing + total;
    return new HistoryLine(
        order.id(),
        Lines.idOfNothing(now, info),
        now,
        "Order updated in the shop",
        Origins.E_COMMERCE,
        info);
  }

  /// The event itself proves nothing. Where the store's token still opens the store the app is
  /// installed, perhaps again, and nothing is forgotten.
  private Outcome uninstalled(EcwidEvent event, Shops.Entry entry) {
    return switch (inquiry.store(EcwidApi.of(entry.shop().connection()))) {
      case Told<EcwidStore>(EcwidStore store) when store.storeId().equals(event.storeId()) ->
          Outcome.IGNORED;
      case Later<EcwidStore> _ -> Outcome.NOT_NOW;
      case Told<EcwidStore> _, Refused<EcwidStore> _ -> forgotten(entry);
    };
  }

  private Outcome forgotten(Shops.Entry entry) {
    try {
      shops.save(without(entry.shop(), clock.instant()), entry.rules());
      return Outcome.FORGOTTEN;
    } catch (Table.Stale _) {
      return Outcome.NOT_NOW;
    }
  }

  /// Ecwid's secrets go at once. The gateway's keys end as after a rotation: a buyer who is paying
  /// at this moment is still heard of, and no new payment begins.
  private static Shop without(Shop shop, Instant now) {
    Map<Mode, Keys> ended = new EnumMap<>(Mode.class);
    shop.keys()
        .forEach((mode, keys) ->
            ended.put(
                mode,
                new Keys(
                    keys.form().ended(now),
                    keys.restPassword().ended(now),
                    keys.returnKey().ended(now))));
    Connection connection = shop.connection();
    return new Shop(
        shop.siteId(),
        shop.company(),
        shop.label(),
        shop.brand(),
        shop.mode(),
        ended,
        new Connection(connection.platform(), connection.fields(), Map.of()),
        shop.settings(),
        shop.webhookKeys(),
        shop.version());
  }
}
