package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table.Row;
import io.passerelle.card.TokenId;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.CardTraceItem.Kept;
import io.passerelle.store.CardTraceItem.Visit;
import org.junit.jupiter.api.Test;

class CardTraceItemTest {

  private static final SiteId SITE = new SiteId("12345678");
  private static final TokenId TOKEN = new TokenId("Demo", Mode.TEST, "6af9");
  private static final OrderId ORDER = new OrderId(SITE, "SO0042-1");
  private static final OrderId EARLIER = new OrderId(new SiteId("34567890"), "SO0041-1");

  @Test
  void aTraceIsReadAsItWasWritten() {
    Row kept = CardTraceItem.writeKept(TOKEN, ORDER, EARLIER);
    Row visit = CardTraceItem.writeVisit(TOKEN, ORDER, EARLIER);

    assertThat(CardTraceItem.readKept(ORDER, kept)).isEqualTo(new Kept(TOKEN, EARLIER));
    assertThat(CardTraceItem.readVisit(visit)).isEqualTo(new Visit(ORDER, EARLIER));
  }

  @Test
  void whereItDoesNotSayByWhichOrderTheCardWasEnteredItWasTheOrderItself() {
    Row kept =
        new Row(
            CardTraceItem.kept(ORDER, TOKEN),
            1,
            """
            {"mode":"TEST","token":"6af9","company":"Demo"}\
            """);
    Row visit =
        new Row(
            CardTraceItem.kept(ORDER, TOKEN),
            1,
            """
            {"siteId":"12345678","order":"SO0042-1"}\
            """);

    assertThat(CardTraceItem.readKept(ORDER, kept)).isEqualTo(new Kept(TOKEN, ORDER));
    assertThat(CardTraceItem.readVisit(visit)).isEqualTo(new Visit(ORDER, ORDER));
  }
}
