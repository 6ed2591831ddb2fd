package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.Table;
import io.passerelle.card.Card;
import io.passerelle.card.CardReminder;
import io.passerelle.card.CardReminder.End;
import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.card.LastFour;
import io.passerelle.card.TokenId;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardPlansTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final String LINK = "Zm9yLWEtdGVzdC1hbG9uZQ";

  private final InMemoryTable table = new InMemoryTable();
  private final CardPlans plans = new CardPlans(table);
  private final Ledger ledger = new Ledger(table, TestKeyset.keys());

  @Test
  void aPlanIsReadAsItWasWritten() {
    CardReminder planned = plan("a#b!c", LINK);
    ledger.write(new Change().with(planned));
    CardReminder claimed =
        planned
            .written()
            .placed(NOW.plusSeconds(3))
            .claimed(NOW)
            .sent(Optional.of(NOW))
            .claimed(NOW);
    ledger.write(new Change().with(claimed));

    assertThat(plans.find(ReminderId.of(planned))).contains(claimed.written());
    assertThat(plans.byLink(LINK)).contains(claimed.written());
  }

  @Test
  void anEndedOneIsNotDueAndKeepsItsLink() {
    CardReminder planned = plan("one", LINK);
    ledger.write(new Change().with(planned));
    ledger.write(new Change().with(planned.written().ended(End.RENEWED)));

    assertThat(plans.byLink(LINK)).get().extracting(CardReminder::outcome).isEqualTo("RENEWED");
    assertThat(due()).isEmpty();
  }

  @Test
  void thereIsOneForEachTokenAndEnd() {
    ledger.write(new Change().with(plan("one", LINK)));

    assertThatThrownBy(() -> ledger.write(new Change().with(plan("one", "B".repeat(22)))))
        .isInstanceOf(Table.Stale.class);
    assertThat(plans.byLink("B".repeat(22))).isEmpty();
  }

  @Test
  void whatIsDueIsFoundInEveryBucket() {
    for (int i = 10; i < 60; i++) {
      ledger.write(
          new Change().with(plan("token-" + i, (i + "link-of-a-test-alone---").substring(0, 22))));
    }

    assertThat(due()).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void aNameIsReadAsItIsPrinted() {
    ReminderId id = ReminderId.of(plan("a#b!c", LINK));

    assertThat(ReminderId.parse(id.toString())).isEqualTo(id);
  }

  private List<ReminderId> due() {
    List<ReminderId> due = new ArrayList<>();
    plans.eachDue(NOW, () -> true, page -> due.addAll(page.keySet()));
    return due;
  }

  private static CardReminder plan(String token, String link) {
    CardToken kept =
        CardToken.of(
            new TokenId("Épicerie & Fils | #1", Mode.TEST, token),
            new OrderId(new SiteId("12345678"), "SO1"),
            1,
            new Card("CB", LastFour.of("0014"), Optional.of(new Expiry(2026, 2))),
            new Holder("Axel Kant", "kant@example.com", "de"),
            NOW);
    return CardReminder.of(kept, link, NOW);
  }
}
