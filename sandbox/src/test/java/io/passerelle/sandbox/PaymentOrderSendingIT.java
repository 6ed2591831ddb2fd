package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Payment orders on their way to buyers, by HTTP alone: made in each channel, caught in the boxes,
/// sent again, bounced, and reminded of as the clock is moved.
class PaymentOrderSendingIT {

  private static final String SHOP = "12345678";
  private static final String ALL = "/sandbox/api/paymentorders/" + SHOP;
  private static final String TEMPLATES = "/sandbox/api/templates/" + SHOP;
  private static final String EVENTS = "/sandbox/api/mailbox/events";

  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void anEmailLeadsItsBuyerToPay() {
    JsonNode made = made(mail("IT-MAIL", "mail@buyer.example", ""));
    assertThat(made.path("delivery").asText()).isEqualTo("IN_PROGRESS");
    sandbox.settle();

    JsonNode mail = mailsTo("mail@buyer.example").getFirst();
    assertThat(mail.path("text").asText()).contains(made.path("link").asText(), "IT-MAIL");
    assertThat(mail.path("html").asText()).contains("<a href=\"" + made.path("link").asText());
    assertThat(seen("IT-MAIL").path("delivery").asText()).isEqualTo("SENT");
    try (LinkBuyer buyer = new LinkBuyer(sandbox, made)) {
      buyer.pay(Json.object().put("card", Calls.GOOD_CARD));
    }
    assertThat(seen("IT-MAIL").path("status").asText()).isEqualTo("ACCEPTED");
  }

  @Test
  void aTextMessageIsCaughtAndShown() {
    JsonNode made =
        made(
            "{\"reference\":\"IT-SMS\",\"amount\":4990,\"channel\":\"SMS\",\"phone\":\"0033 6 12 34"
                + " 56 78\"}");
    sandbox.settle();

    JsonNode sms = sandbox.http.get("/sandbox/api/smsbox").json().path(0);
    assertThat(sms.path("to").asText()).isEqualTo("+33612345678");
    assertThat(sms.path("text").asText()).contains(made.path("link").asText());
    JsonNode seen = seen("IT-SMS");
    assertThat(seen.path("delivery").asText()).isEqualTo("SENT");
    assertThat(seen.at("/written/smsCount").asInt()).isBetween(1, 2);
    assertThat(seen.at("/sendings/0/text").asText()).isEqualTo(sms.path("text").asText());
    assertThat(sandbox.http.get("/sandbox/smsbox").body()).contains("+33612345678");
    assertThat(sandbox.http.delete("/sandbox/api/smsbox").status()).isEqualTo(200);
    assertThat(sandbox.http.get("/sandbox/api/smsbox").body()).isEqualTo("[]");
  }

  @Test
  void whatTheMerchantHandsOverIsNotSent() {
    JsonNode url = made("{\"reference\":\"IT-URL\",\"amount\":100}");
    JsonNode invoice =
        made(
            "{\"reference\":\"IT-INVOICE\",\"amount\":100,\"channel\":\"INVOICE\",\"description\":\"Loyer\"}");

    assertThat(url.path("delivery").asText()).isEqualTo("MANUAL");
    assertThat(invoice.path("delivery").asText()).isEqualTo("MANUAL");
    assertThat(update("IT-INVOICE", "{\"do\":\"MARK_SENT\"}").path("delivery").asText())
        .isEqualTo("SENT");
    assertThat(url.path("sentence").asText()).contains(url.path("link").asText());
    Http.Reply whatsApp =
        sandbox.http.post(
            ALL, "{\"amount\":100,\"channel\":\"WHATSAPP\",\"phone\":\"+33612345678\"}");
    assertThat(whatsApp.status()).isEqualTo(422);
    assertThat(whatsApp.body()).contains("plugs in a carrier");
  }

  @Test
  void anEmailIsSentAgainAndModified() {
    JsonNode made = made(mail("IT-AGAIN", "again@buyer.example", ""));
    sandbox.settle();

    update("IT-AGAIN", "{\"do\":\"RESEND\"}");
    sandbox.settle();
    JsonNode modified =
        update(
            "IT-AGAIN",
            "{\"do\":\"MODIFY_AND_RESEND\",\"amount\":2500,\"to\":\"other@buyer.example\",\"subject\":\"Nouveau"
                + " montant %amount%\"}");
    sandbox.settle();

    assertThat(mailsTo("again@buyer.example")).hasSize(2);
    assertThat(mailsTo("other@buyer.example").getFirst().path("subject").asText())
        .contains("Nouveau montant 25,00");
    assertThat(modified.path("link")).isEqualTo(made.path("link"));
    assertThat(seen("IT-AGAIN").path("sends").asInt()).isEqualTo(3);
    assertThat(seen("IT-AGAIN").path("sendings")).hasSize(3);
    try (LinkBuyer buyer = new LinkBuyer(sandbox, made)) {
      buyer.pay(Json.object().put("card", Calls.GOOD_CARD));
    }
    assertThat(sandbox.order(SHOP, "IT-AGAIN").path("amount").toString()).contains("25");
    assertThat(seen("IT-AGAIN").path("status").asText()).isEqualTo("ACCEPTED");
  }

  @Test
  void aBounceIsAFailureAndALateOneOfAnEarlierSendingIsNone() {
    made(mail("IT-BOUNCE", "gone@buyer.example", ""));
    sandbox.settle();
    sandbox.http.post(EVENTS, "{\"email\":\"gone@buyer.example\",\"type\":\"BOUNCE\"}");

    assertThat(seen("IT-BOUNCE").path("delivery").asText()).isEqualTo("FAILED");
    assertThat(seen("IT-BOUNCE").path("failure").asText()).contains("bounced");

    update("IT-BOUNCE", "{\"do\":\"MODIFY_AND_RESEND\",\"to\":\"here@buyer.example\"}");
    sandbox.settle();
    sandbox.http.post(EVENTS, "{\"email\":\"gone@buyer.example\",\"type\":\"BOUNCE\",\"mail\":1}");
    sandbox.http.post(EVENTS, "{\"email\":\"here@buyer.example\",\"type\":\"DELIVERY\"}");

    assertThat(seen("IT-BOUNCE").path("delivery").asText()).isEqualTo("SENT");
    sandbox.http.post(EVENTS, "{\"email\":\"here@buyer.example\",\"type\":\"REJECT\"}");
    assertThat(seen("IT-BOUNCE").path("delivery").asText()).isEqualTo("FAILED");
  }

  @Test
  void aBuyerIsRemindedUntilTheyPay() {
    Instant now = sandbox.advance("PT0S");
    JsonNode made =
        made(
            mail(
                "IT-REMIND",
                "late@buyer.example",
                ",\"reminders\":\"0;1\",\"validUntil\":\""
                    + LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1)
                    + "\""));
    Instant first = Instant.parse(made.path("nextReminder").asText());

    sandbox.advance(Duration.between(now, first).plusMinutes(15).toString());
    List<JsonNode> mails = mailsTo("late@buyer.example");
    assertThat(mails).hasSize(2);
    assertThat(mails.get(1).path("subject").asText()).contains("Rappel");
    try (LinkBuyer buyer = new LinkBuyer(sandbox, made)) {
      buyer.pay(Json.object().put("card", Calls.GOOD_CARD));
    }
    sandbox.advance("PT24H");

    assertThat(mailsTo("late@buyer.example")).hasSize(2);
    assertThat(seen("IT-REMIND").has("nextReminder")).isFalse();
  }

  @Test
  void aTemplateIsKeptPreviewedAndUsed() {
    JsonNode saved =
        sandbox
            .http
            .post(
                TEMPLATES,
                "{\"kind\":\"EMAIL\",\"language\":\"de\",\"name\":\"Mahnung\",\"subject\":\"Bitte"
                    + " %amount%\",\"text\":\"Los: %url%\",\"default\":true}")
            .json();
    String one = TEMPLATES + "/" + saved.path("id").asText();

    assertThat(sandbox.http.post(one + "/preview", "{}").json().path("subject").asText())
        .contains("Bitte 100,00");
    String copy =
        sandbox.http.post(one + "/copy", "{\"name\":\"Zwei\"}").json().path("id").asText();
    made(mail("IT-TEMPLATE", "german@buyer.example", ",\"language\":\"de\""));
    sandbox.settle();
    assertThat(mailsTo("german@buyer.example").getFirst().path("subject").asText())
        .contains("Bitte 49,90");
    assertThat(
            sandbox
                .http
                .post(TEMPLATES + "/" + copy + "/default", "{}")
                .json()
                .path("default")
                .asBoolean())
        .isTrue();
    assertThat(sandbox.http.get(one).json().path("default").asBoolean()).isFalse();
    assertThat(sandbox.http.delete(one).status()).isEqualTo(200);
    assertThat(sandbox.http.get(one).status()).isEqualTo(404);
    assertThat(sandbox.http.get(TEMPLATES).json().at("/templates/0/name").asText())
        .isEqualTo("Zwei");
    assertThat(sandbox.http.delete(TEMPLATES).status()).isEqualTo(405);
    assertThat(sandbox.http.post(TEMPLATES, "[]").status()).isEqualTo(400);
    sandbox.http.delete(TEMPLATES + "/" + copy);
  }

  @Test
  void manyRecipientsOfOneRequestAreAllWrittenTo() {
    int many = 300;
    String to =
        IntStream.rangeClosed(1, many)
            .mapToObj(i -> "many" + i + "@buyer.example")
            .collect(Collectors.joining(";"));

    Http.Reply reply =
        sandbox.http.post(
            ALL,
            "{\"reference\":\"IT-MANY\",\"amount\":100,\"channel\":\"EMAIL\",\"to\":\""
                + to
                + "\"}");

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().path("count").asInt()).isEqualTo(many);
    assertThat(
            sandbox
                .http
                .post(
                    ALL,
                    "{\"reference\":\"IT-MANY\",\"amount\":100,\"channel\":\"EMAIL\",\"to\":\""
                        + to
                        + "\"}")
                .status())
        .isEqualTo(409);
    for (int i = 0; i < 30 && mailsTo("many").size() < many; i++) {
      sandbox.nextQuarter();
    }
    assertThat(mailsTo("many")).hasSize(many);
    assertThat(seen("IT-MANY-300").path("delivery").asText()).isEqualTo("SENT");
  }

  private static String mail(String reference, String to, String more) {
    return "{\"reference\":\""
        + reference
        + "\",\"amount\":4990,\"channel\":\"EMAIL\",\"to\":\""
        + to
        + "\""
        + more
        + "}";
  }

  private static List<JsonNode> mailsTo(String begin) {
    List<JsonNode> found = new ArrayList<>();
    sandbox
        .mails()
        .forEach(mail -> {
          boolean asked = mail.at("/to/0").asText().startsWith(begin);
          if (asked && !mail.path("headers").path("X-SES-MESSAGE-TAGS").asText().isEmpty()) {
            found.add(mail);
          }
        });
    return found;
  }

  private static JsonNode made(String fields) {
    Http.Reply reply = sandbox.http.post(ALL, fields);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/paymentOrders/0");
  }

  private static JsonNode seen(String reference) {
    return sandbox.http.get(ALL + "/" + reference).json();
  }

  private static JsonNode update(String reference, String what) {
    Http.Reply reply = sandbox.http.post(ALL + "/" + reference, what);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }
}
