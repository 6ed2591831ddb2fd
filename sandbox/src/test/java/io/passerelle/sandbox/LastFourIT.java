package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Calls.Purchase;
import io.passerelle.sandbox.web.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of no card more than the last four digits is stored, sent to people, or logged: all of the
/// sandbox is searched for the test cards' digits after all that can bring them has happened.
///
/// What goes over the wire is not searched: the gateway's own notifications name six digits more,
/// and shops get them as they came. Nor are the gateway's files of expiring cards, on its server
/// and as they were copied from there: what a gateway would write into one is read in parts and in
/// its own words, from a private bucket that lets the copy go after 21 days.
class LastFourIT {

  private static final String SITE = "12345678";
  private static final String IPN = "/payment/lyra/ipn";
  private static final String PAN = Calls.GOOD_CARD;
  private static final String MASKED = "497010XXXXXX0055";

  private static final PrintStream OUT = System.out;
  private static final ByteArrayOutputStream LOGGED = new ByteArrayOutputStream();

  private static Path folder;
  private static RunningSandbox sandbox;
  private static TestShop erp;
  private static MonthOfNumbers month;

  @BeforeAll
  static void allThatBringsCardsHappens(@TempDir Path temporary) throws IOException {
    folder = temporary;
    System.setOut(new PrintStream(LOGGED, true, UTF_8));
    sandbox = RunningSandbox.start(MonthOfNumbers.START, folder);
    month = new MonthOfNumbers(sandbox, folder);
    erp = TestShop.open().always(TestShop.status(500, "We know card " + PAN + " or " + MASKED));
    rulesAndAlerts();
    Purchase paid = sandbox.buy(SITE);
    String uuid = sandbox.order(paid).at("/attempts/0/transactionUuid").asText();
    sandbox.event(uuid, Json.object().put("event", "CAPTURE").put("tamper", "signature"));
    sandbox.settle();
    sandbox.http.post(
        "/sandbox/api/orders/" + SITE + "/" + paid.reference() + "/refund",
        Json.object().put("key", "r1").put("amount", 1_000));
    sandbox.pay(sandbox.checkout(SITE, "lamp"), Json.object().put("card", "4970100000000071"));
    month.begins(erp.url());
    publishedNotifications();
    cardUpdates();
    forms();
    paymentOrder();
    sandbox.nextQuarter();
    sandbox.moveTo(MonthOfNumbers.END);
    System.setOut(OUT);
  }

  @AfterAll
  static void stop() throws IOException {
    System.setOut(OUT);
    erp.close();
    sandbox.close();
  }

  private static void rulesAndAlerts() {
    ObjectNode shop = Json.object().put("siteId", SITE);
    shop.set(
        "rules",
        Json.read(
            """
            [{"kind":"END_OF_PAYMENT","urlTest":"%1$s/pay","alertEmails":"it@shop.example"},
             {"kind":"CUSTOM","label":"Rest","urlTest":"%1$s/rest","format":"REST",
              "conditions":[{"variable":"ext_info_note","operator":"IS_NOT","value":"x"}]},
             {"kind":"CARD_UPDATE","urlTest":"%1$s/card","alertEmails":"it@shop.example"},
             {"kind":"PAYMENT_CONFIRMATION_MERCHANT","emails":"shop@shop.example"},
             {"kind":"PAYMENT_CONFIRMATION_BUYER"}]
            """
                .formatted(erp.url())));
    sandbox.saved(shop);
  }

  /// In both formats, with a whole number where none belongs, and with a signature that is wrong.
  private static void publishedNotifications() {
    sandbox.saved(
        Calls.shop(erp.url(), Published.REST_SHOP).put("restPassword", Published.REST_PASSWORD));
    sandbox.http.postForm(IPN, Published.body("kr-09"));
    Map<String, String> fields = Published.fields("form-14");
    fields.put("vads_card_number", MASKED);
    fields.put("vads_cust_address", PAN);
    fields.put("vads_order_id", "ODD-1");
    fields.put("vads_" + PAN, "1");
    sandbox.http.postForm(IPN, Published.signed(fields, "not the key"));
    fields.put("vads_identifier", PAN);
    fields.put("vads_trans_uuid", "1".repeat(32));
    fields.put("vads_trans_id", "123456");
    sandbox.http.postForm(IPN, Published.signed(fields, Published.FORM_KEY));
    sandbox.settle();
  }

  private static void cardUpdates() {
    String token = sandbox.keepsACard("KEPT-1", "800001");
    for (String event : List.of("SUSPEND", "REACTIVATE", "CLOSE")) {
      sandbox.http.post(
          "/sandbox/api/gateway/tokens/" + token + "/events", Json.object().put("event", event));
      sandbox.settle();
    }
    String itn =
        """
        {"paymentMethodToken":"%s","mode":"TEST","meansOfPayment":{"status":"ACTIVE"},
         "card":{"lastFour":"%s"},"source":"%s"}
        """;
    for (String number : List.of(PAN, MASKED, "4970 1000 0000 0055", "00000055")) {
      told(itn.formatted(token, number, "ISSUER"));
      told(itn.formatted(number, "0055", number));
      told(itn.formatted(token, number, number).replace("}}", "").replace("}", ""));
      told("pan=" + number + "&pan=" + number);
    }
  }

  private static void told(String itn) {
    sandbox.http.send("POST", "/itn", "application/json", itn.getBytes(UTF_8));
    sandbox.settle();
  }

  /// Cards are entered at the gateway alone.
  private static void forms() {
    Map<String, String> fields = new TreeMap<>(sandbox.checkout(SITE, "lamp").signed());
    for (String field : List.of("vads_card_number", "vads_cvv", "vads_order_id")) {
      fields.put(field, PAN);
      Http.Reply reply = sandbox.http.postForm("/vads-payment/", fields);
      assertThat(reply.status()).isEqualTo(422);
      fields.remove(field);
    }
  }

  private static void paymentOrder() {
    String orders = "/sandbox/api/paymentorders/" + SITE;
    Http.Reply refused =
        sandbox.http.post(orders, "{\"amount\":100,\"description\":\"card " + PAN + "\"}");
    Http.Reply made =
        sandbox.http.post(
            orders,
            "{\"amount\":100,\"reference\":\"LAST-1\",\"channel\":\"EMAIL\",\"to\":\"b@b.example\"}");
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    try (LinkBuyer buyer = new LinkBuyer(sandbox, made.json().at("/paymentOrders/0"))) {
      buyer.pay(Json.object().put("card", PAN));
    }
  }

  @Test
  void noRowOfAnyTableHoldsMoreThanFourDigits() {
    assertThat(rows()).isEmpty();
  }

  @Test
  void noMessageOfAnyQueueHoldsMoreThanFourDigits() {
    Set<String> found = new TreeSet<>();
    JsonNode queues = sandbox.sandbox().cloud().sqs().call("ListQueues", Json.object());
    for (JsonNode queue : queues.path("QueueUrls")) {
      ObjectNode asked = Json.object().put("QueueUrl", queue.asText());
      asked.put("MaxNumberOfMessages", 10).put("VisibilityTimeout", 0);
      JsonNode messages = sandbox.sandbox().cloud().sqs().call("ReceiveMessage", asked);
      found.addAll(CardDigits.in("queue " + queue.asText(), messages.toString()));
    }

    assertThat(queues.path("QueueUrls")).hasSizeGreaterThan(5);
    assertThat(found).isEmpty();
  }

  @Test
  void noMailAndNoTextMessageHoldsMoreThanFourDigits() {
    String mails = sandbox.http.get("/sandbox/api/mailbox").body();
    String texts = sandbox.http.get("/sandbox/api/smsbox").body();

    assertThat(sandbox.mails()).hasSizeGreaterThan(5);
    assertThat(mails).contains("suspendue", "0055", "We know card XXXX0055");
    assertThat(subjects("zoe@buyer.example")).contains("Lampes & Fils: Your card expires soon");
    assertThat(subjects("a@shop.example"))
        .anyMatch(subject -> subject.contains("carte(s) bientôt expirée(s)"))
        .anyMatch(subject -> subject.contains(MonthOfNumbers.FETCHED));
    assertThat(CardDigits.in("mails", mails)).isEmpty();
    assertThat(CardDigits.in("texts", texts)).isEmpty();
  }

  @Test
  void noLineOfTheLogHoldsMoreThanFourDigits() {
    String lines = LOGGED.toString(UTF_8);

    assertThat(lines)
        .contains("card learnt", "signature refused", "card update kept aside")
        .contains("buyer reminded of a card", "READ_WITH_PROBLEMS");
    assertThat(CardDigits.in("log", lines)).isEmpty();
  }

  @Test
  void noFileHoldsMoreThanFourDigits() throws IOException {
    assertThat(files()).isEmpty();
    assertThat(month.written())
        .contains("\"kept-and-named\";\"Zoe XXXX0055\"", "\"REC_1\"")
        .doesNotContain(MonthOfNumbers.TOKEN);
    assertThat(ofBuckets("expired/").toString())
        .contains("02;" + MonthOfNumbers.TOKEN + ";Zoe XXXX0055;zoe@buyer.example;20260228;0");
  }

  /// So that what was read of it is known to have been there.
  @Test
  void theCopyOfTheGatewaysFileIsWhatTheGatewayWrote() throws IOException {
    List<String> copies = ofBuckets("fetched/");

    assertThat(copies).anySatisfy(copy -> assertThat(CardDigits.in("copy", copy)).isNotEmpty());
    assertThat(month.known(MonthOfNumbers.LISTED).path("listedIn").asText())
        .isEqualTo(MonthOfNumbers.FETCHED);
  }

  @Test
  void noPageOfPeopleShowsMoreThanFourDigits() {
    String orders = "/sandbox/api/orders/" + SITE + "/KEPT-1";
    String order = sandbox.http.get(orders).body();

    assertThat(order).contains("CB 0055", "We know card XXXX0055");
    assertThat(sandbox.http.get("/sandbox/cards/" + SITE).body())
        .contains("CB 0055", "DELETED", "/sandbox/orders/" + SITE + "/KEPT-1");
    for (String page :
        List.of(
            orders,
            "/sandbox/orders/" + SITE + "/KEPT-1",
            "/sandbox/failed/" + SITE,
            "/sandbox/cards/" + SITE)) {
      assertThat(CardDigits.in(page, sandbox.http.get(page).body())).isEmpty();
    }
    String refusals = sandbox.http.get("/sandbox/api/shops/" + Published.FORM_SHOP).body();
    assertThat(CardDigits.in("shop", refusals)).isEmpty();
  }

  @Test
  void aNumberThatIsPlantedIsFound() {
    String base64 = Base64.getEncoder().encodeToString(("x" + MASKED).getBytes(UTF_8));
    for (String planted :
        List.of(PAN, MASKED, "4970 1000 0000 0055", "4970-10XX-XXXX-0055", base64, "a" + base64)) {
      plant(planted);

      assertThat(rows().toString()).as("a planted number").contains("sandbox: …");
      plant("0055");
      assertThat(rows()).isEmpty();
    }
  }

  @Test
  void aNumberThatIsPlantedInAFileIsFound() throws IOException {
    Path file = Files.writeString(folder.resolve("planted.csv"), "02;token;" + MASKED + ";\n");

    assertThat(files().toString()).contains("planted.csv");
    Files.delete(file);
  }

  /// The database among them, and what the embedded S3 keeps.
  private static Set<String> files() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : all(folder)) {
      if (!file.startsWith(folder.resolve("sftp")) && !key(file).startsWith("fetched/")) {
        found.addAll(CardDigits.in(file.toString(), Files.readAllBytes(file)));
      }
    }
    return found;
  }

  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /// What the buckets keep under keys that begin so.
  private static List<String> ofBuckets(String prefix) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : all(folder.resolve("s3"))) {
      if (key(file).startsWith(prefix)) {
        found.add(Files.readString(file));
      }
    }
    return found;
  }

  /// The key of a file in a bucket, which stands beside it; empty for every other file.
  private static String key(Path file) throws IOException {
    Path told = file.resolveSibling(file.getFileName() + ".json");
    return Files.exists(told) ? Json.read(Files.readString(told)).path("key").asText() : "";
  }

  private static List<String> subjects(String to) {
    return sandbox
        .mails()
        .valueStream()
        .filter(mail -> mail.path("to").toString().contains(to))
        .map(mail -> mail.path("subject").asText())
        .toList();
  }

  private static void plant(String text) {
    ObjectNode item = Json.object();
    item.putObject("pk").put("S", "planted");
    item.putObject("sk").put("S", "1");
    item.putObject("json").put("S", "{\"text\":\"" + text + "\"}");
    ObjectNode put = Json.object().put("TableName", "sandbox");
    sandbox.sandbox().cloud().dynamo().call("PutItem", put.set("Item", item));
  }

  private static Set<String> rows() {
    Set<String> found = new TreeSet<>();
    var dynamo = sandbox.sandbox().cloud().dynamo();
    for (JsonNode table : dynamo.call("ListTables", Json.object()).path("TableNames")) {
      ObjectNode scan = Json.object().put("TableName", table.asText());
      JsonNode page;
      do {
        page = dynamo.call("Scan", scan);
        page.path("Items")
            .forEach(item -> found.addAll(CardDigits.in(table.asText(), item.toString())));
        scan.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
      } while (page.has("LastEvaluatedKey"));
    }
    return found;
  }
}
