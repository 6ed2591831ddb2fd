package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table.Row;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.store.Persons;
import io.passerelle.store.Sessions;
import java.util.Map;
import java.util.stream.Collectors;

/// The buyers of a shop at Shopify whose orders name one token.
final class Holders {

  static final SiteId SITE = Bridge.ORDER.siteId();
  static final OrderId LATER = new OrderId(SITE, "SO0043-1");
  static final OrderId LAST = new OrderId(SITE, "SO0044-1");
  static final String FORMER = "max@former.example";

  /// The buyer's name and address, which no sealed text holds by chance.
  static final String NAMED = "(?i)zoe[ +@%]";

  final Reminded reminded = new Reminded();
  final Bridge bridge = reminded.bridge;

  private final Persons persons = new Persons(bridge.rows);

  /// The holder changes the card by the link of a reminder; answers the order of that.
  OrderId visits() {
    Map<String, String> visit = Checkouts.inputs(reminded.click(reminded.code()));
    bridge.notification(Vectors.body(Reminded.told(visit, "ACCEPTED")));
    bridge.work();
    OrderId order = new OrderId(SITE, visit.getOrDefault("vads_order_id", ""));
    assertThat(reminded.token().order()).isEqualTo(order);
    return order;
  }

  String lines(OrderId order) {
    return bridge.rows.rows().stream()
        .filter(row -> row.key().partition().endsWith(order.reference()))
        .map(Row::document)
        .collect(Collectors.joining());
  }

  String company() {
    return bridge.wiring.shops().find(SITE).orElseThrow().shop().company();
  }

  void buyer(OrderId order, String email, String phone) {
    new Sessions(bridge.rows)
        .add(
            new Session(
                order,
                Platform.SHOPIFY,
                Mode.TEST,
                Money.of(4_990, Currency.EUR),
                Session.Kind.SALE,
                "",
                "token-" + order.reference(),
                new Buyer("", email, phone, "en", "", Address.none(), Address.none()),
                Map.of(),
                bridge.clock.instant(),
                0));
  }

  /// The gateway tells of another order that names the same token.
  void tells(OrderId order, String status, String... more) {
    String number = order.reference().replaceAll("\\D", "");
    String[] own = {
      "vads_order_id",
      order.reference(),
      "vads_trans_id",
      "3" + number.substring(0, 5),
      "vads_trans_uuid",
      number.repeat(6).substring(0, 32 - 6) + "abcdef"
    };
    String[] all = new String[own.length + more.length];
    System.arraycopy(own, 0, all, 0, own.length);
    System.arraycopy(more, 0, all, own.length, more.length);
    reminded.keepsStill(status, 2, 2026, all);
  }

  void forget(String email) {
    persons.ordersOf(SITE, email, "").forEach(this::forget);
  }

  void forget(OrderId order) {
    persons.forget(order, bridge.clock.instant());
  }
}
