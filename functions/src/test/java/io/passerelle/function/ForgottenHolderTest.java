package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.CardToken;
import io.passerelle.card.Holder;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Persons;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever is forgotten with an order is forgotten with the card that was kept there.
class ForgottenHolderTest {

  private static final String FAR = "2026-04-01T00:00:00Z";
  private static final SiteId SITE = Bridge.ORDER.siteId();

  private final Reminded reminded = new Reminded();
  private final Bridge bridge = reminded.bridge;
  private final Persons persons = new Persons(bridge.rows);

  @BeforeEach
  void aBuyerWasReminded() {
    reminded.keeps(2, 2026, "vads_cust_name", "Zoe Kant");
    reminded.until("2026-01-30T00:00:00Z");
  }

  @Test
  void theHolderIsForgottenAndRemindedNoMore() {
    assertThat(reminded.token().holder().email()).isEqualTo(Reminded.BUYER);
    assertThat(stored()).containsPattern(Holders.NAMED);
    bridge.mails.clear();

    forget(Bridge.ORDER);

    CardToken token = reminded.token();
    assertThat(token.holder()).isEqualTo(Holder.UNKNOWN);
    assertThat(token.card()).hasToString("CB 0014, 02/2026");
    assertThat(stored()).doesNotContainPattern(Holders.NAMED);
    assertThat(reminded.outcome()).isEqualTo("NO_ADDRESS");
    reminded.until(FAR);
    assertThat(reminded.mails()).isEmpty();
  }

  @Test
  void forgettingAgainChangesNothing() {
    forget(Bridge.ORDER);
    var before = bridge.stored();

    forget(Bridge.ORDER);

    assertThat(bridge.stored()).isEqualTo(before);
  }

  @Test
  void neitherTheSameOrderNorAFileBringsThePersonBack() {
    forget(Bridge.ORDER);

    reminded.keepsStill("CAPTURED", 2, 2026, "vads_cust_name", "Zoe Kant");
    CardToken listed =
        reminded
            .token()
            .listed(1_000, reminded.token().card(), new Holder("Zoe", Reminded.BUYER, "en"));

    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
    assertThat(listed.holder()).isEqualTo(Holder.UNKNOWN);
  }

  @Test
  void whoeverEntersACardAnewIsKnownAnew() {
    forget(Bridge.ORDER);

    reminded.keepsStill(
        "AUTHORISED",
        3,
        2026,
        "vads_order_id",
        "SO0043-1",
        "vads_trans_id",
        "360001",
        "vads_trans_uuid",
        "1".repeat(32),
        "vads_identifier_status",
        "UPDATED");

    assertThat(reminded.token().holder().email()).isEqualTo(Reminded.BUYER);
  }

  @Test
  void whatWasToldOfAVisitToChangeTheCardIsForgottenToo() {
    Map<String, String> visit = Checkouts.inputs(reminded.click(reminded.code()));
    bridge.notification(Vectors.body(Reminded.told(visit, "ACCEPTED")));
    bridge.work();
    OrderId order = new OrderId(SITE, visit.getOrDefault("vads_order_id", ""));
    assertThat(sealed(order)).isNotEmpty();

    forget(Bridge.ORDER);

    assertThat(sealed(order)).isEmpty();
    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
    assertThat(reminded.token().card()).hasToString("VISA 0222, 06/2029");
  }

  @Test
  void withAShopAllHoldersAreForgotten() {
    Instant now = bridge.clock.instant();

    boolean stopped = persons.forgetAll(SITE, now, now, () -> false);
    assertThat(reminded.token().isForgotten()).isFalse();
    boolean all = persons.forgetAll(SITE, now, now, () -> true);

    assertThat(stopped).isFalse();
    assertThat(all).isTrue();
    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
  }

  private void forget(OrderId order) {
    persons.forget(order, bridge.clock.instant());
  }

  private String stored() {
    return bridge.rows.rows().toString();
  }

  private List<String> sealed(OrderId order) {
    return bridge.rows.rows().stream()
        .filter(row -> row.key().partition().endsWith(order.reference()))
        .map(row -> row.document())
        .filter(document -> document.contains("\"sealed\""))
        .toList();
  }
}
