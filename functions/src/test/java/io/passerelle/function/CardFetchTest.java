package io.passerelle.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.card.CardSubscription;
import io.passerelle.card.CardToken;
import io.passerelle.card.Listing;
import io.passerelle.card.TokenId;
import io.passerelle.cardfile.CardFiles;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.sftp.Keys;
import io.passerelle.store.CardSubscriptions;
import io.passerelle.store.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The gateway's files are fetched from its file server, read once, and their problems told.
class CardFetchTest {

  private static final Instant FIRST = Instant.parse("2018-06-01T04:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final String COMPANY = "201806.EXP_CARDS.MA-ENS.T.csv";
  private static final String SHOP = "201806.87654321.EXP_CARDS.PDV.P.csv";
  private static final String ONE = "0cbb70b8f9634f2ebdb10674a8e3af4f";
  private static final String OTHER = "86d73ae99c38423fbba535d04acd2314";
  private static final String SUBSCRIBED = "91ca494b80d338a67ef06f3450b845cf";

  private final Merchants merchant;

  CardFetchTest(@TempDir Path folder) {
    merchant = new Merchants(folder, FIRST);
  }

  @AfterEach
  void stop() {
    merchant.close();
  }

  @Test
  void theGuidesShopFileIsReadWhole() {
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);

    fetch();

    CardToken token = merchant.token(Mode.PRODUCTION, SUBSCRIBED).orElseThrow();
    assertThat(token.card()).hasToString("06/2018");
    assertThat(token.holder().name()).isEqualTo("Dupont Durant");
    assertThat(token.holder().email()).isEqualTo("Durant@e-mail.com");
    assertThat(token.listing()).contains(new Listing(SHOP, 2, true));
    assertThat(token.order()).hasToString("87654321/EXP_CARDS");
    assertThat(state()).isEqualTo("READ, used 1, problems 0");
    assertThat(merchant.mails()).isEmpty();
  }

  @Test
  void theSubscriptionsOfAShopsFileAreKnownAndNoNewerNewsAreLost() {
    TokenId token = new TokenId("ACME", Mode.PRODUCTION, SUBSCRIBED);
    SiteId shop = new SiteId(Merchants.OTHER_SITE);
    CardSubscription paid =
        new CardSubscription(
            shop,
            "REC_91ca494b80d338a67ef06f3450b845cf",
            3,
            OptionalInt.of(12),
            "",
            Optional.empty(),
            OptionalLong.of(2_500),
            OptionalLong.empty(),
            OptionalInt.empty());
    merchant.bridge.ledger.write(new Change().with(CardSubscriptions.none(token).with(paid)));
    merchant.put(
        SHOP, CardFiles.SHOP_EXAMPLE.replace("\"01\";\"1\"", otherLine() + "\"01\";\"2\""));

    fetch();
    List<Table.Row> before = merchant.cards();
    merchant.bridge.clock.moveTo(FIRST.plusSeconds(60));
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);
    untilDay(2);

    assertThat(merchant.tokens.subscriptions(token).all())
        .extracting(
            one -> one.id() + " " + one.counter() + " " + one.amount().orElse(0) + " " + one.rule())
        .containsExactly(
            "REC_91ca494b80d338a67ef06f3450b845cf 3/12 2500"
                + " RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15",
            "OTHER 7 100 RRULE:FREQ=YEARLY");
    assertThat(merchant.tokens.subscriptions(token).all().getFirst().effect())
        .contains(LocalDate.of(2018, 5, 1));
    assertThat(subscriptions(merchant.cards())).isEqualTo(subscriptions(before));
  }

  private static String otherLine() {
    return "\"02\";\"%s\";\"Dupont Durant\";\"Durant@e-mail.com\";\"20180630\";"
            .formatted(SUBSCRIBED)
        + "\"OTHER\";\"7\";\"RRULE:FREQ=YEARLY\";\"\";\"100\";\"\";\"\"\n";
  }

  private static List<Table.Row> subscriptions(List<Table.Row> rows) {
    return rows.stream().filter(row -> row.key().sort().startsWith("SUBSCRIPTIONS#")).toList();
  }

  @Test
  void theGuidesCompanyFileIsReportedForItsTrailerAndItsGoodLinesAreUsedAndMarked() {
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);

    fetch();

    assertThat(state()).isEqualTo("READ, used 2, problems 1");
    assertThat(merchant.token(Mode.TEST, ONE).orElseThrow().listing())
        .contains(new Listing(COMPANY, 2, false));
    assertThat(merchant.token(Mode.TEST, OTHER).orElseThrow().listing())
        .contains(new Listing(COMPANY, 3, false));
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.mails().getFirst())
        .contains(COMPANY)
        .contains("ligne 4 : le nombre total de détails n'est pas le nombre de détails du fichier")
        .contains("utilisées : 2");
  }

  @Test
  void aSecondVisitChangesNothing() {
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);
    fetch();
    List<Table.Row> before = merchant.cards();

    untilDay(2);

    assertThat(merchant.cards()).isEqualTo(before);
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.bridge.cardFiles.puts()).isEqualTo(2);
    assertThat(merchant.account().get("nextVisit").text("")).isEqualTo("2018-06-11T04:00:00Z");
  }

  @Test
  void aFileThatIsListedTwiceIsReadOnce() {
    merchant.server.listsTwice = true;
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);
    merchant.server.put(
        "12345678/expired",
        COMPANY,
        CardFiles.COMPANY_EXAMPLE.getBytes(ISO_8859_1),
        FIRST.plusSeconds(60));

    fetch();

    assertThat(merchant.files()).hasSize(1);
    assertThat(merchant.mails()).hasSize(1);
  }

  @Test
  void aFileThatIsMadeLateIsTakenBeforeTheGatewayLetsItGo() {
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);
    fetch();
    untilDay(2);
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);

    untilDay(21);
    String next = merchant.account().get("nextVisit").text("");
    int visits = merchant.server.visits.get();
    untilDay(30);

    assertThat(merchant.token(Mode.PRODUCTION, SUBSCRIBED)).isPresent();
    assertThat(next).isEqualTo("2018-07-01T04:00:00Z");
    assertThat(merchant.server.visits).hasValue(visits);
  }

  @Test
  void shopsOfOneCompanyTakeItsFilesOnceWhateverTheirAccounts() {
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);
    merchant.put("backup.zip", "");

    fetch();
    merchant.saveAccount(Merchants.OTHER_SITE, Optional.empty());
    merchant.bridge.work();

    assertThat(merchant.files()).hasSize(3);
    assertThat(merchant.bridge.cardFiles.puts()).isEqualTo(2);
    assertThat(merchant.mails()).hasSize(2);
    assertThat(merchant.answer("{\"action\": \"fetchedCardFiles\", \"siteId\": \"87654321\"}"))
        .extracting(Merchants::shown)
        .asString()
        .contains(COMPANY, SHOP, "fetchedBy=12345678");
  }

  @Test
  void twoFilesOfTheSameBytesAreReadToTheirEndsAndBothAreTold() {
    String other = COMPANY.replace(".T.", ".P.");
    merchant.put(COMPANY, "");
    merchant.put(other, "");

    fetch();

    assertThat(merchant.files())
        .extracting(file -> file.get("name").text("") + " " + file.get("state").text(""))
        .containsExactlyInAnyOrder(COMPANY + " READ", other + " READ");
    assertThat(merchant.mails()).hasSize(2);
    assertThat(merchant.mails()).anyMatch(mail -> mail.contains(COMPANY));
    assertThat(merchant.mails()).anyMatch(mail -> mail.contains(other));
  }

  @Test
  void aLabelMayHaveTheSignsThatPartAMailsName() {
    String name = "201806.EXP_CARDS.A|B#C.T.csv";
    merchant.put(name, "");

    fetch();

    assertThat(state()).isEqualTo("READ, used 0, problems 1");
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.mails().getFirst()).contains(name);
  }

  @Test
  void aFileThatIsGoneBeforeItIsReadIsTold() {
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);
    merchant.bridge.cardFiles.loseAll();

    fetch();

    assertThat(state()).isEqualTo("GONE, used 0, problems 1");
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.mails().getFirst())
        .contains(COMPANY)
        .contains("le fichier a disparu de notre stockage");
  }

  @Test
  void aFileThatCannotBeReadForAWeekIsGivenUpAndTold() {
    merchant.bridge.rows.write(
        List.of(
            new Table.Row(
                new Table.Key("TOKEN#PRODUCTION#" + SUBSCRIBED, "SUBSCRIPTIONS#ACME"),
                0,
                "{\"subscriptions\": [{\"siteId\": \"none\"}]}")));
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);
    fetch();
    untilDay(7);
    String before = state();
    List<String> mails = merchant.mails();

    untilDay(9);

    assertThat(before).isEqualTo("READING, used 0, problems 0");
    assertThat(mails).isEmpty();
    assertThat(state()).isEqualTo("GIVEN_UP, used 0, problems 1");
    assertThat(faults()).containsExactly("NOT_READ");
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.mails().getFirst()).contains("pendant une semaine");
  }

  @Test
  void aFileThatIsMadeAnewIsAnotherOne() {
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);
    fetch();

    merchant.bridge.clock.moveTo(FIRST.plusSeconds(3_600));
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE.replace("01;6;", "01;2;"));
    untilDay(2);

    assertThat(merchant.files()).hasSize(2);
    assertThat(merchant.token(Mode.TEST, ONE).orElseThrow().listing())
        .contains(new Listing(COMPANY, 2, true));
    assertThat(merchant.mails()).hasSize(1);
  }

  @Test
  void aServerThatIsDownIsVisitedDailyUntilTheFilesAreFound() {
    merchant.server.goesDown();
    fetch();
    assertThat(merchant.account().get("trouble").text("")).isEqualTo("NO_CONNECTION");
    assertThat(merchant.account().get("nextVisit").text("")).isEqualTo("2018-06-02T04:00:00Z");
    assertThat(merchant.mails()).isEmpty();

    untilDay(5);
    List<String> mails = merchant.mails();
    merchant.server.comesBack();
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);
    untilDay(6);

    assertThat(mails).hasSize(1);
    assertThat(mails.getFirst()).contains("127.0.0.1").contains("Le serveur ne répond pas.");
    assertThat(merchant.account().get("trouble").text("-")).isEmpty();
    assertThat(merchant.token(Mode.PRODUCTION, SUBSCRIBED)).isPresent();
    assertThat(merchant.mails()).hasSize(1);
  }

  @Test
  void anotherHostKeyIsToldAtOnceAndOnce() {
    merchant.saveAccount();
    merchant.server.goesDown();
    merchant.server.hostKey = Keys.ecdsa();
    merchant.server.comesBack();
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);

    merchant.bridge.work();
    List<String> first = merchant.mails();
    untilDay(7);

    assertThat(first).hasSize(1);
    assertThat(first.getFirst()).contains("une autre clé");
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.server.visits).hasValue(0);
    assertThat(merchant.token(Mode.PRODUCTION, SUBSCRIBED)).isEmpty();
  }

  @Test
  void aConnectionThatDropsInTheMiddleLeavesNoFile() {
    String large = CardFiles.SHOP_EXAMPLE + " \n".repeat(500_000);
    merchant.put(SHOP, large);
    merchant.server.dropsAfter = 300_000;
    fetch();
    List<String> keys = merchant.bridge.cardFiles.keys();
    String trouble = merchant.account().get("trouble").text("");

    merchant.server.dropsAfter = Long.MAX_VALUE;
    untilDay(2);

    assertThat(keys).isEmpty();
    assertThat(trouble).isEqualTo("BROKEN_OFF");
    assertThat(state()).isEqualTo("READ, used 1, problems 0");
    assertThat(merchant.bridge.cardFiles.keys()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          02;a;Axel;a@b.example;2018                              | FIELD_COUNT
          02;a;Axel;a@b.example;20180722;0 | UNENDED
          02;a;"Axel;a@b.example;20180722;0~01;1;20180622;162639~ | BAD_QUOTES
          02;a;"Ax"el";a@b.example;20180722;0~01;1;20180622;162639~ | BAD_QUOTES
          02;a;Axel;a@b.example;20180722;0~01;2;20180622;162639~ | OTHER_COUNT
          02;a;Axel;a@b.example;20180722;0~01;1;20180622;162639~01;1;20180622;162639~ | SECOND_TRAILER
          02;a;Axel;a@b.example;20180722;0~ | NO_TRAILER
          02;a;Axel;a@b.example;22180722;0~01;1;20180622;162639~ | NO_DATE
          02;a b;Axel;a@b.example;20180722;0~01;1;20180622;162639~ | NO_TOKEN
          """)
  void aBrokenFileIsReportedWithLineAndReason(String text, String fault) {
    merchant.put(COMPANY, "00;EXP_CARDS;T;20180622;162639\n" + text.replace('~', '\n'));

    fetch();

    assertThat(faults()).contains(fault);
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.mails().getFirst()).contains(COMPANY);
  }

  /// By one look at an id the middle of a card's number may be hidden in it, by another not.
  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"ABO4970100000000014", "4970100000000014-1", "497010XXXXXX0055"})
  void aSubscriptionThatMayBeACardIsToldAndTheOtherLinesAreUsed(String subscription) {
    String good = otherLine().replace(SUBSCRIBED, OTHER);
    merchant.put(
        SHOP,
        CardFiles.SHOP_EXAMPLE
            .replace("REC_91ca494b80d338a67ef06f3450b845cf", subscription)
            .replace("\"01\";\"1\";\"1\"", good + "\"01\";\"2\";\"2\""));

    fetch();

    assertThat(state()).isEqualTo("READ, used 1, problems 1");
    assertThat(faults()).containsExactly("CARD_NUMBER");
    assertThat(merchant.token(Mode.PRODUCTION, OTHER)).isPresent();
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.mails().getFirst())
        .contains("ligne 2 : l'identifiant de la récurrence contient");
    assertThat(merchant.bridge.rows.rows().toString()).doesNotContain(subscription);
  }

  @Test
  void anotherShopsHeaderIsRefusedAsAWhole() {
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE.replace("87654321", "12345678"));

    fetch();

    assertThat(state()).isEqualTo("REFUSED, used 0, problems 1");
    assertThat(merchant.token(Mode.PRODUCTION, SUBSCRIBED)).isEmpty();
    assertThat(merchant.mails().getFirst())
        .contains("ligne 1 : la boutique n'est pas celle du nom du fichier");
  }

  @Test
  void aWrongNameIsToldOnceAndItsFileIsNotFetched() {
    merchant.put("201806.EXP_CARDS.csv", CardFiles.COMPANY_EXAMPLE);
    merchant.put("4970100000000014.csv", CardFiles.COMPANY_EXAMPLE);

    fetch();
    untilDay(3);

    assertThat(merchant.mails()).hasSize(2);
    assertThat(merchant.mails()).anyMatch(mail -> mail.contains("201806.EXP_CARDS.csv"));
    assertThat(merchant.mails()).noneMatch(mail -> mail.contains("4970100000000014"));
    assertThat(merchant.bridge.rows.rows().toString()).doesNotContain("4970100000000014");
    assertThat(merchant.bridge.cardFiles.keys()).isEmpty();
  }

  @Test
  void aFolderFullOfWrongNamesIsToldTwentyTimesAMonthAndTheLastTimeSaysSo() {
    for (int i = 0; i < 30; i++) {
      merchant.put("backup-" + i + ".zip", "");
    }

    fetch();
    untilDay(30);
    List<String> june = merchant.mails();
    untilDay(32);

    assertThat(june).hasSize(20);
    assertThat(june).filteredOn(mail -> mail.contains("les autres ne sont pas")).hasSize(1);
    assertThat(merchant.mails()).hasSize(30);
  }

  @Test
  void twentyWrongNamesAreAllAndNoOtherIsSaidToBeLeft() {
    for (int i = 0; i < 20; i++) {
      merchant.put("backup-" + i + ".zip", "");
    }

    fetch();
    untilDay(30);

    assertThat(merchant.mails()).hasSize(20);
    assertThat(merchant.mails()).noneMatch(mail -> mail.contains("les autres ne sont pas"));
  }

  @Test
  void aWrongNameThatIsThereAfterAYearIsToldOnceMore() {
    merchant.put("backup.zip", "");
    fetch();

    merchant.bridge.rows.replace(merchant.cards(), List.of());
    merchant.bridge.clock.moveTo(FIRST.plus(DAY.multipliedBy(396)));
    merchant.bridge.sweep();
    merchant.bridge.work();

    assertThat(merchant.mails()).hasSize(2);
  }

  @Test
  void aFileThatIsTooLargeIsToldOnceAndNotFetched() {
    merchant.server.putHollow(Merchants.EXPIRED, COMPANY, (1L << 30) + 1, FIRST);

    fetch();
    untilDay(3);

    assertThat(state()).isEqualTo("REFUSED, used 0, problems 1");
    assertThat(merchant.mails()).hasSize(1);
    assertThat(merchant.mails().getFirst()).contains(COMPANY).contains("dépasse 1 Gio");
    assertThat(merchant.bridge.cardFiles.puts()).isZero();
  }

  @Test
  void aFileThatIsNeverWholeIsVisitedHourlyAndToldAfterThreeDays() {
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);
    merchant.server.grows = true;
    fetch();
    String trouble = merchant.account().get("trouble").text("");
    String next = merchant.account().get("nextVisit").text("");

    untilDay(5);
    List<String> mails = merchant.mails();
    merchant.server.grows = false;
    untilDay(6);

    assertThat(trouble).isEqualTo("CHANGING");
    assertThat(next).isEqualTo("2018-06-01T05:00:00Z");
    assertThat(mails).hasSize(1);
    assertThat(mails.getFirst()).contains("Un fichier est encore en cours d'écriture.");
    assertThat(merchant.account().get("trouble").text("-")).isEmpty();
    assertThat(merchant.token(Mode.TEST, ONE)).isPresent();
  }

  @Test
  void aLineInLatin1IsReportedAndTheOthersAreUsed() {
    String text = CardFiles.COMPANY_EXAMPLE.replace("Axel Kant", "Renée").replace("01;6;", "01;2;");
    merchant.put(COMPANY, text.getBytes(ISO_8859_1));

    fetch();

    assertThat(faults()).containsExactly("NOT_UTF8");
    assertThat(merchant.token(Mode.TEST, ONE)).isPresent();
    assertThat(merchant.token(Mode.TEST, OTHER)).isEmpty();
  }

  @Test
  void semicolonsAndQuotesInsideQuotesAreText() {
    merchant.put(
        COMPANY,
        """
        00;EXP_CARDS;T;20180622;162639
        02;%s;"Kant; ""Axel""\";kant@e-mail.com;20180722;0
        01;1;20180622;162639
        """
            .formatted(ONE));

    fetch();

    assertThat(state()).isEqualTo("READ, used 1, problems 0");
    assertThat(merchant.token(Mode.TEST, ONE).orElseThrow().holder().name())
        .isEqualTo("Kant; \"Axel\"");
  }

  @Test
  void aFileNeverMakesAnEndOfValidityEarlier() {
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE.replace("20180722", "20190722"));
    fetch();

    merchant.bridge.clock.moveTo(FIRST.plusSeconds(60));
    merchant.put(COMPANY, CardFiles.COMPANY_EXAMPLE);
    untilDay(2);

    assertThat(merchant.files()).hasSize(2);
    assertThat(merchant.token(Mode.TEST, ONE).orElseThrow().card()).hasToString("07/2019");
  }

  @Test
  void anotherCompanysShopsFileIsLeftAlone() {
    merchant.put("201806.11111111.EXP_CARDS.PDV.P.csv", CardFiles.SHOP_EXAMPLE);
    merchant.put("201804.EXP_CARDS.MA-ENS.T.csv", CardFiles.COMPANY_EXAMPLE);

    fetch();

    assertThat(merchant.files()).isEmpty();
    assertThat(merchant.bridge.cardFiles.keys()).isEmpty();
  }

  @Test
  void noSecretOfAnAccountIsShownOrStoredAsItIs() {
    String shown =
        Merchants.shown(merchant.saveAccount(Optional.of("correct horse")))
            + Merchants.shown(merchant.account());
    String stored = merchant.bridge.rows.rows().toString();

    assertThat(shown + stored)
        .doesNotContain("correct horse")
        .doesNotContain("PRIVATE KEY")
        .contains("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "host, 127.1",
    "host, ''",
    "port, 25",
    "port, 3306",
    "user, ''",
    "hostKey, MD5:00",
    "privateKey, none",
    "passphrase, wrong",
    "folders, ../etc"
  })
  void whatCannotBeIsRefusedWhenItIsSaved(String field, String value) {
    merchant.saveAccount(Optional.of("correct horse"));
    String text =
        switch (field) {
          case "port" -> value;
          case "folders" -> "[\"" + value + "\"]";
          default -> "\"" + value + "\"";
        };

    var answer =
        merchant.bridge.operator(
            """
            {"action": "saveFileAccount", "account": {"siteId": "12345678", "%s": %s}}\
            """
                .formatted(field, text));

    assertThat(answer.get("status").number()).contains(422L);
    assertThat(answer.get("body").get("error").text("")).contains(field);
  }

  @Test
  void anAccountThatIsRemovedIsNotVisited() {
    merchant.put(SHOP, CardFiles.SHOP_EXAMPLE);
    merchant.saveAccount();
    merchant.answer("{\"action\": \"removeFileAccount\", \"siteId\": \"12345678\"}");

    untilDay(2);

    assertThat(merchant.server.visits).hasValue(0);
    assertThat(merchant.files()).isEmpty();
  }

  private void fetch() {
    merchant.saveAccount();
    merchant.bridge.work();
  }

  /// The sweeps at 04:00 of each day, and what follows from them.
  private void untilDay(int day) {
    for (Instant next = FIRST; next.isBefore(FIRST.plus(DAY.multipliedBy(day))); ) {
      if (next.isAfter(merchant.bridge.clock.instant())) {
        merchant.bridge.clock.moveTo(next);
        merchant.bridge.sweep();
        merchant.bridge.work();
      }
      next = next.plus(DAY);
    }
  }

  private String state() {
    var file = merchant.files().getFirst();
    return file.get("state").text("")
        + ", used "
        + file.get("used").number().orElse(-1L)
        + ", problems "
        + file.get("problemCount").number().orElse(-1L);
  }

  private List<String> faults() {
    return merchant.files().getFirst().get("problems").items().stream()
        .map(one -> one.get("fault").text(""))
        .toList();
  }
}
