package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.Holder;
import io.passerelle.payment.OrderId;
import org.junit.jupiter.api.Test;

/// Whoever changes a card by the link of a reminder is whoever had entered it until then.
class HolderVisitTest {

  private final Holders holders = new Holders();
  private final Reminded reminded = holders.reminded;

  @Test
  void aVisitIsOfWhoeverHadTheCardThen() {
    holders.buyer(Bridge.ORDER, Holders.FORMER, "");
    reminded.keeps(9, 2026, "vads_cust_email", Holders.FORMER);
    holders.tells(Holders.LATER, "AUTHORISED");
    reminded.until("2026-01-30T00:00:00Z");
    OrderId visit = holders.visits();

    holders.forget(Bridge.ORDER);
    String kept = reminded.token().holder().email();
    String told = holders.lines(visit);
    holders.forget(Holders.LATER);

    assertThat(kept).isEqualTo(Reminded.BUYER);
    assertThat(told).contains("\"sealed\"");
    assertThat(holders.lines(visit)).doesNotContain("\"sealed\"");
    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
  }

  @Test
  void theVisitOfAFormerBuyerIsForgottenWithThem() {
    holders.buyer(Bridge.ORDER, Reminded.BUYER, "");
    reminded.keeps(2, 2026);
    reminded.until("2026-01-30T00:00:00Z");
    OrderId visit = holders.visits();
    String told = holders.lines(visit);
    holders.tells(
        Holders.LATER,
        "AUTHORISED",
        "vads_cust_email",
        Holders.FORMER,
        "vads_trans_date",
        "20260130100000");

    holders.forget(Reminded.BUYER);

    assertThat(told).contains("\"sealed\"");
    assertThat(holders.lines(visit)).doesNotContain("\"sealed\"");
    assertThat(reminded.token().holder().email()).isEqualTo(Holders.FORMER);
  }
}
