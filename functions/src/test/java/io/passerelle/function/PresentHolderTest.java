package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table.Row;
import io.passerelle.card.Holder;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A buyer is forgotten wherever a token is still theirs, and nowhere else.
class PresentHolderTest {

  private static final SiteId SITE = Bridge.ORDER.siteId();
  private static final OrderId LATER = new OrderId(SITE, "SO0043-1");

  private final Reminded reminded = new Reminded();
  private final Bridge bridge = reminded.bridge;
  private final Persons persons = new Persons(bridge.rows);

  @Test
  void whoeverOnlyPaidWithTheTokenIsForgottenWithIt() {
    reminded.keeps(2, 2026, "vads_cust_name", "Zoe Kant");
    buyer(LATER, " Zoe@Buyer.example", "");
    tells(LATER, "AUTHORISED", "vads_identifier_status", "-");

    forget(Reminded.BUYER);

    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
    assertThat(bridge.rows.rows().toString()).doesNotContainIgnoringCase("zoe");
  }

  @Test
  void whatLeadsToTheTokenIsWrittenOnce() {
    reminded.keeps(2, 2026);
    tells(LATER, "AUTHORISED", "vads_identifier_status", "-");
    List<Row> before = traces();

    tells(LATER, "CAPTURED", "vads_identifier_status", "-");

    assertThat(before).hasSize(2);
    assertThat(traces()).isEqualTo(before);
  }

  private void buyer(OrderId order, String email, String phone) {
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
  private void tells(OrderId order, String status, String... more) {
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

  private void forget(String email) {
    persons
        .ordersOf(SITE, email, "")
        .forEach(order -> persons.forget(order, bridge.clock.instant()));
  }

  private List<Row> traces() {
    return bridge.rows.rows().stream()
        .filter(row -> row.key().sort().startsWith("KEPTCARD#"))
        .toList();
  }
}
