package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Listed;
import io.passerelle.aws.Table.Row;
import io.passerelle.card.Card;
import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.Checked;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.card.LastFour;
import io.passerelle.card.NetworkState;
import io.passerelle.card.TokenId;
import io.passerelle.card.TokenState;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardTokensTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final SiteId SITE = new SiteId("12345678");
  private static final Card CARD = new Card("CB", LastFour.of("0014"), Expiry.of("6", "2028"));
  private static final Holder HOLDER = new Holder("Axel Kant", "kant@example.com", "de");

  private final InMemoryTable table = new InMemoryTable();
  private final CardTokens tokens = new CardTokens(table);
  private final Ledger ledger = new Ledger(table, TestKeyset.keys());

  @Test
  void aTokenIsReadAsItWasWritten() {
    CardToken token =
        token("Demo", "a#b|c".replace('|', '-'))
            .after(
                new CardUpdate(
                    5,
                    true,
                    Optional.of(TokenState.SUSPENDED),
                    Optional.of(NetworkState.DELETED),
                    CARD,
                    Source.ISSUER))
            .after(new Checked(6, true, Card.UNKNOWN))
            .after(new Checked(7, false, new Card("", LastFour.of("0055"), Optional.empty())))
            .entered(NOW.minusSeconds(7))
            .asked(Optional.of(NOW), 3);

    ledger.write(new Change().with(token));

    assertThat(tokens.find(token.id())).contains(token.written());
  }

  @Test
  void twoCompaniesMayHaveTheSameToken() {
    ledger.write(new Change().with(token("One", "chosen")).with(token("Two", "chosen")));

    assertThat(tokens.find(Mode.TEST, "chosen"))
        .extracting(one -> one.id().company())
        .containsExactly("One", "Two");
    assertThat(tokens.find(Mode.PRODUCTION, "chosen")).isEmpty();
  }

  @Test
  void newsOfATokenAreNumberedAndAreNoToken() {
    assertThat(tokens.nextPlace(Mode.TEST, "chosen", NOW)).isEqualTo(1);
    assertThat(tokens.nextPlace(Mode.TEST, "chosen", NOW)).isEqualTo(2);
    assertThat(tokens.find(Mode.TEST, "chosen")).isEmpty();
  }

  @Test
  void whatIsDueIsFound() {
    CardToken due = token("Demo", "due").asked(Optional.of(NOW), 0);
    CardToken later = token("Demo", "later").asked(Optional.of(NOW.plusSeconds(1)), 0);
    CardNews news =
        CardNews.of("n1", NOW.minusSeconds(600), new Warrant("", true), Map.of("mode", "TEST"))
            .provedBy("Demo")
            .at(7);
    ledger.write(new Change().with(due).with(later).with(news));
    List<TokenId> found = new ArrayList<>();
    List<String> foundNews = new ArrayList<>();

    tokens.eachDue(NOW, () -> true, found::addAll);
    tokens.eachDueNews(NOW, () -> true, foundNews::addAll);

    assertThat(found).containsExactly(due.id());
    assertThat(foundNews).containsExactly("n1");
    assertThat(tokens.news("n1")).contains(news.written());
    assertThat(tokens.of(SITE, 1)).hasSize(1);
    assertThat(tokens.of(SITE, 10)).hasSize(2);
  }

  @Test
  void aShopsTokensAreReadTheLatestFirst() {
    add(5);

    assertThat(tokens.of(SITE, 3))
        .extracting(one -> one.id().token())
        .containsExactly("token-4", "token-3", "token-2");
  }

  @Test
  void noFurtherPageIsReadOnceItIsTimeToStop() {
    add(500);
    unreadable();
    List<CardToken> seen = new ArrayList<>();

    boolean all = tokens.each(SITE, () -> seen.size() < 3, seen::add);

    assertThat(all).isFalse();
    assertThat(seen).hasSize(3);
    assertThatThrownBy(() -> tokens.each(SITE, () -> true, seen::add))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void allOfAShopAreReadWhereNothingStops() {
    add(1_000);
    List<CardToken> seen = new ArrayList<>();

    boolean all = tokens.each(SITE, () -> true, seen::add);

    assertThat(all).isTrue();
    assertThat(seen).hasSize(1_000).doesNotHaveDuplicates();
  }

  /// A row that stands after all those, and is no token.
  private void unreadable() {
    Table.Key key = CardTokenItem.key(new TokenId("Demo", Mode.TEST, "unreadable"));
    Listed listed = new Listed(CardTokenItem.list(SITE), NOW.plusSeconds(86_400));
    table.write(
        List.of(new Row(key, 0, "{}", Optional.empty(), Optional.empty(), Optional.of(listed))));
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      TokenId id = new TokenId("Demo", Mode.TEST, "token-" + i);
      Instant since = NOW.plusSeconds(i);
      ledger.write(
          new Change()
              .with(CardToken.of(id, new OrderId(SITE, "SO-" + i), 1, CARD, HOLDER, since)));
    }
  }

  private static CardToken token(String company, String token) {
    TokenId id = new TokenId(company, Mode.TEST, token);
    return CardToken.of(id, new OrderId(SITE, "SO0042-1"), 1, CARD, HOLDER, NOW);
  }
}
