package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.desk.Carrier;
import io.passerelle.edge.Json;
import io.passerelle.store.Sending;
import io.passerelle.store.SendingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendFunctionTest {

  private static final String MAIL = ",\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\"";
  private static final String SMS = ",\"channel\":\"SMS\",\"phone\":\"+33 6 12 34 56 78\"";

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links =
      new Links(bridge)
          .withSettings(
              "{\"timeZone\":\"Europe/Paris\",\"shopContact\":\"help@shop.example\","
                  + "\"shopUrl\":\"https://shop.example/\"}");

  @Test
  void anEmailIsSentOnceInTheWordsOfItsLanguage() {
    String code = links.made(MAIL + ",\"validUntil\":\"2026-01-31\",\"bcc\":\"boss@shop.example\"");
    assertThat(links.seen().get("delivery").text()).contains("IN_PROGRESS");

    bridge.work();
    bridge.send(new SendingId(Bridge.ORDER, "0001").toString());

    Bridge.Sent mail = only();
    assertThat(mail.to()).containsExactly("zoe@buyer.example", "boss@shop.example");
    assertThat(Mime.header(mail, "To")).isEqualTo("zoe@buyer.example");
    assertThat(Mime.header(mail, "Reply-To")).isEqualTo("help@shop.example");
    assertThat(mail.message()).doesNotContain("boss@shop.example");
    assertThat(Mime.subject(mail)).isEqualTo("Votre ordre de paiement SO0042-1 de 49,90\u00a0€");
    assertThat(Mime.text(mail))
        .contains("Boutique d'Été", "31 janvier 2026", "https://pay.example/t/" + code)
        .contains("help@shop.example", "https://shop.example/");
    assertThat(Mime.html(mail))
        .contains("<a href=\"https://pay.example/t/" + code + "\">", "Boutique d&#39;Été");
    assertThat(links.seen().get("delivery").text()).contains("SENT");
    assertThat(links.seen().get("sends").number()).contains(1L);
  }

  @Test
  void aTextMessageIsSentAndCounted() {
    links.made(SMS + ",\"language\":\"en\",\"validUntil\":\"2026-01-31\"");
    assertThat(links.seen().get("smsCount").number()).contains(1L);

    bridge.work();

    String text = bridge.texts.sent().getFirst().text();
    assertThat(bridge.texts.sent().getFirst().phone()).isEqualTo("+33612345678");
    assertThat(text).contains("€49.90", "31/01/2026", "https://pay.example/t/");
    assertThat(links.seen().get("delivery").text()).contains("SENT");
    assertThat(links.seen().get("written").get("smsCount").number()).contains(1L);
    assertThat(links.seen().get("written").get("smsEncoding").text()).contains("GSM_7");
    assertThat(sending(0).get("text").text()).contains(text);
    assertThat(sending(0).get("to").text()).contains("+33612345678");
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidParameter", "InvalidParameterValue", "OptedOut"})
  void aNumberThatTheCarrierRefusesFailsForGood(String error) {
    bridge.texts.failNext(error);
    links.made(SMS);

    bridge.minutesPass(60);

    assertThat(bridge.texts.sent()).isEmpty();
    assertThat(links.seen().get("delivery").text()).contains("FAILED");
    assertThat(links.seen().get("failure").text("")).contains(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Throttled", "ThrottlingException", "InternalError", ""})
  void whatPassesIsTriedAgainAtTheQuarterHours(String error) {
    bridge.texts.failNext(error);
    bridge.texts.failNext(error);
    links.made(SMS);

    bridge.work();
    assertThat(links.seen().get("delivery").text()).contains("IN_PROGRESS");
    bridge.minutesPass(30);

    assertThat(bridge.texts.sent()).hasSize(1);
    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  @Test
  void aTextMessageWhoseAnswerIsLostIsNotSentAgain() {
    bridge.texts.loseNextAnswer();
    links.made(SMS);

    bridge.minutesPass(6 * 60);

    assertThat(bridge.texts.sent()).hasSize(1);
    assertThat(links.seen().get("delivery").text()).contains("SENT");
    assertThat(sending(0).get("reason").text("")).contains("did not answer: it may have sent it");
  }

  @Test
  void aTextMessageWhoseCarrierIsNotReachedIsTriedAgain() {
    bridge.texts.refuseNextConnection();
    links.made(SMS);

    bridge.work();
    bridge.minutesPass(15);

    assertThat(bridge.texts.sent()).hasSize(1);
    assertThat(links.seen().get("delivery").text()).contains("SENT");
    assertThat(sending(0).get("reason").text("")).isEmpty();
  }

  @Test
  void whatIsNeverTakenIsGivenUp() {
    links.made(MAIL);
    bridge.mailServerAnswers.addAll(Collections.nCopies(100, false));

    bridge.minutesPass(24 * 60);

    assertThat(bridge.mailServerAnswers).hasSize(100 - Sending.TRIES_MAX);
    assertThat(links.seen().get("delivery").text()).contains("FAILED");
  }

  @Test
  void anAddressThatBouncedBeforeIsNotWrittenTo() {
    bounce("zoe@buyer.example", "");
    links.made(MAIL);

    bridge.work();

    assertThat(bridge.mails).isEmpty();
    assertThat(links.seen().get("delivery").text()).contains("FAILED");
    assertThat(links.seen().get("failure").text())
        .contains("an earlier mail to this address bounced");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
  void whicheverWriteFailsItIsSentUnderOneIdAndSettled(int write, boolean takesEffect) {
    links.made(MAIL);
    bridge.table.failAt(write, takesEffect);

    bridge.work();
    bridge.minutesPass(30);

    assertThat(bridge.mails).hasSizeBetween(1, 2);
    assertThat(bridge.mails.stream().map(mail -> Mime.header(mail, "Message-ID")).distinct())
        .hasSize(1);
    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  @Test
  void aLostWakeUpIsFoundByTheSweep() {
    links.made(MAIL);
    bridge.sendQueue.lose();

    bridge.minutesPass(15);

    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void whatIsCancelledBeforeItLeftIsNotSent() {
    links.made(MAIL);
    links.update("\"do\":\"CANCEL\"");

    bridge.work();

    assertThat(bridge.mails).isEmpty();
    assertThat(links.seen().get("failure").text()).contains("cancelled before it was sent");
  }

  @ParameterizedTest
  @ValueSource(strings = {MAIL, SMS})
  void whatWasCancelledBeforeItLeftIsSentOnceItIsReactivated(String channel) {
    links.made(channel);
    links.update("\"do\":\"CANCEL\"");
    bridge.work();

    links.update("\"do\":\"REACTIVATE\"");
    bridge.work();

    assertThat(bridge.mails.size() + bridge.texts.sent().size()).isEqualTo(1);
    assertThat(links.seen().get("delivery").text()).contains("SENT");
    assertThat(links.seen().get("failure").text("")).isEmpty();
  }

  @Test
  void whatExpiredBeforeItLeftIsSentOnceItIsExtended() {
    links.made(MAIL);
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(60)));
    bridge.work();
    assertThat(links.seen().get("delivery").text()).contains("FAILED");

    links.update("\"do\":\"CHANGE_VALIDITY\"");
    bridge.work();

    assertThat(bridge.mails).hasSize(1);
    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  @Test
  void whatWasSentIsNotSentAgainForAReactivation() {
    links.made(MAIL);
    bridge.work();
    links.update("\"do\":\"CANCEL\"");

    links.update("\"do\":\"REACTIVATE\"");
    bridge.work();

    assertThat(bridge.mails).hasSize(1);
  }

  @Test
  void anEmailIsSentAgainAndATextMessageIsNot() {
    links.made(MAIL);
    bridge.work();

    Json resent = links.update("\"do\":\"RESEND\"");
    bridge.work();

    assertThat(resent.get("body").get("delivery").text()).contains("IN_PROGRESS");
    assertThat(bridge.mails).hasSize(2);
    assertThat(links.seen().get("sends").number()).contains(2L);
    assertThat(Mime.header(bridge.mails.get(0), "Message-ID"))
        .isNotEqualTo(Mime.header(bridge.mails.get(1), "Message-ID"));
    links.create("\"reference\":\"S\",\"amount\":1" + SMS);
    assertThat(
            bridge
                .operator(
                    "{\"action\":\"updatePaymentOrder\",\"siteId\":\"12345678\",\"reference\":\"S\",\"do\":\"RESEND\"}")
                .get("status")
                .number())
        .contains(409L);
  }

  @Test
  void nobodySendsTheSameOrderForEver() {
    links.made(MAIL);
    for (int i = 1; i < 50; i++) {
      assertThat(links.update("\"do\":\"RESEND\"").get("status").number()).contains(200L);
    }

    assertThat(links.update("\"do\":\"RESEND\"").get("status").number()).contains(409L);
    bridge.minutesPass(240);
    assertThat(bridge.mails).as("the last one alone is still wanted").hasSize(1);
  }

  @Test
  void whatIsModifiedIsSentUnderTheSameLinkAndPaidAsItIsNow() {
    String code = links.made(MAIL + ",\"language\":\"en\"");
    bridge.work();

    Json modified =
        links.update(
            "\"do\":\"MODIFY_AND_RESEND\",\"amount\":1250,\"to\":\"ann@buyer.example\",\"subject\":\"Offer"
                + " %reference%\",\"message\":\"Only %amount%\",\"validUntil\":\"2026-02-01\"");
    bridge.work();

    assertThat(modified.get("body").get("link").text()).contains("https://pay.example/t/" + code);
    assertThat(modified.get("body").get("language").text()).contains("en");
    Bridge.Sent mail = bridge.mails.getLast();
    assertThat(mail.to()).containsExactly("ann@buyer.example");
    assertThat(Mime.subject(mail)).isEqualTo("Offer SO0042-1");
    assertThat(Mime.text(mail))
        .isEqualToNormalizingNewlines("Only €12.50\n\nhttps://pay.example/t/" + code + "\n");
    assertThat(links.browser(code).leave())
        .containsEntry("vads_amount", "1250")
        .containsEntry("vads_cust_email", "ann@buyer.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "reference":"X","mode":"TEST"  | mode stays as it is
          "channel":"SMS"                | channel stays as it is
          "to":"a@b.example;c@d.example" | to must be one: a payment order has one recipient
          "amount":0                     | amount must be from 1 to 999999999999
          "to":""                        | to is needed: a buyer's address, or several with ; between
          "message":"%who%"              | message has variables that there are not: %who%
          """)
  void aModificationIsCheckedAsANewOneIs(String what, String said) {
    links.made(MAIL);

    Json refused =
        bridge.operator(
            "{\"action\":\"updatePaymentOrder\",\"siteId\":\"12345678\",\"do\":\"MODIFY_AND_RESEND\",\"reference\":\"SO0042-1\","
                + what.replace("\"reference\":\"X\",", "")
                + "}");

    assertThat(refused.get("status").number()).contains(422L);
    assertThat(refused.get("body").get("error").text()).contains("Invalid value: " + said);
  }

  @Test
  void nothingIsModifiedUnderTheHandsOfABuyer() {
    String code = links.made(MAIL);
    links.browser(code).leave();

    assertThat(links.update("\"do\":\"MODIFY_AND_RESEND\",\"amount\":1").get("status").number())
        .contains(409L);
  }

  @Test
  void anExpiredOneIsModifiedAndPayableAgain() {
    links.made(MAIL);
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(60)));
    assertThat(links.status()).isEqualTo("EXPIRED");

    links.update("\"do\":\"MODIFY_AND_RESEND\"");

    assertThat(links.status()).isEqualTo("RUNNING");
  }

  @Test
  void aBounceIsAFailureWithItsReason() {
    links.made(MAIL);
    bridge.work();

    bounce("Zoe@Buyer.example", id("0001"));

    assertThat(links.seen().get("delivery").text()).contains("FAILED");
    assertThat(links.seen().get("failure").text()).contains("it bounced: Permanent General");
    assertThat(sending(0).get("state").text()).contains("FAILED");
  }

  @Test
  void aLateBounceSaysNothingOfWhatWasSentSince() {
    links.made(MAIL);
    bridge.work();
    links.update("\"do\":\"MODIFY_AND_RESEND\",\"to\":\"ann@buyer.example\"");
    bridge.work();

    bounce("zoe@buyer.example", id("0001"));

    assertThat(links.seen().get("delivery").text()).contains("SENT");
    assertThat(sending(0).get("state").text()).contains("FAILED");
    assertThat(sending(1).get("state").text()).contains("SENT");
  }

  @Test
  void fortyNineBlindCopiesAllGetTheMailAndFiftyAreRefused() {
    links.made(MAIL + ",\"bcc\":\"" + copies(49) + "\"");
    bridge.work();

    Json refused =
        links.create("\"reference\":\"B\",\"amount\":1" + MAIL + ",\"bcc\":\"" + copies(50) + "\"");

    assertThat(only().to()).hasSize(50).doesNotHaveDuplicates();
    assertThat(refused.get("status").number()).contains(422L);
    assertThat(refused.get("body").get("error").text(""))
        .contains("bcc must have at most 49 addresses");
  }

  private static String copies(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            "copy" + i + "@" + "a-rather-long-name-of-a-department.".repeat(3) + "shop.example")
        .collect(Collectors.joining(";"));
  }

  @Test
  void aBlindCopyThatBouncesSaysNothingOfTheBuyer() {
    links.made(MAIL + ",\"bcc\":\"boss@shop.example\"");
    bridge.work();

    bounce("boss@shop.example", id("0001"));

    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  @Test
  void whatArrivedBeforeItsWorkerCouldWriteItIsNotSentAgain() {
    links.made(MAIL);
    bridge.table.failAt(3, false);
    bridge.work();
    bridge.clock.moveTo(bridge.clock.instant().plus(Duration.ofMinutes(2)));

    event("Delivery", "\"delivery\":{\"recipients\":[\"zoe@buyer.example\"]}", id("0001"));
    bridge.minutesPass(30);

    assertThat(bridge.mails).hasSize(1);
    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  @Test
  void aRejectedMailIsAFailureAndAComplaintIsNone() {
    links.made(MAIL);
    bridge.work();

    event(
        "Complaint",
        "\"complaint\":{\"complainedRecipients\":[{\"emailAddress\":\"zoe@buyer.example\"}]}",
        id("0001"));
    assertThat(links.seen().get("delivery").text()).contains("SENT");
    event("Reject", "\"reject\":{\"reason\":\"Bad content\"}", id("0001"));

    assertThat(links.seen().get("failure").text())
        .contains("the mail server rejected it: Bad content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "MTIz", "MTIzNDU2Nzh8MDAwMXxub25l"})
  void anEventOfNothingThatWasSentIsNoTrouble(String tag) {
    links.made(MAIL);
    bridge.work();

    bounce("nobody@buyer.example", tag);

    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  @Test
  void aMessageThatNamesNoSendingIsDropped() {
    assertThat(bridge.send("not a sending")).isFalse();
    assertThat(bridge.send("remind:!")).isFalse();
    assertThat(bridge.send(id("0099"))).isFalse();
  }

  @Test
  void whatsAppIsRefusedUntilADeploymentCarriesIt() {
    Json refused = links.create("\"amount\":1,\"channel\":\"WHATSAPP\",\"phone\":\"+33612345678\"");

    assertThat(refused.get("status").number()).contains(422L);
    assertThat(refused.get("body").get("error").text(""))
        .contains(
            "channel must be another: nobody carries WHATSAPP here until the deployment plugs in");
  }

  @Test
  void whatsAppGoesByTheCarrierThatADeploymentHas() {
    List<String> carried = Collections.synchronizedList(new ArrayList<>());
    bridge.whatsApp =
        Optional.of(letter -> {
          carried.add(letter.order().message().phone() + " " + letter.message().text());
          return new Carrier.Carried(Carrier.Outcome.TAKEN, "");
        });
    links.made(",\"channel\":\"WHATSAPP\",\"phone\":\"+33612345678\",\"message\":\"Pay %amount%\"");

    bridge.work();

    assertThat(carried)
        .singleElement()
        .asString()
        .startsWith("+33612345678 Pay 49,90 € https://pay.example/t/");
    assertThat(links.seen().get("delivery").text()).contains("SENT");
  }

  private Bridge.Sent only() {
    assertThat(bridge.mails).hasSize(1);
    return bridge.mails.getFirst();
  }

  private Json sending(int index) {
    return links.seen().get("sendings").items().get(index);
  }

  private static String id(String id) {
    return new SendingId(Bridge.ORDER, id).toString();
  }

  private void bounce(String email, String tag) {
    event(
        "Bounce",
        "\"bounce\":{\"bounceType\":\"Permanent\",\"bounceSubType\":\"General\",\"bouncedRecipients\":[{\"emailAddress\":\""
            + email
            + "\"}]}",
        tag);
  }

  private void event(String kind, String detail, String tag) {
    String message =
        "{\"eventType\":\""
            + kind
            + "\","
            + detail
            + ",\"mail\":{\"tags\":{\"sending\":[\""
            + tag
            + "\"]}}}";
    String event =
        Json.object(json -> {
          json.writeArrayFieldStart("Records");
          json.writeStartObject();
          json.writeObjectFieldStart("Sns");
          json.writeStringField("Message", message);
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndArray();
        });
    Bridge.run(new MailEventsFunction(bridge.wiring), event);
  }
}
