package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.card.Card;
import io.passerelle.card.CardSubscription;
import io.passerelle.card.CardToken;
import io.passerelle.card.Checked;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.card.LastFour;
import io.passerelle.card.TokenId;
import io.passerelle.cardfile.CardFileReader;
import io.passerelle.cardfile.CompanyDetail;
import io.passerelle.cardfile.Entry;
import io.passerelle.cardfile.FileName;
import io.passerelle.cardfile.Found;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// On the 1st at 04:00 UTC, files of the cards that end soon are written and merchants are told.
class CardMonthFunctionTest {

  private static final Instant FIRST = Instant.parse("2026-02-01T04:00:00Z");
  private static final String COMPANY = "Épicerie & Fils";
  private static final String ROOT =
      "expired/ROOT/0ddbdb7147383964/202602.EXP_CARDS.Épicerie & Fils.T.csv";
  private static final String SHOPS =
      "expired/12345678/202602.12345678.EXP_CARDS.Boutique d'Été.T.csv";
  private static final String TOKEN = "6af9d54d49794395bafb8a41941399e2";

  private final Bridge bridge = new Bridge().withShop();
  private int orders;

  @BeforeEach
  void theShopWantsFiles() {
    settings("\"cardFiles\":true");
  }

  @Test
  void theFilesHaveTheLayoutsOfTheGateway() {
    keeps(TOKEN, "3", "2026", "vads_cust_name", "Zoé \"Z\" O'Hara; Cie");
    keeps("second", "2", "2026", subscription("REC_1", "3"));
    keeps("later", "5", "2026");
    keeps("unknown", "", "");

    theFirstComes();

    assertThat(bridge.cardFiles.keys()).containsExactly(SHOPS, ROOT);
    assertThat(bridge.cardFiles.text(ROOT))
        .isEqualTo(
            """
            00;EXP_CARDS;T;20260201;040000
            02;6af9d54d49794395bafb8a41941399e2;"Zoé ""Z"" O'Hara; Cie";buyer@example.com;20260331;0
            02;second;;buyer@example.com;20260228;1
            01;2;20260201;040000
            """);
    assertThat(bridge.cardFiles.text(SHOPS))
        .isEqualTo(
            """
            "00";"EXP_CARDS";"T";"12345678";"20260201";"040000"
            "02";"second";"";"buyer@example.com";"20260228";"REC_1";"3/12";\
            "RRULE:FREQ=MONTHLY;COUNT=12";"20260115";"2000";"500";"2"
            "01";"1";"1";"20260201";"040000"
            """);
  }

  @Test
  void aCardThatIsOverStandsThereUntilItIsRenewedOrCancelled() {
    keeps(TOKEN, "11", "2025");

    theFirstComes();

    assertThat(details(ROOT)).containsExactly(TOKEN);
  }

  @ParameterizedTest
  @CsvSource({"1, 02, 1", "1, 03, 0", "2, 03, 1", "2, 04, 0", "12, 01/2027, 1", "12, 02/2027, 0"})
  void howManyMonthsBeforeIsTheShopsToSay(int months, String end, int listed) {
    settings("\"cardFiles\":true,\"cardWarningMonths\":" + months);
    String[] parts = (end + "/2026").split("/", 3);
    keeps(TOKEN, parts[0], parts[1]);

    theFirstComes();

    assertThat(details(ROOT)).hasSize(listed);
    assertThat(bridge.mails).hasSize(listed);
  }

  @Test
  void aSecondRunChangesNothing() {
    keeps(TOKEN, "3", "2026", subscription("REC_1", "3"));
    theFirstComes();
    List<Table.Row> stored = bridge.stored();

    theFirstComes();
    bridge.clock.moveTo(FIRST.plus(Duration.ofDays(1)));
    plan();
    bridge.work();

    assertThat(bridge.stored()).isEqualTo(stored);
    assertThat(bridge.cardFiles.puts()).isEqualTo(2);
    assertThat(bridge.mails).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whateverFailsOnTheWayIsMadeGoodTheNextDayWithoutAnotherMail(boolean takesEffect) {
    for (int write = 1; write <= 8; write++) {
      CardMonthFunctionTest one = new CardMonthFunctionTest();
      one.theShopWantsFiles();
      one.keeps(TOKEN, "3", "2026", subscription("REC_1", "3"));
      one.bridge.clock.moveTo(FIRST);
      one.bridge.table.failAt(write, takesEffect);

      one.dies(() -> one.plan());
      one.dies(() -> one.bridge.work());
      one.bridge.cardFileQueue.lose();
      one.bridge.clock.moveTo(FIRST.plus(Duration.ofDays(1)));
      one.plan();
      one.bridge.work();
      one.bridge.minutesPass(30);

      assertThat(one.bridge.mails).as("write %d", write).hasSize(1);
      assertThat(one.details(ROOT)).as("write %d", write).containsExactly(TOKEN);
      assertThat(one.months()).as("write %d", write).allMatch("DONE"::equals);
    }
  }

  @Test
  void aBucketThatFailsLeavesNoHalfFileAndNoMailBefore() {
    keeps(TOKEN, "3", "2026", subscription("REC_1", "3"));
    bridge.clock.moveTo(FIRST);
    bridge.cardFiles.fail(1);

    plan();
    String message =
        bridge.cardFileQueue.messages().stream()
            .map(InMemoryQueue.Message::body)
            .filter(body -> bridge.cardFile(body))
            .findFirst()
            .orElseThrow();

    assertThat(bridge.cardFiles.keys()).isEmpty();
    assertThat(bridge.mailQueue.messages()).isEmpty();
    assertThat(bridge.cardFile(message)).isFalse();
    assertThat(bridge.cardFiles.keys()).containsExactly(SHOPS, ROOT);
  }

  @Test
  void noCardAtAllIsAFileOfNoneInTheModeOfTheShop() {
    theFirstComes();

    assertThat(bridge.cardFiles.keys()).containsExactly(ROOT);
    assertThat(bridge.cardFiles.text(ROOT))
        .isEqualTo("00;EXP_CARDS;T;20260201;040000\n01;0;20260201;040000\n");
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void whoWantsNoFilesIsToldAllTheSame() {
    settings("");
    keeps(TOKEN, "3", "2026");

    theFirstComes();

    assertThat(bridge.cardFiles.keys()).isEmpty();
    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void whoWantsNoMailGetsNone() {
    settings("\"cardUpdateMails\":\"NEVER\"");
    keeps(TOKEN, "3", "2026");

    theFirstComes();

    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void aCancelledTokenIsNoMore() {
    keeps(TOKEN, "3", "2026");
    bridge.ledger.write(
        new Change()
            .with(
                bridge
                    .wiring
                    .cardTokens()
                    .find(Mode.TEST, TOKEN)
                    .getFirst()
                    .after(new Checked(99, true, Card.UNKNOWN))));

    theFirstComes();

    assertThat(details(ROOT)).isEmpty();
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void theMailSaysWhichAreOrangeAndWhichAreRed() {
    keeps(TOKEN, "3", "2026");
    keeps("red", "12", "2025");

    theFirstComes();

    String text = Mime.text(bridge.mails.getFirst());
    assertThat(bridge.mails).hasSize(1);
    assertThat(Mime.subject(bridge.mails.getFirst()))
        .isEqualTo(
            "[Passerelle] Boutique 12345678 (TEST) : 1 carte(s) bientôt expirée(s), 1 expirée(s)");
    assertThat(text)
        .contains("ORANGE : 1 carte(s)", "2 mois au plus", "ROUGE : 1 carte(s)")
        .contains("ROUGE : CB 0014, fin de validité 12/2025, commande O-2")
        .contains("ORANGE : CB 0014, fin de validité 03/2026, commande O-1")
        .doesNotContain("497010", TOKEN, "buyer@example.com", "Autres cartes");
    assertThat(Mime.html(bridge.mails.getFirst())).contains("Rouge", "CB 0014", "03/2026");
  }

  @Test
  void anEnglishMerchantIsToldInEnglish() {
    settings("\"alertLanguage\":\"en\"");
    keeps(TOKEN, "3", "2026");

    theFirstComes();

    assertThat(Mime.text(bridge.mails.getFirst()))
        .contains("ORANGE: CB 0014, valid until 03/2026, order O-1");
    assertThat(Mime.html(bridge.mails.getFirst())).contains("Shop 12345678: 1 card(s)");
  }

  @Test
  void aLargeCompanyIsReadByThePageAndItsMailShowsSome() {
    for (int i = 0; i < 1_234; i++) {
      stored(String.format("token%04d", i), new Expiry(2026, 2 + i % 2), Mode.TEST);
    }
    stored("production", new Expiry(2026, 2), Mode.PRODUCTION);

    theFirstComes();

    assertThat(details(ROOT)).hasSize(1_234).doesNotHaveDuplicates();
    assertThat(bridge.cardFiles.keys())
        .filteredOn(key -> key.endsWith(".P.csv"))
        .singleElement()
        .satisfies(key -> assertThat(details(key)).containsExactly("production"));
    assertThat(bridge.mails).hasSize(2);
    assertThat(bridge.mails.stream().map(Mime::text))
        .anySatisfy(text -> assertThat(text).contains("ORANGE : 1234", "Autres cartes : 1184"));
  }

  @Test
  void whatMayNotStandInAFileIsLeftOut() {
    stored("4970100000000055", new Expiry(2026, 2), Mode.TEST);
    CardToken odd =
        CardToken.of(
            new TokenId(COMPANY, Mode.TEST, "odd"),
            new OrderId(new SiteId("12345678"), "O"),
            1,
            card(new Expiry(2026, 2)),
            new Holder("Axel\nKant 4970100000000055", "4970100000000055", "fr"),
            Bridge.START);
    bridge.ledger.write(new Change().with(odd));
    keeps("paying", "2", "2026", subscription("4970100000000055", "3"));
    keeps("named", "2", "2026", subscription("REC_1", "3"));

    theFirstComes();

    assertThat(bridge.cardFiles.text(ROOT))
        .contains("02;odd;Axel Kant XXXX0055;;20260228;0\n")
        .containsPattern("02;paying;.*;0\n")
        .doesNotContain("4970100000000055");
    assertThat(bridge.cardFiles.text(SHOPS)).contains("REC_1").doesNotContain("4970100000000055");
    assertThat(listed().get("files").items())
        .anySatisfy(file -> {
          assertThat(file.get("left").number()).contains(1L);
          assertThat(file.get("details").number()).contains(3L);
        });
  }

  @Test
  void anotherShopsSubscriptionIsCountedAndStandsInItsOwnFileAlone() {
    bridge.operator(
        Bridge.event("operator")
            .replace("12345678", "87654321")
            .replace("Boutique d'Été", "L'autre")
            .replace("\"alertLanguage\"", "\"cardFiles\": true, \"alertLanguage\""));
    keeps(TOKEN, "3", "2026", subscription("REC_1", "3"));
    keeps(TOKEN, "3", "2026", subscription("REC_2", "12"));
    var other = bridge.wiring.cardTokens().subscriptions(id(TOKEN));
    bridge.ledger.write(
        new Change()
            .with(
                other.with(
                    new CardSubscription(
                        new SiteId("87654321"),
                        "REC_3",
                        1,
                        OptionalInt.empty(),
                        "",
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalInt.empty()))));

    theFirstComes();

    assertThat(bridge.cardFiles.text(ROOT)).contains(";20260331;2\n");
    assertThat(bridge.cardFiles.text(SHOPS)).contains("REC_1").doesNotContain("REC_2", "REC_3");
    assertThat(bridge.cardFiles.text("expired/87654321/202602.87654321.EXP_CARDS.L'autre.T.csv"))
        .contains("\"REC_3\";\"1\";\"\"")
        .doesNotContain("REC_1");
    assertThat(listed().get("files").items()).hasSize(2);
  }

  @Test
  void operatorsSeeTheFilesUntilTheyAreGone() {
    keeps(TOKEN, "3", "2026", subscription("REC_1", "3"));
    theFirstComes();

    Json file = listed().get("files").items().getLast();
    assertThat(file.get("name").text()).contains("202602.EXP_CARDS.Épicerie & Fils.T.csv");
    assertThat(file.get("state").text()).contains("AVAILABLE");
    assertThat(file.get("until").text()).contains("2026-02-22T04:00:00Z");
    bridge.clock.moveTo(FIRST.plus(Duration.ofDays(21)));
    assertThat(listed().get("files").items().getLast().get("state").text()).contains("GONE");
    assertThat(months()).containsExactly("DONE", "DONE");
  }

  private void theFirstComes() {
    bridge.work();
    bridge.clock.moveTo(FIRST);
    plan();
    bridge.work();
  }

  private void plan() {
    Bridge.run(new CardMonthFunction(bridge.wiring), Bridge.event("card-month"));
  }

  private void dies(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException _) {
      return;
    }
  }

  /// A buyer has a card kept by a payment.
  private void keeps(String token, String month, String year, String... more) {
    List<String> changes =
        new ArrayList<>(
            List.of(
                "vads_order_id",
                "O-" + ++orders,
                "vads_trans_id",
                String.format("%06d", orders),
                "vads_trans_uuid",
                String.format("%032x", orders),
                "vads_identifier",
                token,
                "vads_identifier_status",
                "CREATED",
                "vads_card_brand",
                "CB",
                "vads_card_number",
                "497010XXXXXX0014",
                "vads_expiry_month",
                month,
                "vads_expiry_year",
                year,
                "vads_cust_email",
                "buyer@example.com"));
    changes.addAll(List.of(more));
    bridge.notification(Requests.notification("AUTHORISED", changes.toArray(String[]::new)));
  }

  private static String[] subscription(String id, String number) {
    return new String[] {
      "vads_subscription", id,
      "vads_recurrence_number", number,
      "vads_sub_desc", "RRULE:FREQ=MONTHLY;COUNT=12",
      "vads_sub_effect_date", "20260115",
      "vads_sub_amount", "2000",
      "vads_sub_init_amount", "500",
      "vads_sub_init_amount_number", "2"
    };
  }

  private void stored(String token, Expiry end, Mode mode) {
    CardToken one =
        CardToken.of(
            new TokenId(COMPANY, mode, token),
            new OrderId(new SiteId("12345678"), "O-" + token.replace("4970", "")),
            1,
            card(end),
            Holder.UNKNOWN,
            Bridge.START);
    bridge.ledger.write(new Change().with(one));
  }

  private static Card card(Expiry end) {
    return new Card("CB", LastFour.of("0014"), Optional.of(end));
  }

  private static TokenId id(String token) {
    return new TokenId(COMPANY, Mode.TEST, token);
  }

  /// The tokens of a company's file, which is well.
  private List<String> details(String key) {
    FileName name = FileName.of(key.substring(key.lastIndexOf('/') + 1)).orElseThrow();
    byte[] file = bridge.cardFiles.text(key).getBytes(UTF_8);
    List<String> tokens = new ArrayList<>();
    try (CardFileReader reader = new CardFileReader(name, new ByteArrayInputStream(file))) {
      for (Optional<Entry> one = reader.next(); one.isPresent(); one = reader.next()) {
        assertThat(one.get()).isInstanceOf(Found.class);
        if (one.get() instanceof Found(_, CompanyDetail detail)) {
          tokens.add(detail.card().token());
        }
      }
      assertThat(reader.summary().isSound()).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }

  private Json listed() {
    return bridge.operator("{\"action\":\"cardFiles\",\"siteId\":\"12345678\"}").get("body");
  }

  private List<String> months() {
    return listed().get("months").items().stream().map(one -> one.get("state").text("")).toList();
  }

  private void settings(String settings) {
    Json saved =
        bridge.operator(
            "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"settings\":{"
                + settings
                + "}}}");
    assertThat(saved.get("status").number()).contains(200L);
  }
}
