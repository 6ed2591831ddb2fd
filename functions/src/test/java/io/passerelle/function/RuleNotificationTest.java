package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.passerelle.delivery.Delivery;
import io.passerelle.store.HistoryLine;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleNotificationTest {

  private static final String ERP =
      """
      {"kind": "CUSTOM", "label": "ERP", "urlTest": "https://erp.example/ipn",
       "events": ["PAYMENT_ACCEPTED", "PAYMENT_REFUNDED"],
       "conditions": [{"variable": "status", "operator": "IS_IN", "value": "AUTHORISED;CAPTURED"},
                      {"variable": "amount", "operator": "GREATER", "value": %s}]}
      """;
  private static final String BUYER = "{\"kind\": \"PAYMENT_CONFIRMATION_BUYER\"}";

  private final Bridge bridge = new Bridge().withShop();

  @Test
  void aRuleOfTheMerchantsOwnIsDeliveredBesideThePlatform() {
    rules(ERP.formatted("10"));

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.work();

    assertThat(bridge.ledger.deliveries(Bridge.ORDER))
        .extracting(Delivery::target, Delivery::state)
        .containsExactly(
            tuple("PLATFORM", Delivery.State.DELIVERED),
            tuple("URL#CUSTOM#ERP", Delivery.State.DELIVERED));
    assertThat(bridge.calls.getLast().url()).isEqualTo("https://erp.example/ipn");
    assertThat(rulesLine())
        .isEqualTo(
            "matched: ERP (status AUTHORISED is in the list AUTHORISED;CAPTURED, amount 49.90 >"
                + " 10), End of payment; platform told; not matched: Recurring payment created"
                + " (source RECURRING_PAYMENT, was END_OF_PAYMENT)");
  }

  @Test
  void aConditionThatDoesNotHoldKeepsTheUrlFromBeingCalledAndIsExplained() {
    rules(ERP.formatted("49.90"));

    bridge.notification(Requests.notification("AUTHORISED"));

    assertThat(bridge.ledger.deliveries(Bridge.ORDER))
        .extracting(Delivery::target)
        .containsExactly("PLATFORM");
    assertThat(rulesLine()).contains("not matched: ERP (amount > 49.90, was 49.90)");
  }

  @Test
  void anotherEventIsExplainedToo() {
    rules(ERP.formatted("1"), "{\"kind\":\"END_OF_PAYMENT\",\"active\":false}");

    bridge.notification(Requests.notification("REFUSED"));

    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).isEmpty();
    assertThat(rulesLine())
        .isEqualTo(
            "platform not told: rule switched off; not matched: ERP (event"
                + " PAYMENT_ACCEPTED/PAYMENT_REFUNDED, was PAYMENT_REFUSED), Recurring payment"
                + " created (source RECURRING_PAYMENT, was END_OF_PAYMENT); off: End of payment");
  }

  @Test
  void theSameRuleMatchesWhicheverFormatTheNotificationHas() {
    rules(ERP.formatted("10"));

    bridge.notification(Requests.rest(Requests.restAnswer("AUTHORISED"), Requests.PASSWORD));

    assertThat(bridge.ledger.deliveries(Bridge.ORDER))
        .extracting(Delivery::target)
        .contains("URL#CUSTOM#ERP");
  }

  @Test
  void whatOnlyRepeatsOrIsKeptAsideTellsNobody() {
    rules(ERP.formatted("1"), BUYER);

    bridge.checkout(Requests.paymentForm());
    bridge.notification(
        Requests.notification(
            "AUTHORISED", "vads_amount", "9999", "vads_cust_email", "zoe@buyer.example"));
    bridge.notification(Requests.notification("NO_SUCH_STATUS"));
    bridge.work();

    assertThat(bridge.ledger.deliveries(Bridge.ORDER)).isEmpty();
    assertThat(bridge.mails).noneMatch(mail -> mail.to().contains("zoe@buyer.example"));
    assertThat(bridge.page().history()).noneMatch(line -> line.operation().equals("Rules"));
  }

  @Test
  void theBuyerIsToldOnceInTheBuyersLanguage() {
    rules(BUYER);
    String[] buyer = {"vads_cust_email", "zoe@buyer.example", "vads_language", "de"};

    bridge.notification(Requests.notification("AUTHORISED", buyer));
    bridge.notification(Requests.notification("AUTHORISED", buyer));
    bridge.notification(Requests.notification("CAPTURED", buyer));
    bridge.work();

    assertThat(bridge.mails)
        .singleElement()
        .satisfies(mail -> {
          assertThat(mail.to()).containsExactly("zoe@buyer.example");
          assertThat(subject(mail)).contains("Zahlung angenommen", "SO0042-1", "TEST");
        });
    assertThat(bridge.page().history())
        .anySatisfy(line -> {
          assertThat(line.operation()).isEqualTo("Notification e-mail");
          assertThat(line.info()).isEqualTo("to: zoe@buyer.example");
        });
  }

  @Test
  void aRuleThatIsWrittenTwiceOrRenamedDoesNotWriteToTheBuyerTwice() {
    rules(BUYER, "{\"kind\": \"PAYMENT_CONFIRMATION_BUYER\", \"label\": \"Again\"}");

    bridge.notification(
        Requests.notification("AUTHORISED", "vads_cust_email", "zoe@buyer.example"));
    rules("{\"kind\": \"PAYMENT_CONFIRMATION_BUYER\", \"label\": \"Renamed\"}");
    bridge.notification(Requests.notification("CAPTURED", "vads_cust_email", "zoe@buyer.example"));
    bridge.work();

    assertThat(bridge.mails).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "a@b.example;c@d.example",
    "'a@b.example,c@d.example'",
    "Zoe <zoe@buyer.example>",
    "zoe@localhost"
  })
  void anAddressThatIsNotExactlyOneIsNotMailed(String address) {
    rules(BUYER);

    bridge.notification(Requests.notification("AUTHORISED", "vads_cust_email", address));
    bridge.work();

    assertThat(bridge.mails).isEmpty();
    assertThat(bridge.order().isPaid()).isTrue();
  }

  @Test
  void aPaymentInInstalmentsIsConfirmedOnce() {
    rules("{\"kind\": \"PAYMENT_CONFIRMATION_MERCHANT\", \"emails\": \"sales@shop.example\"}");

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.notification(instalment("AUTHORISED"));
    bridge.work();

    assertThat(bridge.mails)
        .singleElement()
        .satisfies(mail -> assertThat(mail.to()).containsExactly("sales@shop.example"));
    assertThat(rulesLine()).contains("Payment confirmation to the merchant (a later instalment)");
  }

  @Test
  void aRefusedInstalmentIsMailedToWhoeverHearsOfFailuresWhereNobodyIsNamed() {
    rules(
        "{\"kind\": \"INSTALMENT_REFUSED\"}",
        "{\"kind\": \"END_OF_PAYMENT\", \"alertEmails\": \"boss@shop.example\"}");

    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.notification(instalment("REFUSED"));
    bridge.work();

    assertThat(bridge.mails)
        .singleElement()
        .satisfies(mail -> assertThat(mail.to()).containsExactly("boss@shop.example"));
    assertThat(rulesLine()).contains("matched: Instalment refused");
  }

  @Test
  void aSecondTryOnThePaymentPageIsNoInstalment() {
    rules(
        "{\"kind\": \"INSTALMENT_REFUSED\", \"emails\": \"boss@shop.example\"}",
        "{\"kind\": \"PAYMENT_CONFIRMATION_MERCHANT\", \"emails\": \"sales@shop.example\"}");

    bridge.notification(Requests.notification("REFUSED"));
    bridge.notification(
        Requests.notification(
            "REFUSED", "vads_trans_uuid", "b".repeat(32), "vads_sequence_number", "2"));
    bridge.notification(
        Requests.notification(
            "AUTHORISED", "vads_trans_uuid", "c".repeat(32), "vads_sequence_number", "3"));
    bridge.work();

    assertThat(bridge.mails)
        .extracting(Bridge.Sent::to)
        .containsExactly(List.of("sales@shop.example"));
  }

  @Test
  void aMailRuleOfTheMerchantsOwnTellsEachEventOnce() {
    rules(
        """
        {"kind": "CUSTOM", "label": "Big", "action": "EMAIL", "emails": "cfo@shop.example",
         "conditions": [{"variable": "amount", "operator": "GREATER", "value": "40"}]}
        """);

    bridge.notification(Requests.notification("WAITING_AUTHORISATION"));
    bridge.notification(Requests.notification("AUTHORISED"));
    bridge.notification(Requests.notification("CAPTURED"));
    bridge.work();

    assertThat(bridge.mails).hasSize(2);
  }

  @Test
  void aLineOfManyRulesStaysShort() {
    String[] many = new String[50];
    for (int i = 0; i < many.length; i++) {
      many[i] = ERP.formatted("1000").replace("ERP", "Rule ".repeat(15) + i);
    }
    rules(many);

    bridge.notification(Requests.notification("AUTHORISED"));

    assertThat(rulesLine()).hasSizeLessThanOrEqualTo(1_501).endsWith("…");
  }

  private static String subject(Bridge.Sent mail) {
    try (InputStream in = new ByteArrayInputStream(mail.message().getBytes(UTF_8))) {
      return new MimeMessage(Session.getInstance(new Properties()), in).getSubject();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] instalment(String status) {
    return Requests.notification(
        status,
        "vads_trans_uuid",
        "d".repeat(32),
        "vads_sequence_number",
        "2",
        "vads_effective_amount",
        "1000",
        "vads_url_check_src",
        "BATCH_AUTO");
  }

  private void rules(String... rules) {
    String request =
        "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"rules\":["
            + String.join(",", rules)
            + "]}}";
    assertThat(bridge.operator(request).get("status").number()).contains(200L);
  }

  /// The last line that says which rules were met.
  private String rulesLine() {
    return bridge.page().history().stream()
        .filter(line -> line.operation().equals("Rules"))
        .map(HistoryLine::info)
        .toList()
        .getLast();
  }
}
