package io.passerelle.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.aws.Table;
import io.passerelle.edge.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportFunctionTest {

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links = new Links(bridge).withSettings("{}");
  private final MarchFile file = new MarchFile(bridge);
  private final ImportFunction function = new ImportFunction(bridge.wiring);

  @Test
  void everyLineBecomesAPaymentOrderThatCanBePaid() {
    run(
        MarchFile.HEADER
            + "URL;PAYMENT;M-1;4990;EUR;MANUAL;3;de;2026-02-01;zoe@buyer.example;;Hello;\"a;b\"\n"
            + "URL;;;700;JPY\n");

    assertThat(file.seen().get("state").text()).contains("DONE");
    assertThat(file.seen().get("total").number()).contains(2L);
    Json first = one("M-1");
    assertThat(first.get("amount").number()).contains(4_990L);
    assertThat(first.get("validation").text()).contains("MANUAL");
    assertThat(first.get("captureDelay").number()).contains(3L);
    assertThat(first.get("language").text()).contains("de");
    assertThat(first.get("validUntil").text()).contains("2026-02-02T00:00:00Z");
    assertThat(first.get("to").text()).contains("zoe@buyer.example");
    assertThat(first.get("message").text()).contains("a;b");
    assertThat(found("\"currency\":\"JPY\"")).hasSize(1).allMatch(one -> one.startsWith("po-"));
    assertThat(links.browser(Links.code(first)).leave()).containsEntry("vads_order_id", "M-1");
  }

  @Test
  void whatIsSentFromHereIsSentOnceTheFileIsTakenOver() {
    run(
        MarchFile.HEADER
            + "MAIL;;M-1;4990;EUR;;;fr;;zoe@buyer.example\n"
            + "SMS;;M-2;700;EUR;;;en;;;;;;;;;;+33612345678\n"
            + "URL;;M-3;700\n");
    bridge.work();

    assertThat(file.seen().get("state").text()).contains("DONE");
    assertThat(bridge.mails).hasSize(1).allMatch(mail -> mail.to().contains("zoe@buyer.example"));
    assertThat(bridge.texts.sent())
        .singleElement()
        .satisfies(sms -> assertThat(sms.text()).contains("/t/"));
    assertThat(one("M-1").get("delivery").text()).contains("SENT");
    assertThat(one("M-3").get("delivery").text()).contains("MANUAL");
  }

  @Test
  void aFileWithOneWrongLineSendsNothing() {
    run(MarchFile.HEADER + "MAIL;;M-1;4990;EUR;;;fr;;zoe@buyer.example\n" + "WHATSAPP;;M-2;700\n");
    bridge.minutesPass(60);

    assertThat(file.seen().get("state").text()).contains("FAILED");
    assertThat(bridge.mails).isEmpty();
    assertThat(found("\"reference\":\"M-1\"")).isEmpty();
  }

  @Test
  void everyProblemIsToldByItsLineAndNothingIsWritten() {
    links.create("\"reference\":\"TAKEN\",\"amount\":1");
    int before = bridge.stored().size();

    run(
        MarchFile.HEADER
            + "URL;;A;100\n"
            + "URL;;A;200\n"
            + "URL;;B\n"
            + "\n"
            + "URL;;C;0\n"
            + "URL;REGISTER;D;1\n"
            + ";;E;1\n"
            + "URL;;TAKEN;1\n"
            + "URL;;F;1;XYZ\n"
            + "URL;;G H;1\n"
            + "FAX;;I;1\n"
            + "URL;;J;1;;;;;;a@b.cd,e@f.gh\n"
            + "URL;;K;1;;;;;;;;;;;;;;;;more\n"
            + "URL;;L;1;;;;;;\"a@b.cd;e@f.gh\"\n");

    assertThat(file.seen().get("state").text()).contains("FAILED");
    assertThat(file.errors())
        .containsExactly(
            "3 reference A is in the file twice",
            "4 line is short: channel, action, reference and amount are needed",
            "6 amount must be from 1 to 999999999999",
            "7 action must be empty or PAYMENT",
            "8 channel is needed, such as URL",
            "9 reference TAKEN is taken by another order of the shop",
            "10 currency must be one that the gateway takes, such as EUR",
            "11 reference must be letters, digits, - and _, 64 at most",
            "12 channel must be one of [EMAIL, URL, SMS, INVOICE, WHATSAPP]",
            "13 to must be e-mail addresses such as buyer@shop.example, with ; between",
            "14 line has more than 19 columns",
            "15 to must be one recipient: a line is one payment order");
    assertThat(bridge.stored()).hasSize(before + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          ''                            | 0 file is empty
          01;12345678;TEST;ALL          | 1 header must be 02;shop;TEST or PRODUCTION;ALL
          02;12345678;TEST              | 1 header must be 02;shop;TEST or PRODUCTION;ALL
          URL;;A;100                    | 1 header must be 02;shop;TEST or PRODUCTION;ALL
          02;23456789;TEST;ALL          | 1 header names another shop than 12345678
          02;12345678;test;ALL          | 1 header must have the mode TEST or PRODUCTION
          02;12345678;TEST;MAIL         | 1 header must have ALL as its channel: each line names its own
          02;12345678;TEST;ALL;x        | 1 line has more than 4 columns
          02;12345678;TEST;ALL;;;       | 0 file has no payment order
          """)
  void aFileThatIsNoneIsRefusedWithTheReason(String text, String error) {
    run(text);

    assertThat(file.seen().get("state").text()).contains("FAILED");
    assertThat(file.errors()).containsExactly(error);
  }

  @Test
  void aFileInLatin1IsRefusedWithTheReason() {
    function.handle(
        bridge.files.put(
            MarchFile.KEY, (MarchFile.HEADER + "URL;;A;1;;;;;;;;Été\n").getBytes(ISO_8859_1)),
        () -> true);

    assertThat(file.errors())
        .containsExactly(
            "2 line is not in UTF-8, as files in Latin-1 or UTF-16 are not: save it as UTF-8");
  }

  @Test
  void aThousandProblemsAreKeptAndTheRestIsCounted() {
    run(
        MarchFile.HEADER
            + IntStream.range(0, 1_500)
                .mapToObj(i -> "URL;;X" + i + ";0\n")
                .collect(Collectors.joining()));

    assertThat(file.errors()).hasSize(1_000);
    assertThat(file.seen().get("moreErrors").number()).contains(500L);
    assertThat(file.seen().get("errorCount").number()).contains(1_500L);
  }

  @Test
  void aMillionLinesAreRefusedWhileTheyAreRead() {
    run(
        MarchFile.HEADER
            + IntStream.range(0, 1_000_000)
                .mapToObj(i -> "URL;;M" + i + ";1\n")
                .collect(Collectors.joining()));

    assertThat(file.errors()).containsExactly("200002 file has more than 200000 lines");
  }

  @Test
  void whatTakesLongerThanAnInvocationGoesOnByAMessage() {
    Json put = bridge.files.put(MarchFile.KEY, MarchFile.lines("L", 200));

    function.handle(put, someTime());
    int messages = 0;
    for (var next = bridge.importQueue.take(); next.isPresent(); next = bridge.importQueue.take()) {
      messages++;
      function.handle(Json.parse(next.get().body()), someTime());
    }

    assertThat(messages).isGreaterThan(2);
    assertThat(file.seen().get("state").text()).contains("DONE");
    assertThat(found("\"referenceBegins\":\"L\"")).hasSize(100);
  }

  /// Enough for some steps and no more.
  private static BooleanSupplier someTime() {
    int[] asked = new int[1];
    return () -> asked[0]++ < 4;
  }

  /// The worker dies at any write, before or after it: whoever goes on ends it, and until it is
  /// published nothing is to be seen.
  @Test
  void itMayDieAtAnyWriteAndIsAllOrNothing() {
    int writes = writesOf(120);
    for (int at = 1; at <= writes; at++) {
      for (boolean takesEffect : List.of(true, false)) {
        ImportFunctionTest world = new ImportFunctionTest();
        Json put = world.bridge.files.put(MarchFile.KEY, MarchFile.lines("D", 120));
        world.bridge.table.failAt(at, takesEffect);

        assertThatThrownBy(() -> world.function.handle(put, () -> true));
        String state = world.file.state();
        if (!state.equals("PUBLISHING") && !state.equals("DONE")) {
          assertThat(world.found("\"limit\":1")).as(state).isEmpty();
          boolean reserved =
              state.equals("RESERVING") && world.file.seen().get("done").number().orElseThrow() > 0;
          assertThat(world.create("D0")).isEqualTo(reserved ? 409L : 200L);
        }
        world.function.handle(put, () -> true);

        if (world.file.state().equals("DONE")) {
          assertThat(world.everything()).as(at + " " + takesEffect).hasSize(120);
        } else {
          assertThat(world.file.state()).as(at + " " + takesEffect).isEqualTo("FAILED");
          assertThat(world.everything()).containsExactly("D0");
        }
      }
    }
  }

  private static int writesOf(int orders) {
    ImportFunctionTest world = new ImportFunctionTest();
    world.bridge.table.failAt(0, false);
    world.function.handle(
        world.bridge.files.put(MarchFile.KEY, MarchFile.lines("D", orders)), () -> true);
    return world.bridge.table.writes();
  }

  /// It dies at any write while it lets go what it had reserved.
  @Test
  void whatWasReservedIsLetGoWhereAReferenceIsTakenMeanwhile() {
    for (int at = 0; at <= 4; at++) {
      ImportFunctionTest world = new ImportFunctionTest();
      Json put = world.bridge.files.put(MarchFile.KEY, MarchFile.lines("T", 120));
      int[] passes = new int[1];
      // Once the first lines are reserved, somebody takes a reference of the last.
      world.function.handle(put, () -> !world.file.state().equals("RESERVING") || passes[0]++ < 3);
      assertThat(world.create("T119")).isEqualTo(200L);
      int rows = world.bridge.stored().size();
      world.bridge.table.failAt(at, at % 2 == 0);

      for (int tries = 0; tries < 3; tries++) {
        try {
          world.function.handle(put, () -> true);
        } catch (RuntimeException _) {
          world.bridge.table.failAt(0, false);
        }
      }

      assertThat(world.file.state()).isEqualTo("FAILED");
      assertThat(world.file.errors())
          .containsExactly("121 reference T119 is taken by another order of the shop");
      assertThat(world.everything()).containsExactly("T119");
      assertThat(world.bridge.stored()).hasSizeLessThan(rows);
      assertThat(world.create("T0")).isEqualTo(200L);
    }
  }

  @Test
  void whatIsReservedCanBeNeitherFoundNorOpenedNorChanged() {
    Json put = bridge.files.put(MarchFile.KEY, MarchFile.lines("R", 60));
    int[] passes = new int[1];

    function.handle(put, () -> !file.state().equals("RESERVING") || passes[0]++ < 3);

    assertThat(file.state()).isEqualTo("RESERVING");
    assertThat(bridge.stored().stream().filter(row -> row.expires().isPresent()).count())
        .isGreaterThan(50);
    assertThat(found("\"reference\":\"R0\"")).isEmpty();
    assertThat(found("\"sort\":\"reference\"")).isEmpty();
    assertThat(
            bridge
                .operator(
                    "{\"action\":\"updatePaymentOrder\",\"siteId\":\"12345678\","
                        + "\"reference\":\"R0\",\"do\":\"CANCEL\"}")
                .get("status")
                .number())
        .contains(404L);
    assertThat(bridge.stored())
        .extracting(Table.Row::key)
        .noneMatch(key -> key.partition().startsWith("LINK#"));
  }

  /// Two that go on with the same one: one is first, and each order is made once.
  @Test
  void ofTwoThatGoOnOneStops() {
    Json put = bridge.files.put(MarchFile.KEY, MarchFile.lines("W", 100));
    ImportFunction other = new ImportFunction(bridge.wiring);
    bridge.table.beforeNextWrite(() -> other.handle(put, () -> true));

    function.handle(put, () -> true);
    function.handle(put, () -> true);

    assertThat(file.state()).isEqualTo("DONE");
    assertThat(everything()).hasSize(100);
  }

  @Test
  void anotherThatComesInTheMidstOfItStops() {
    Json put = bridge.files.put(MarchFile.KEY, MarchFile.lines("W", 120));
    int[] passes = new int[1];
    function.handle(put, () -> !file.state().equals("RESERVING") || passes[0]++ < 2);
    ImportFunction other = new ImportFunction(bridge.wiring);
    bridge.table.beforeNextWrite(() -> other.handle(put, () -> true));

    function.handle(put, () -> true);

    assertThat(file.state()).isEqualTo("DONE");
    assertThat(everything()).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void aFileThatIsChangedWhileItIsReadFails() {
    Json put = begunToReserve("C", 60);
    bridge.files.put(MarchFile.KEY, MarchFile.lines("X", 2));

    function.handle(put, () -> true);

    assertThat(file.errors()).containsExactly("0 file was changed or removed while it was read");
    assertThat(found("\"limit\":1")).isEmpty();
  }

  @Test
  void aMendedFileMayHaveTheNameOfOneThatFailedAndNoOther() {
    run(MarchFile.HEADER + "URL;;A;0\n");
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(1)));
    run(MarchFile.HEADER + "URL;;A;100\n");
    assertThat(file.state()).isEqualTo("DONE");
    assertThat(file.errors()).isEmpty();

    run(MarchFile.HEADER + "URL;;B;100\n");

    assertThat(found("\"sort\":\"reference\"")).containsExactly("A");
    assertThat(
            bridge
                .operator("{\"action\":\"imports\",\"siteId\":\"12345678\"}")
                .get("body")
                .get("imports")
                .items())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "imports/99999999/a.csv",
    "imports/1234567/a.csv",
    "imports/12345678/",
    "imports/12345678/../a",
    "elsewhere/12345678/a.csv",
    "imports/12345678/a/b"
  })
  void whatIsNoFileOfAShopIsPassedOver(String key) {
    function.handle(bridge.files.put(key, MarchFile.HEADER + "URL;;A;1\n"), () -> true);

    assertThat(bridge.stored()).hasSize(1);
  }

  @Test
  void theSameFileBeginsAnewOnceItsReferenceIsFree() {
    links.create("\"reference\":\"A\",\"amount\":1");
    Json put = bridge.files.put(MarchFile.KEY, MarchFile.HEADER + "URL;;A;100\n");
    function.handle(put, () -> true);
    assertThat(file.state()).isEqualTo("FAILED");
    bridge.table.replace(
        bridge.stored().stream()
            .filter(row -> row.key().partition().equals("ORDER#12345678#A"))
            .toList(),
        List.of());

    function.handle(put, () -> true);
    assertThat(file.state()).as("told twice").isEqualTo("FAILED");
    run(MarchFile.HEADER + "URL;;A;100\n");

    assertThat(file.state()).isEqualTo("DONE");
    assertThat(one("A").get("amount").number()).contains(100L);
  }

  /// The references that the first one holds go over to the second, and what is told late of the
  /// first is ignored.
  @Test
  void anotherFileUnderTheNameOfOneThatRunsTakesItsPlace() {
    Json first = begunToReserve("C", 120);
    Json second = bridge.files.put(MarchFile.KEY, MarchFile.lines("C", 130));

    function.handle(second, () -> true);
    function.handle(first, () -> true);
    function.handle(second, () -> true);

    assertThat(file.state()).isEqualTo("DONE");
    assertThat(everything()).hasSize(130).doesNotHaveDuplicates();
    assertThat(bridge.stored()).noneMatch(ImportFunctionTest::isReserved);
  }

  /// The first ends by itself when it finds its file gone: what it holds is the second's all the
  /// same, and the worker that wrote last stops.
  @Test
  void anotherFileAfterOneThatFailedWhileItReservedHasItsReferences() {
    Json first = begunToReserve("C", 120);
    Json second = bridge.files.put(MarchFile.KEY, MarchFile.lines("C", 110));
    function.handle(first, () -> true);
    assertThat(file.state()).isEqualTo("FAILED");
    assertThat(create("C0")).as("held still").isEqualTo(409L);

    function.handle(second, () -> true);

    assertThat(file.state()).isEqualTo("DONE");
    assertThat(everything()).hasSize(110);
  }

  @Test
  void whatAnImportOfAnotherNameHoldsStaysTaken() {
    begunToReserve("C", 60);

    function.handle(
        bridge.files.put("imports/12345678/other.csv", MarchFile.HEADER + "URL;;C0;1\n"),
        () -> true);

    assertThat(
            bridge
                .operator(
                    "{\"action\":\"import\",\"siteId\":\"12345678\",\"import\":\"other.csv\"}")
                .get("body")
                .get("state")
                .text())
        .contains("FAILED");
  }

  /// It is replaced while it is published: it waits until its own file is back.
  @Test
  void whatIsBeingPublishedIsNotReplaced() {
    Json first = bridge.files.put(MarchFile.KEY, MarchFile.lines("P", 100));
    int[] passes = new int[1];
    function.handle(first, () -> !file.state().equals("PUBLISHING") || passes[0]++ < 3);
    assertThat(file.state()).isEqualTo("PUBLISHING");

    function.handle(bridge.files.put(MarchFile.KEY, MarchFile.lines("X", 2)), () -> true);
    assertThat(file.state()).isEqualTo("PUBLISHING");
    run(MarchFile.lines("P", 100));

    assertThat(file.state()).isEqualTo("DONE");
    assertThat(everything()).hasSize(100);
  }

  /// Nothing of it is there yet when its file goes: it fails like one that was being reserved.
  @Test
  void aFileThatGoesBeforeTheFirstOrderIsPublishedFails() {
    Json put = bridge.files.put(MarchFile.KEY, MarchFile.lines("P", 60));
    function.handle(put, () -> !file.state().equals("PUBLISHING"));
    assertThat(file.state()).isEqualTo("PUBLISHING");
    bridge.files.put(MarchFile.KEY, MarchFile.lines("X", 2));

    function.handle(put, () -> true);

    assertThat(file.state()).isEqualTo("FAILED");
    assertThat(everything()).isEmpty();
  }

  private Json begunToReserve(String prefix, int count) {
    Json put = bridge.files.put(MarchFile.KEY, MarchFile.lines(prefix, count));
    int[] passes = new int[1];
    function.handle(put, () -> !file.state().equals("RESERVING") || passes[0]++ < 3);
    assertThat(file.state()).isEqualTo("RESERVING");
    return put;
  }

  private static boolean isReserved(Table.Row row) {
    return row.expires().isPresent() && row.key().partition().startsWith("ORDER");
  }

  @Test
  void anImportWhoseMessageWasLostIsWokenAtTheNextQuarterHour() {
    function.handle(bridge.files.put(MarchFile.KEY, MarchFile.lines("Q", 100)), someTime());
    bridge.importQueue.lose();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofMinutes(15)));

    new SweepFunction(bridge.wiring).sweep();
    function.handle(Json.parse(bridge.importQueue.take().orElseThrow().body()), () -> true);
    new SweepFunction(bridge.wiring).sweep();

    assertThat(file.state()).isEqualTo("DONE");
    assertThat(bridge.importQueue.messages()).isEmpty();
  }

  @Test
  void anUnknownImportIsNotFound() {
    assertThat(
            bridge
                .operator("{\"action\":\"import\",\"siteId\":\"12345678\",\"import\":\"x\"}")
                .get("status")
                .number())
        .contains(404L);
  }

  private void run(String text) {
    function.handle(bridge.files.put(MarchFile.KEY, text), () -> true);
  }

  private long create(String reference) {
    return links
        .create("\"amount\":1,\"reference\":\"" + reference + "\"")
        .get("status")
        .number()
        .orElseThrow();
  }

  private Json one(String reference) {
    return bridge
        .operator(
            "{\"action\":\"paymentOrder\",\"siteId\":\"12345678\",\"reference\":\""
                + reference
                + "\"}")
        .get("body");
  }

  private List<String> found(String asked) {
    return list(asked).get("paymentOrders").items().stream()
        .map(order -> order.get("reference").text(""))
        .toList();
  }

  private Json list(String asked) {
    return bridge
        .operator("{\"action\":\"paymentOrders\",\"siteId\":\"12345678\"," + asked + "}")
        .get("body");
  }

  private List<String> everything() {
    Json csv =
        bridge
            .operator(
                "{\"action\":\"exportPaymentOrders\",\"siteId\":\"12345678\","
                    + "\"columns\":\"reference\"}")
            .get("body");
    return csv.get("csv").text("").lines().skip(1).toList();
  }
}
