package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A buyer whose card a shop keeps, and whose validity ends: from the first payment to the mail
/// that reminds of it.
final class CardHolder {

  private static final Pattern LINK = Pattern.compile("(http://\\S+/card/[A-Za-z0-9_-]{22})");
  private static int forms;

  private final Calls calls;
  private final String siteId;
  private final String language;
  private String token = "";
  private String reference = "";

  CardHolder(Calls calls, String siteId, String language) {
    this.calls = calls;
    this.siteId = siteId;
    this.language = language;
  }

  /// A shop that reminds its buyers of the end of February the next day, and two days later again.
  static void shop(Calls calls, String siteId, String url) {
    ObjectNode shop = Calls.shop(url, siteId);
    shop.putObject("settings")
        .put("cardReminders", true)
        .put("cardReminderDays", "43;41")
        .put("shopName", "Lampes & Fils")
        .put("shopContact", "aide@lampes.example")
        .put("shopUrl", "https://lampes.example/");
    calls.saved(shop);
  }

  /// Pays and has the card kept, which is then renewed until the end of that month.
  CardHolder keepsOneThatEnds(int month, int year) {
    Http.Reply page = calls.http.postForm("/vads-payment/", form());
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    Http.Reply gateway = calls.http.postForm(Calls.action(page.body()), Calls.inputs(page.body()));
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    pays(gateway.location(), Json.object().put("card", Calls.GOOD_CARD));
    token = known().path("token").asText();
    ends(month, year);
    return this;
  }

  /// The card's network says until when it is valid.
  void ends(int month, int year) {
    ObjectNode renewed =
        Json.object().put("event", "RENEW").put("expiryMonth", month).put("expiryYear", year);
    Http.Reply reply = calls.http.post("/sandbox/api/gateway/tokens/" + token + "/events", renewed);
    assertThat(reply.json().at("/notification/status").asInt()).as(reply.body()).isEqualTo(200);
    calls.settle();
  }

  /// What the buyer paid as the card was kept is captured at the bank, which the shop is told.
  void isCaptured() {
    String uuid = calls.order(siteId, reference).at("/attempts/0/transactionUuid").asText();
    calls.event(uuid, Json.object().put("event", "CAPTURE"));
    calls.settle();
  }

  /// Opens the link, clicks, and stands on the gateway's page: its address.
  String leaves(String link) {
    Http.Reply going = calls.http.postForm(link, Map.of("go", "1"));
    assertThat(going.status()).as(going.body()).isEqualTo(200);
    Http.Reply gateway =
        calls.http.postForm(Calls.action(going.body()), Calls.inputs(going.body()));
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    return gateway.location();
  }

  JsonNode pays(String page, ObjectNode how) {
    Http.Reply reply = calls.http.post("/sandbox/api/gateway/payments", how.put("page", page));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().at("/notification/status").asInt()).as(reply.body()).isEqualTo(200);
    calls.settle();
    return reply.json();
  }

  /// What the shop knows of the card.
  JsonNode known() {
    return calls
        .http
        .get("/sandbox/api/tokens/" + siteId)
        .json()
        .valueStream()
        .filter(
            one -> token.isEmpty() ? one.path("orderId").asText().equals(reference) : isMine(one))
        .findFirst()
        .orElseThrow();
  }

  private boolean isMine(JsonNode one) {
    return one.path("token").asText().equals(token);
  }

  private String email() {
    return language + "@buyer.example";
  }

  String token() {
    return token;
  }

  /// The mails that the buyer got, the latest last.
  List<JsonNode> mails() {
    return calls
        .mails()
        .valueStream()
        .filter(mail -> mail.path("to").toString().contains(email()))
        .toList();
  }

  /// The link in the latest mail.
  String link() {
    Matcher link = LINK.matcher(mails().getLast().path("text").asText());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private Map<String, String> form() {
    Instant now = calls.advance("PT0S");
    reference = "KEPT-" + ++forms;
    Map<String, String> form = new TreeMap<>();
    form.put("vads_version", "V2");
    form.put("vads_page_action", "REGISTER_PAY");
    form.put("vads_action_mode", "INTERACTIVE");
    form.put("vads_site_id", siteId);
    form.put("vads_ctx_mode", "TEST");
    form.put("vads_trans_id", String.format("7%05d", forms));
    form.put(
        "vads_trans_date",
        DateTimeFormatter.ofPattern("uuuuMMddHHmmss").format(now.atOffset(ZoneOffset.UTC)));
    form.put("vads_amount", "4990");
    form.put("vads_currency", "978");
    form.put("vads_payment_config", "SINGLE");
    form.put("vads_order_id", reference);
    form.put("vads_cust_email", email());
    form.put("vads_language", language);
    form.put("vads_url_return", "https://lampes.example/back");
    form.put("signature", Published.signature(form, Calls.TEST_KEY));
    return form;
  }
}
