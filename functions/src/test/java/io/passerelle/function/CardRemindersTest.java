package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.alert.EmailAddress;
import io.passerelle.aws.Failures;
import io.passerelle.aws.Table;
import io.passerelle.card.Expiry;
import io.passerelle.delivery.Texts;
import io.passerelle.edge.Json;
import io.passerelle.shop.Shop;
import io.passerelle.store.ReminderId;
import io.passerelle.store.Suppression;
import io.passerelle.store.Suppressions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Buyers are reminded that the validity of their cards ends, until they have done something.
class CardRemindersTest {

  private static final String FAR = "2026-04-01T00:00:00Z";

  private final Reminded reminded = new Reminded();
  private final Bridge bridge = reminded.bridge;

  @Test
  void aBuyerIsRemindedOnceOnEachDayAtNineInTheMorning() {
    reminded.keeps(2, 2026);

    reminded.until("2026-01-29T07:59:00Z");
    assertThat(reminded.mails()).isEmpty();
    reminded.until("2026-01-29T09:00:00Z");
    assertThat(reminded.mails()).hasSize(1);
    reminded.until("2026-02-21T07:59:00Z");
    assertThat(reminded.mails()).hasSize(1);
    reminded.until(FAR);

    assertThat(reminded.subjects())
        .containsExactly(
            "Boutique d'Été: Your card expires soon", "Boutique d'Été: Your card expires soon");
    assertThat(reminded.outcome()).isEqualTo("DONE");
  }

  @Test
  void theMailSaysWhichCardAndWhereItIsChangedAndNoMoreOfIt() {
    reminded.keeps(2, 2026);
    reminded.until("2026-01-30T00:00:00Z");

    Bridge.Sent mail = reminded.mails().getFirst();
    for (String body : List.of(Mime.text(mail), Mime.html(mail).replace("&#39;", "'"))) {
      assertThat(body)
          .contains("Boutique d'Été", "CB •••• 0014", "02/2026", "help@shop.example", "TEST")
          .contains("https://pay.example/card/" + reminded.code())
          .doesNotContain("497010", Reminded.TOKEN, Reminded.TOKEN.substring(0, 8), "{{", "%");
    }
    assertThat(mail.to()).containsExactly(Reminded.BUYER);
    assertThat(Mime.header(mail, "Reply-To")).isEqualTo("help@shop.example");
    assertThat(Mime.header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"de", "en", "zh", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr"})
  void theMailIsInTheBuyersLanguage(String language) {
    reminded.keeps(2, 2026, "vads_language", language);
    reminded.until("2026-01-30T00:00:00Z");

    Texts texts = Texts.in(EmailAddress.class, "card-reminder", language);
    assertThat(reminded.subjects()).singleElement().asString().endsWith(texts.get("soon.title"));
    assertThat(Mime.text(reminded.mails().getFirst()))
        .contains(texts.get("button"), texts.get("what"));
    assertThat(Mime.html(reminded.mails().getFirst())).contains("<html lang=\"" + language + "\">");
  }

  @ParameterizedTest
  @CsvSource({"-", "xx"})
  void aBuyerOfAnotherLanguageIsWrittenToInTheShops(String language) {
    reminded.settings("\"language\":\"nl\"");
    reminded.keeps(2, 2026, "vads_language", language);
    reminded.until("2026-01-30T00:00:00Z");

    assertThat(reminded.subjects()).singleElement().asString().contains("verloopt binnenkort");
  }

  @Test
  void nobodyIsRemindedWhereTheShopDoesNotWantIt() {
    reminded.save("\"timeZone\":\"UTC\"");
    reminded.keeps(2, 2026);

    reminded.until(FAR);

    assertThat(reminded.mails()).isEmpty();
    assertThat(reminded.plan().has("link")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"4, 2026", "12, 2030"})
  void aCardThatIsValidForLongIsNotPlanned(int month, int year) {
    reminded.keeps(month, year);

    assertThat(reminded.plan().has("link")).isFalse();
  }

  @Test
  void aBuyerWithoutAnAddressIsNotPlanned() {
    reminded.keeps(2, 2026, "vads_cust_email", "-");

    assertThat(reminded.plan().has("link")).isFalse();
  }

  @Test
  void aDayThatHasPassedIsMadeGoodTheNextMorning() {
    reminded.keeps(1, 2026);

    reminded.until(FAR);

    assertThat(reminded.subjects()).hasSize(2);
    assertThat(Mime.text(reminded.mails().getFirst())).contains("01/2026");
  }

  @Test
  void aCardThatHasExpiredIsRemindedOfOnce() {
    reminded.keeps(12, 2025);

    reminded.until(FAR);

    assertThat(reminded.subjects()).containsExactly("Boutique d'Été: Your card has expired");
  }

  @Test
  void aCardThatExpiredLongAgoIsLeftInPeace() {
    reminded.keeps(6, 2025);

    reminded.until(FAR);

    assertThat(reminded.mails()).isEmpty();
  }

  @Test
  void planningAgainChangesNothing() {
    reminded.keeps(2, 2026);
    List<Table.Row> before = bridge.stored();
    Shop shop = bridge.wiring.shops().find(Bridge.ORDER.siteId()).orElseThrow().shop();

    boolean first = bridge.wiring.cardReminders().plan(reminded.token(), shop, Bridge.START);
    reminded.until("2026-01-30T00:00:00Z");
    boolean second =
        bridge.wiring.cardReminders().plan(reminded.token(), shop, bridge.clock.instant());
    reminded.until(FAR);

    assertThat(first).isFalse();
    assertThat(second).isFalse();
    assertThat(reminded.mails()).hasSize(2);
    assertThat(before).filteredOn(row -> row.key().partition().startsWith("CARD")).hasSize(2);
  }

  @Test
  void aCardIsPlannedAsItsLastMonthsBegin() {
    reminded.keeps(5, 2026);
    assertThat(reminded.plan().has("link")).isFalse();

    reminded.until("2026-06-01T00:00:00Z");

    assertThat(reminded.mails()).hasSize(2);
  }

  @Test
  void theMonthsRunPlansWhatNobodyHasLookedAt() {
    reminded.keeps(5, 2026);
    Shop shop = bridge.wiring.shops().find(Bridge.ORDER.siteId()).orElseThrow().shop();
    bridge.clock.moveTo(Instant.parse("2026-04-01T04:00:00Z"));

    boolean planned =
        bridge.wiring.cardReminders().plan(reminded.token(), shop, bridge.clock.instant());

    assertThat(planned).isTrue();
    reminded.until("2026-06-01T00:00:00Z");
    assertThat(reminded.mails()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "RENEWED,    0114, 9, 2030, null",
    "RENEWED,    0014, 9, 2030, null",
    "RENEWED,    0114, 2, 2026, null",
    "CANCELLED,  0014, 2, 2026, '\"2026-01-20T09:00:00+00:00\"'",
  })
  void whatTheGatewayAnswersStopsTheReminders(
      String outcome, String lastFour, int month, int year, String cancelled) {
    reminded.keeps(2, 2026);
    bridge.asksGateway(_ ->
        Bridge.answered(
            200,
            """
            {"status":"SUCCESS","mode":"TEST","answer":{"paymentMethodToken":"%s",\
            "cancellationDate":%s,"tokenDetails":{"pan":"497010XXXXXX%s","expiryMonth":%d,\
            "expiryYear":%d,"effectiveBrand":"CB"}}}\
            """
                .formatted(Reminded.TOKEN, cancelled, lastFour, month, year)));

    reminded.until(FAR);

    assertThat(reminded.mails()).isEmpty();
    assertThat(reminded.outcome()).isEqualTo(outcome);
  }

  @Test
  void aBuyerWhoEntersACardWithAnotherPaymentIsNotReminded() {
    reminded.keeps(2, 2026);
    bridge.notification(
        Requests.notification(
            "AUTHORISED",
            "vads_order_id",
            "SO0043-1",
            "vads_trans_id",
            "360001",
            "vads_trans_uuid",
            "1".repeat(32),
            "vads_identifier",
            Reminded.TOKEN,
            "vads_identifier_status",
            "UPDATED",
            "vads_cust_email",
            Reminded.BUYER,
            "vads_card_number",
            "497011XXXXXX0222",
            "vads_expiry_month",
            "6",
            "vads_expiry_year",
            "2029"));

    reminded.until(FAR);

    assertThat(reminded.mails()).isEmpty();
    assertThat(reminded.outcome()).isEqualTo("RENEWED");
  }

  @Test
  void aCardWhoseAccountIsClosedIsNotRemindedOf() {
    reminded.keeps(2, 2026);
    bridge.asksGateway(_ ->
        Bridge.answered(
            200,
            "{\"status\":\"SUCCESS\",\"mode\":\"TEST\",\"answer\":{\"paymentMethodToken\":\""
                + Reminded.TOKEN
                + "\",\"tokenDetails\":{}}}"));
    Bridge.run(
        new CardUpdateFunction(bridge.wiring),
        Requests.http(
            "/itn",
            "application/json",
            ("{\"paymentMethodToken\":\""
                    + Reminded.TOKEN
                    + "\",\"mode\":\"TEST\",\"meansOfPayment\":{\"status\":\"DELETED\"}}")
                .getBytes(UTF_8),
            Map.of()));

    reminded.until(FAR);

    assertThat(reminded.mails()).isEmpty();
    assertThat(reminded.outcome()).isEqualTo("CLOSED");
  }

  @Test
  void anAddressThatBouncedIsNotWrittenTo() {
    reminded.keeps(2, 2026);
    new Suppressions(bridge.rows).add(Reminded.BUYER, Suppression.Reason.BOUNCED, Bridge.START);

    reminded.until(FAR);

    assertThat(reminded.mails()).isEmpty();
    assertThat(reminded.outcome()).isEqualTo("SUPPRESSED");
  }

  @Test
  void whatIsSwitchedOffAndOnAgainGoesOn() {
    reminded.keeps(2, 2026);
    reminded.save("\"cardReminders\":\"false\",\"timeZone\":\"Europe/Paris\"");
    reminded.until("2026-02-01T00:00:00Z");
    assertThat(reminded.mails()).isEmpty();

    reminded.settings("");
    reminded.until(FAR);

    assertThat(reminded.mails()).hasSize(1);
  }

  @Test
  void theDaysAreTheShops() {
    reminded.settings("\"cardReminderDays\":\"20;10;0\"");
    reminded.keeps(2, 2026);

    reminded.until("2026-02-08T09:00:00Z");
    assertThat(reminded.mails()).hasSize(1);
    reminded.until("2026-02-28T09:00:00Z");

    assertThat(reminded.mails()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"61", "-1", "a", "30;;7", "60;59;58;57;56;55"})
  void daysThatAreNoneAreRefused(String days) {
    Json refused =
        bridge.operator(
            "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"settings\":"
                + "{\"cardReminderDays\":\""
                + days
                + "\"}}}");

    assertThat(refused.get("body").get("error").text(refused.get("error").text("")))
        .contains("settings.cardReminderDays must be days from 0 to 60");
  }

  @Test
  void aMessageThatComesTwiceSendsOneMail() {
    reminded.keeps(2, 2026);
    bridge.clock.moveTo(Instant.parse("2026-01-29T08:00:00Z"));
    bridge.sweep();
    bridge.sweep();
    List<InMemoryQueue.Message> messages = bridge.cardQueue.takeAll();
    assertThat(messages).hasSizeGreaterThan(1);

    messages.forEach(message -> bridge.checkCard(message.body()));
    messages.forEach(message -> bridge.checkCard(message.body()));

    assertThat(reminded.mails()).hasSize(1);
  }

  /// Two machines' clocks may differ, so that a message is served a little early; or the places of
  /// that half minute are taken.
  @ParameterizedTest
  @CsvSource({"0", "20", "200"})
  void aReminderThatIsServedEarlyIsSentOnce(int others) {
    reminded.keeps(2, 2026);
    ReminderId id = new ReminderId(reminded.token().id(), new Expiry(2026, 2));
    bridge.clock.moveTo(Instant.parse("2026-01-29T07:59:30Z"));
    for (int i = 0; i < others; i++) {
      bridge.wiring.sendPlaces().next(bridge.clock.instant());
    }

    for (int i = 0; i < 70; i++) {
      bridge.checkCard("remind:" + id);
      bridge.work();
      bridge.clock.moveTo(bridge.clock.instant().plusSeconds(1));
    }
    reminded.until("2026-02-20T00:00:00Z");

    assertThat(reminded.mails()).hasSize(1);
    reminded.until(FAR);
    assertThat(reminded.mails()).hasSize(2);
  }

  @Test
  void whatIsSwitchedOffIsSkippedThoughItIsServedEarly() {
    reminded.keeps(2, 2026);
    reminded.save("\"cardReminders\":\"false\",\"timeZone\":\"Europe/Paris\"");
    bridge.clock.moveTo(Instant.parse("2026-01-29T07:59:30Z"));

    bridge.checkCard("remind:" + new ReminderId(reminded.token().id(), new Expiry(2026, 2)));
    reminded.settings("");
    reminded.until("2026-02-20T00:00:00Z");

    assertThat(reminded.mails()).isEmpty();
  }

  @Test
  void aMailServerThatIsDownIsTriedAgainAtTheQuarterHours() {
    reminded.keeps(2, 2026);
    bridge.mailServerAnswers.addAll(List.of(false, false));

    reminded.until("2026-01-30T00:00:00Z");

    assertThat(reminded.mails()).hasSize(1);
    assertThat(reminded.plan().get("sent").number()).contains(1L);
  }

  @Test
  void anAddressThatTheMailServerWillNeverTakeIsGivenUp() {
    reminded.keeps(2, 2026);
    bridge.mailServerFailure = Optional.of(Failures.of("MessageRejected"));

    reminded.until(FAR);

    assertThat(reminded.outcome()).isEqualTo("REFUSED");
  }

  /// Whichever write is the last before a worker dies, the mail goes; and twice only where its
  /// going could not be written down, under the same id.
  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
  void aWorkerThatDiesLosesNoMailAndSendsNoneTwiceWithoutNeed(int write, boolean takesEffect) {
    reminded.keeps(2, 2026);
    bridge.clock.moveTo(Instant.parse("2026-01-29T08:00:00Z"));
    bridge.cardQueue.lose();
    bridge.sweep();
    List<InMemoryQueue.Message> messages =
        bridge.cardQueue.takeAll().stream()
            .filter(one -> one.body().startsWith("remind:"))
            .toList();

    bridge.table.failAt(write, takesEffect);
    messages.forEach(message -> bridge.checkCard(message.body()));
    bridge.table.failAt(0, false);
    reminded.until("2026-01-30T00:00:00Z");

    Map<String, Integer> ids = new TreeMap<>();
    reminded.mails().forEach(mail -> ids.merge(Mime.header(mail, "Message-ID"), 1, Integer::sum));
    assertThat(ids).hasSize(1);
    boolean lost = write == 3 && !takesEffect;
    assertThat(reminded.mails()).hasSize(lost ? 2 : 1);
  }

  @Test
  void noMoreAreSentInASecondThanThereArePlaces() {
    Reminded many = new Reminded();
    for (int i = 10; i < 30; i++) {
      many.keeps(
          2,
          2026,
          "vads_order_id",
          "SO-" + i,
          "vads_trans_id",
          "3600" + i,
          "vads_trans_uuid",
          Integer.toString(i).repeat(16),
          "vads_identifier",
          Integer.toString(i).repeat(16));
    }
    many.bridge.clock.moveTo(Instant.parse("2026-01-29T08:00:00Z"));
    many.bridge.sweep();
    many.bridge.work();
    assertThat(many.mails()).hasSize(5);

    many.until("2026-02-02T00:00:00Z");

    assertThat(many.mails()).hasSize(20);
  }
}
