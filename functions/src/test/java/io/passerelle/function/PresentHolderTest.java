package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table.Row;
import io.passerelle.card.Card;
import io.passerelle.card.CardToken;
import io.passerelle.card.Holder;
import io.passerelle.card.TokenId;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A buyer is forgotten wherever a token is still theirs, and nowhere else.
class PresentHolderTest {

  private final Holders holders = new Holders();
  private final Reminded reminded = holders.reminded;
  private final Bridge bridge = holders.bridge;

  @Test
  void whoeverOnlyPaidWithTheTokenIsForgottenWithIt() {
    reminded.keeps(2, 2026, "vads_cust_name", "Zoe Kant");
    holders.buyer(Holders.LATER, " Zoe@Buyer.example", "");
    holders.tells(Holders.LATER, "AUTHORISED", "vads_identifier_status", "-");
    assertThat(bridge.rows.rows().toString()).containsPattern(Holders.NAMED);

    holders.forget(Reminded.BUYER);

    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
    assertThat(bridge.rows.rows().toString()).doesNotContainPattern(Holders.NAMED);
  }

  @Test
  void whatLeadsToTheTokenIsWrittenOnce() {
    reminded.keeps(2, 2026);
    holders.tells(Holders.LATER, "AUTHORISED", "vads_identifier_status", "-");
    List<Row> before = traces();

    holders.tells(Holders.LATER, "CAPTURED", "vads_identifier_status", "-");

    assertThat(before).hasSize(2);
    assertThat(traces()).isEqualTo(before);
  }

  @Test
  void whoeverIsToldByAFileIsForgottenWithTheOrderThatWasPaid() {
    TokenId id = new TokenId(holders.company(), Mode.TEST, Reminded.TOKEN);
    Holder holder = new Holder("Zoe Kant", "ZOE@buyer.example", "en");
    OrderId file = new OrderId(Holders.SITE, "FILES");
    bridge
        .wiring
        .ledger()
        .write(
            new Change()
                .with(CardToken.of(id, file, 1, Card.UNKNOWN, holder, bridge.clock.instant())));
    holders.buyer(Holders.LATER, Reminded.BUYER, "");
    holders.tells(Holders.LATER, "AUTHORISED", "vads_identifier_status", "-");

    holders.forget(Reminded.BUYER);

    assertThat(reminded.token().id()).isEqualTo(id);
    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
  }

  @Test
  void whoeverTookTheTokenOverIsNotForgottenWithAFormerBuyer() {
    holders.buyer(Bridge.ORDER, Holders.FORMER, "");
    reminded.keeps(9, 2026, "vads_cust_email", Holders.FORMER);
    holders.buyer(Holders.LATER, Reminded.BUYER, "");
    holders.tells(Holders.LATER, "AUTHORISED", "vads_cust_name", "Zoe Kant");
    CardToken before = reminded.token();

    holders.forget(Holders.FORMER);

    assertThat(reminded.token()).isEqualTo(before);
    assertThat(before.holder().email()).isEqualTo(Reminded.BUYER);
    reminded.until("2026-01-30T00:00:00Z");
    assertThat(reminded.mails()).isNotEmpty();
  }

  @Test
  void forgettingAFormerBuyerAgainLeavesWhoeverEnteredACardSince() {
    holders.buyer(Bridge.ORDER, Holders.FORMER, "");
    reminded.keeps(2, 2026, "vads_cust_email", Holders.FORMER);
    holders.forget(Bridge.ORDER);
    holders.tells(Holders.LATER, "AUTHORISED");

    holders.forget(Bridge.ORDER);

    assertThat(reminded.token().holder().email()).isEqualTo(Reminded.BUYER);
  }

  @Test
  void whoeverEnteredTheCardInALaterOrderIsTheSamePersonByTheirAddress() {
    holders.buyer(Bridge.ORDER, "ZOE@buyer.example ", "");
    reminded.keeps(2, 2026);
    holders.tells(Holders.LATER, "AUTHORISED");

    holders.forget(Bridge.ORDER);

    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
  }

  @Test
  void whoeverEnteredTheCardIsItsHolderWhateverTheirAddress() {
    holders.buyer(Bridge.ORDER, Holders.FORMER, "");
    reminded.keeps(2, 2026);

    holders.forget(Holders.FORMER);

    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
  }

  @Test
  void whoeverPaidWithTheCardOfAnotherIsNotItsHolder() {
    reminded.keeps(2, 2026);
    holders.buyer(Holders.LATER, Holders.FORMER, "");
    holders.tells(Holders.LATER, "AUTHORISED", "vads_identifier_status", "-");

    holders.forget(Holders.FORMER);

    assertThat(reminded.token().holder().email()).isEqualTo(Reminded.BUYER);
  }

  @Test
  void withoutAnAddressTheHolderGoesWhereNobodyEnteredACardSince() {
    reminded.keeps(2, 2026);
    holders.buyer(Holders.LATER, "", "0123456789");
    holders.tells(Holders.LATER, "AUTHORISED", "vads_identifier_status", "-");

    holders.forget(Holders.LATER);

    assertThat(reminded.token().holder()).isEqualTo(Holder.UNKNOWN);
  }

  @Test
  void withoutAnAddressTheHolderStaysWhereAnotherEnteredACardSince() {
    reminded.keeps(2, 2026, "vads_cust_email", Holders.FORMER);
    holders.buyer(Holders.LATER, "", "0123456789");
    holders.tells(Holders.LATER, "AUTHORISED", "vads_identifier_status", "-");
    holders.tells(Holders.LAST, "AUTHORISED");

    holders.forget(Holders.LATER);

    assertThat(reminded.token().holder().email()).isEqualTo(Reminded.BUYER);
  }

  private List<Row> traces() {
    return bridge.rows.rows().stream()
        .filter(row -> row.key().sort().startsWith("KEPTCARD#"))
        .toList();
  }
}
