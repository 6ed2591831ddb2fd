package io.passerelle.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.CardUpdate.Source;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Seed;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CardTokenTest {

  private static final int ROUNDS = 500;
  private static final OrderId ORDER = new OrderId(new SiteId("12345678"), "SO0042-1");
  private static final TokenId ID =
      new TokenId("Demo", Mode.TEST, "6af9d54d49794395bafb8a41941399e2");
  private static final Card CARD = card("0014", "6", "2026");
  private static final CardToken NEW =
      CardToken.of(ID, ORDER, 1, CARD, Holder.UNKNOWN, Instant.EPOCH);

  @Test
  void aSuspendedCardIsToBeReactivatedByItsBuyer() {
    CardToken suspended = NEW.after(hint(2, NetworkState.SUSPENDED));

    assertThat(suspended.network()).isEqualTo(NetworkState.SUSPENDED);
    assertThat(suspended.state()).isEqualTo(TokenState.ACTIVE);
    assertThat(suspended.isUsable()).isFalse();
    assertThat(CardChange.between(NEW, suspended)).containsExactly(CardChange.SUSPENDED);
    assertThat(CardChange.SUSPENDED.advice()).isEqualTo(CardChange.Advice.ASK_BUYER);
  }

  @Test
  void aReactivatedCardWorksAgain() {
    CardToken suspended = NEW.after(hint(2, NetworkState.SUSPENDED));
    CardToken active = suspended.after(hint(3, NetworkState.ACTIVE));

    assertThat(CardChange.between(suspended, active)).containsExactly(CardChange.REACTIVATED);
    assertThat(active.isUsable()).isTrue();
  }

  @Test
  void aCardThatWasNeverSuspendedIsNotReactivated() {
    CardToken active = NEW.after(hint(2, NetworkState.ACTIVE));

    assertThat(CardChange.between(NEW, active)).isEmpty();
  }

  @Test
  void theLatestHolderThatWasToldHolds() {
    Holder first = new Holder("Axel Kant", "kant@example.com", "de");
    Holder later = new Holder("Axel Kant", "axel@example.com", "");

    CardToken told = NEW.registered(ORDER, 2, CARD, first).listed(3, CARD, later);
    CardToken late = NEW.listed(3, CARD, later).registered(ORDER, 2, CARD, first);

    assertThat(told.holder()).isEqualTo(new Holder("Axel Kant", "axel@example.com", "de"));
    assertThat(late.holder().email()).isEqualTo("axel@example.com");
    assertThat(told.registered(ORDER, 4, CARD, Holder.UNKNOWN).holder()).isEqualTo(told.holder());
    assertThat(told).asString().doesNotContain("axel");
  }

  @Test
  void aRenewedCardIsToBeShown() {
    CardToken renewed = NEW.after(new Checked(2, false, card("0114", "9", "2028")));

    assertThat(CardChange.between(NEW, renewed)).containsExactly(CardChange.RENEWED);
    assertThat(renewed.card()).hasToString("CB 0114, 09/2028");
  }

  @Test
  void aHintIsNotBelievedOfTheCardNorOfACancellation() {
    CardUpdate hint =
        new CardUpdate(
            2,
            false,
            Optional.of(TokenState.CANCELLED),
            Optional.empty(),
            card("9999", "1", "2030"),
            Source.ISSUER);

    CardToken after = NEW.after(hint);

    assertThat(after.card()).isEqualTo(CARD);
    assertThat(after.state()).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void whatIsSignedIsBelieved() {
    CardUpdate signed =
        new CardUpdate(
            2,
            true,
            Optional.of(TokenState.CANCELLED),
            Optional.empty(),
            card("9999", "1", "2030"),
            Source.GATEWAY);

    CardToken after = NEW.after(signed);

    assertThat(after.card()).isEqualTo(card("9999", "1", "2030"));
    assertThat(CardChange.between(NEW, after)).containsExactly(CardChange.CANCELLED);
    assertThat(after.isLive()).isFalse();
  }

  @Test
  void aClosedAccountIsFinalUntilTheBuyerEntersACard() {
    CardToken closed = NEW.after(hint(3, NetworkState.DELETED));
    CardToken late = closed.after(hint(4, NetworkState.ACTIVE));
    CardToken anew = late.registered(ORDER, 5, card("0055", "6", "2029"), Holder.UNKNOWN);

    assertThat(CardChange.between(NEW, closed)).containsExactly(CardChange.CLOSED);
    assertThat(late.network()).isEqualTo(NetworkState.DELETED);
    assertThat(CardChange.between(closed, late)).isEmpty();
    assertThat(anew.network()).isEqualTo(NetworkState.UNKNOWN);
    assertThat(anew.isUsable()).isTrue();
  }

  @Test
  void aClosedAccountIsLeftBehindOnceTheGatewayHasAnotherCard() {
    Card other = card("0055", "6", "2029");
    CardToken closed = NEW.after(hint(3, NetworkState.DELETED)).after(new Checked(4, false, CARD));
    CardToken active = closed.after(hint(5, NetworkState.ACTIVE));
    CardToken anew = active.after(new Checked(6, false, other));
    CardToken unsaid = closed.after(new Checked(6, false, other));
    CardToken again = anew.after(hint(7, NetworkState.DELETED));

    assertThat(active.after(new Checked(6, false, CARD)).network()).isEqualTo(NetworkState.DELETED);
    assertThat(anew.network()).isEqualTo(NetworkState.ACTIVE);
    assertThat(anew.isUsable()).isTrue();
    assertThat(CardChange.between(closed, anew)).containsExactly(CardChange.RENEWED);
    assertThat(unsaid.network()).isEqualTo(NetworkState.UNKNOWN);
    assertThat(unsaid.isLive()).isTrue();
    assertThat(CardChange.between(anew, again)).containsExactly(CardChange.CLOSED);
  }

  @Test
  void aSignedUpdateLeavesAClosedAccountBehindToo() {
    CardToken closed = NEW.after(signed(3, NetworkState.DELETED, CARD));
    CardToken anew = closed.after(signed(4, NetworkState.ACTIVE, card("0055", "6", "2029")));

    assertThat(closed.network()).isEqualTo(NetworkState.DELETED);
    assertThat(anew.network()).isEqualTo(NetworkState.ACTIVE);
  }

  /// What the gateway shows as it confirms the closing is the card whose account it was.
  @Test
  void aRenewalThatIsLearntWithTheClosingDoesNotUndoIt() {
    CardToken closed =
        NEW.after(hint(3, NetworkState.DELETED))
            .after(new Checked(4, false, card("0055", "6", "2029")));

    assertThat(closed.network()).isEqualTo(NetworkState.DELETED);
    assertThat(CardChange.between(NEW, closed)).containsExactly(CardChange.CLOSED);
  }

  @Test
  void aCancelledTokenLivesAgainWhereTheGatewaySaysSo() {
    CardToken cancelled = NEW.after(new Checked(2, true, CARD));
    CardToken again = cancelled.after(new Checked(3, false, CARD));

    assertThat(cancelled.state()).isEqualTo(TokenState.CANCELLED);
    assertThat(again.state()).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void aDeadTokenWarnsOfNothing() {
    CardToken cancelled = NEW.after(new Checked(2, true, CARD));
    LocalDate june = LocalDate.parse("2026-06-01");

    assertThat(NEW.warning(june, Warning.MONTHS)).isEqualTo(Warning.ORANGE);
    assertThat(cancelled.warning(june, Warning.MONTHS)).isEqualTo(Warning.NONE);
  }

  @Test
  void anOrderOfDealingAndATwiceToldUpdateMakeNoDifference() {
    Random random = new Random(Seed.of(CardTokenTest.class));
    for (int round = 0; round < ROUNDS; round++) {
      List<UnaryOperator<CardToken>> news = new ArrayList<>();
      int count = 1 + random.nextInt(8);
      for (int i = 0; i < count; i++) {
        news.add(anything(random, i + 2));
      }
      CardToken inOrder = all(news);
      news.addAll(List.copyOf(news.subList(0, random.nextInt(count + 1))));
      Collections.shuffle(news, random);

      assertThat(all(news)).isEqualTo(inOrder);
    }
  }

  private static CardToken all(List<UnaryOperator<CardToken>> news) {
    CardToken token = NEW;
    for (UnaryOperator<CardToken> one : news) {
      token = one.apply(token);
    }
    return token;
  }

  private static UnaryOperator<CardToken> anything(Random random, long place) {
    Card card =
        new Card(
            random.nextBoolean() ? "VISA" : "",
            LastFour.of("" + (1_000 + random.nextInt(4))).filter(_ -> random.nextBoolean()),
            Expiry.of("" + random.nextInt(14), "2030"));
    return switch (random.nextInt(5)) {
      case 0 -> {
        OrderId order = new OrderId(ORDER.siteId(), "order-" + place);
        yield token -> token.registered(order, place, card, Holder.UNKNOWN);
      }
      case 1 -> {
        boolean cancelled = random.nextBoolean();
        yield token -> token.after(new Checked(place, cancelled, card));
      }
      default -> {
        CardUpdate update =
            new CardUpdate(
                place,
                random.nextBoolean(),
                one(random, TokenState.values()),
                one(random, NetworkState.values()),
                card,
                Source.UNKNOWN);
        yield token -> token.after(update);
      }
    };
  }

  private static <T> Optional<T> one(Random random, T[] values) {
    return random.nextInt(3) == 0
        ? Optional.empty()
        : Optional.of(values[random.nextInt(values.length)]);
  }

  private static CardUpdate signed(long place, NetworkState state, Card card) {
    return new CardUpdate(
        place, true, Optional.of(TokenState.ACTIVE), Optional.of(state), card, Source.GATEWAY);
  }

  private static CardUpdate hint(long place, NetworkState state) {
    return new CardUpdate(
        place, false, Optional.of(TokenState.ACTIVE), Optional.of(state), CARD, Source.ISSUER);
  }

  private static Card card(String lastFour, String month, String year) {
    return new Card("CB", LastFour.of(lastFour), Expiry.of(month, year));
  }
}
