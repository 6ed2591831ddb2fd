package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// The 1st of a month of a shop that wants files of expiring cards and reminds its buyers, where a
/// card's number stands in everything that is told of its cards: names, subscriptions, and a faulty
/// file of the gateway's.
final class MonthOfNumbers {

  static final String SHOP = Published.FORM_SHOP;

  /// Before the files of the month are made.
  static final String START = "2026-02-01T03:20:00Z";

  /// When the reminders of the month have gone.
  static final String END = "2026-02-01T09:15:00Z";

  static final String WRITTEN = "202602." + SHOP + ".EXP_CARDS.Shop " + SHOP + ".T.csv";
  static final String FETCHED = "202602.EXP_CARDS.Tests.T.csv";
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  static final String LISTED = "listed-1";

  private static final String IPN = "/payment/lyra/ipn";
  private static final String PAN = Calls.GOOD_CARD;
  private static final String MASKED = "497010XXXXXX0055";

  private final RunningSandbox sandbox;
  private final Path folder;

  MonthOfNumbers(RunningSandbox sandbox, Path folder) {
    this.sandbox = sandbox;
    this.folder = folder;
  }

  /// The shop, with its account at the file server, two cards that end soon and what the gateway
  /// will have written of others.
  void begins(String url) throws IOException {
    ObjectNode shop = Calls.shop(url, SHOP).put("testKey", Published.FORM_KEY);
    shop.putObject("settings")
        .put("cardFiles", true)
        .put("cardReminders", true)
        .put("cardReminderDays", "27;13")
        .put("shopName", "Lampes & Fils");
    sandbox.saved(shop);
    Http.Reply connected = sandbox.http.post("/sandbox/api/files/" + SHOP, Json.object());
    assertThat(connected.status()).as(connected.body()).isEqualTo(200);
    keeps(TOKEN, "SO004", PAN);
    keeps("kept-and-named", "SO005", "REC_1");
    plantFile();
  }

  /// The published form, with the number wherever a text may stand.
  private void keeps(String token, String order, String subscription) {
    Map<String, String> fields = Published.fields("form-14");
    fields.put("vads_order_id", order);
    fields.put("vads_trans_id", order.replace("SO", "800"));
    fields.put("vads_trans_uuid", order.substring(4).repeat(32));
    fields.put("vads_card_number", MASKED);
    fields.put("vads_expiry_month", "2");
    fields.put("vads_expiry_year", "2026");
    fields.put("vads_identifier", token);
    fields.put("vads_identifier_status", "CREATED");
    fields.put("vads_cust_name", "Zoe 4970 1000 0000 0055");
    fields.put("vads_cust_email", "zoe@buyer.example");
    fields.put("vads_cust_address", PAN);
    fields.put("vads_ext_info_note", "card 4970-1000-0000-0055");
    fields.put("vads_order_info", PAN);
    fields.put("vads_subscription", subscription);
    fields.put("vads_sub_desc", "Every month by " + PAN);
    Http.Reply told = sandbox.http.postForm(IPN, Published.signed(fields, Published.FORM_KEY));
    assertThat(told.body()).startsWith("OK-");
    sandbox.settle();
  }

  /// The gateway's file of the month, with a line that is broken and a trailer that counts wrong.
  private void plantFile() throws IOException {
    String company =
        Base64.getUrlEncoder().withoutPadding().encodeToString("Tests".getBytes(UTF_8));
    Path place = folder.resolve("sftp").resolve(company).resolve("ROOT").resolve("expired");
    Path file =
        Files.writeString(
            Files.createDirectories(place).resolve(FETCHED),
            """
            00;EXP_CARDS;T;20260201;032000
            02;%1$s;Zoe %2$s;zoe@buyer.example;20260228;0
            02;listed-2;Max %3$s;%2$s;%2$s;0
            02;listed-3;Ann %3$s;ann@buyer.example;20260331;%2$s
            01;7;20260201;032000
            """
                .formatted(LISTED, PAN, MASKED));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(START)));
  }

  /// What the shop knows of a token.
  JsonNode known(String token) {
    return sandbox
        .http
        .get("/sandbox/api/tokens/" + SHOP)
        .json()
        .valueStream()
        .filter(one -> one.path("token").asText().equals(token))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody knows " + token));
  }

  /// The file of the shop that was written.
  String written() {
    return sandbox
        .http
        .get("/sandbox/api/card-files/" + SHOP + "/" + WRITTEN.replace(" ", "%20"))
        .body();
  }
}
