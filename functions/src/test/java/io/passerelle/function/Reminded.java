package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.card.CardToken;
import io.passerelle.edge.Json;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Mode;
import io.passerelle.store.CardTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A shop that reminds its buyers, one kept card whose validity ends, and the browser of its buyer.
final class Reminded {

  static final String TOKEN = "6af9d54d49794395bafb8a41941399e2";
  static final String BUYER = "zoe@buyer.example";

  private static final Pattern LINK = Pattern.compile("https://pay\\.example/card/(\\S{22})\\s");

  final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  final CardTokens tokens = new CardTokens(bridge.rows);

  Reminded() {
    bridge.withShop();
    settings("");
    bridge.asksGateway(_ -> Bridge.error("PSP_999"));
  }

  /// The shop's settings beside those of reminders.
  void settings(String more) {
    save(
        "\"cardReminders\":\"true\",\"timeZone\":\"Europe/Paris\",\"shopContact\":"
            + "\"help@shop.example\""
            + (more.isEmpty() ? "" : "," + more));
  }

  void save(String settings) {
    Json saved =
        bridge.operator(
            "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"settings\":{"
                + settings
                + "}}}");
    if (!saved.get("status").number().equals(Optional.of(200L))) {
      throw new IllegalStateException(saved.get("body").text(""));
    }
  }

  /// A buyer pays and has the card kept.
  Reminded keeps(int month, int year, String... more) {
    keepsStill("AUTHORISED", month, year, more);
    bridge.mails.clear();
    return this;
  }

  /// The card's network suspends it, and the gateway still has the card that is known.
  void suspended() {
    String card =
        """
        {"status":"SUCCESS","mode":"TEST","answer":{"paymentMethodToken":"%s","tokenDetails":{}}}\
        """
            .formatted(TOKEN);
    bridge.asksGateway(_ -> Bridge.answered(200, card));
    String itn =
        """
        {"paymentMethodToken":"%s","mode":"TEST","meansOfPayment":{"status":"SUSPENDED"}}\
        """
            .formatted(TOKEN);
    Bridge.run(
        new CardUpdateFunction(bridge.wiring),
        Requests.http("/itn", "application/json", itn.getBytes(UTF_8), Map.of()));
    bridge.work();
  }

  /// The gateway tells of that payment, and of the card that was kept by it.
  void keepsStill(String status, int month, int year, String... more) {
    String[] fields = {
      "vads_identifier",
      TOKEN,
      "vads_identifier_status",
      "CREATED",
      "vads_card_brand",
      "CB",
      "vads_card_number",
      "497010XXXXXX0014",
      "vads_expiry_month",
      Integer.toString(month),
      "vads_expiry_year",
      Integer.toString(year),
      "vads_cust_email",
      BUYER,
      "vads_language",
      "en"
    };
    String[] all = Arrays.copyOf(fields, fields.length + more.length);
    System.arraycopy(more, 0, all, fields.length, more.length);
    bridge.notification(Requests.notification(status, all));
    bridge.work();
  }

  /// Time passes, with a sweep four times a day.
  void until(String end) {
    Instant last = Instant.parse(end);
    while (bridge.clock.instant().isBefore(last)) {
      Instant next = bridge.clock.instant().plus(Duration.ofHours(6));
      bridge.clock.moveTo(next.isAfter(last) ? last : next);
      bridge.work();
      bridge.sweep();
      bridge.work();
    }
  }

  CardToken token() {
    return tokens.find(Mode.TEST, TOKEN).getFirst();
  }

  List<Bridge.Sent> mails() {
    return bridge.mails.stream().filter(one -> one.to().contains(BUYER)).toList();
  }

  List<String> subjects() {
    return mails().stream().map(Mime::subject).toList();
  }

  /// The secret of the link in the last mail.
  String code() {
    Matcher link = LINK.matcher(Mime.text(mails().getLast()));
    if (!link.find()) {
      throw new IllegalStateException("no link in the mail");
    }
    return link.group(1);
  }

  /// What the row of the plan says.
  Json plan() {
    return bridge.rows.rows().stream()
        .filter(row -> row.key().partition().startsWith("CARDREMIND#"))
        .map(row -> Json.parse(row.document()))
        .findFirst()
        .orElseGet(() -> Json.parse("{}"));
  }

  String outcome() {
    return plan().get("outcome").text("");
  }

  Json open(String code) {
    return call("GET", code, "", "", "192.0.2.1");
  }

  Json click(String code) {
    return call("POST", code, "", "", "192.0.2.1");
  }

  /// The browser comes back from the gateway with these signed fields.
  Json back(String code, Map<String, String> fields) {
    return call("POST", code, "/return", new String(Vectors.body(fields), UTF_8), "192.0.2.1");
  }

  Json call(String method, String code, String more, String body, String from) {
    String event =
        Json.object(json -> {
          json.writeStringField("rawPath", "/card/" + code + more);
          json.writeObjectFieldStart("headers");
          json.writeStringField("host", "pay.example");
          json.writeStringField("x-forwarded-proto", "https");
          json.writeStringField("accept-language", "de");
          json.writeStringField("content-type", "application/x-www-form-urlencoded");
          json.writeEndObject();
          json.writeObjectFieldStart("requestContext");
          json.writeObjectFieldStart("http");
          json.writeStringField("method", method);
          json.writeStringField("sourceIp", from);
          json.writeEndObject();
          json.writeEndObject();
          json.writeObjectFieldStart("pathParameters");
          json.writeStringField("code", code);
          json.writeEndObject();
          json.writeStringField("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
          json.writeBooleanField("isBase64Encoded", true);
        });
    return Bridge.run(new CardRenewalFunction(bridge.wiring), event);
  }

  /// What the gateway says of the form that the buyer left with, signed.
  static Map<String, String> told(Map<String, String> form, String status, String... changes) {
    Map<String, String> fields = new TreeMap<>(form);
    fields.remove("signature");
    fields.put("vads_trans_status", status);
    fields.put("vads_trans_uuid", "0".repeat(31) + "7");
    fields.put("vads_operation_type", "VERIFICATION");
    fields.put("vads_url_check_src", "PAY");
    fields.put("vads_card_brand", "VISA");
    fields.put("vads_card_number", "497011XXXXXX0222");
    fields.put("vads_expiry_month", "6");
    fields.put("vads_expiry_year", "2029");
    boolean good = status.equals("ACCEPTED");
    fields.put("vads_identifier_status", good ? "UPDATED" : "NOT_UPDATED");
    return Requests.signed(Requests.changed(fields, changes), Requests.KEY);
  }

  /// The same of a buyer who left without entering a card.
  static Map<String, String> left(Map<String, String> form) {
    Map<String, String> fields = new TreeMap<>(form);
    fields.remove("signature");
    fields.put("vads_trans_status", "ABANDONED");
    fields.put("vads_url_check_src", "PAY");
    return Requests.signed(fields, Requests.KEY);
  }
}
