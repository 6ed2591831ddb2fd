package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemindersTest {

  private static final String PLAN =
      ",\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\",\"language\":\"en\","
          + "\"validUntil\":\"2026-01-20\",\"reminders\":\"-2;0;2\"";

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links = new Links(bridge).withSettings("{\"timeZone\":\"Europe/Paris\"}");

  @Test
  void aBuyerWhoDoesNotPayIsRemindedAsPlannedAndOnceEach() {
    links.made(PLAN);
    bridge.work();
    assertThat(links.seen().get("nextReminder").text()).contains("2026-01-18T08:00:00Z");

    bridge.workUntil(Instant.parse("2026-01-18T08:15:00Z"));
    assertThat(subjects()).hasSize(2);
    bridge.workUntil(Instant.parse("2026-01-30T00:00:00Z"));

    assertThat(subjects())
        .containsExactly(
            "Payment request SO0042-1 of €49.90",
            "Reminder: payment request SO0042-1 of €49.90",
            "Reminder: payment request SO0042-1 of €49.90",
            "Payment request SO0042-1 of €49.90 has expired");
    assertThat(Mime.text(bridge.mails.get(3)))
        .contains("until 20 January 2026", "ask for a new one");
    assertThat(links.seen().has("nextReminder")).isFalse();
    assertThat(links.seen().get("delivery").text()).contains("SENT");
    assertThat(links.seen().get("sendings").items()).hasSize(4);
  }

  @Test
  void aBuyerWhoHasPaidIsNotReminded() {
    String code = links.made(PLAN);
    bridge.work();
    links.browser(code).leave();
    bridge.notification(
        Requests.notification(
            "AUTHORISED", "vads_trans_id", "899999", "vads_ext_info_platform", "payment_order"));
    assertThat(links.status()).isEqualTo("ACCEPTED");

    bridge.workUntil(Instant.parse("2026-01-30T00:00:00Z"));

    assertThat(subjects()).filteredOn(one -> one.contains("SO0042-1")).hasSize(1);
    assertThat(links.seen().has("nextReminder")).isFalse();
  }

  @Test
  void aBuyerWhoseOrderIsCancelledIsNotReminded() {
    links.made(PLAN);
    links.update("\"do\":\"CANCEL\"");

    bridge.workUntil(Instant.parse("2026-01-30T00:00:00Z"));
    assertThat(bridge.mails).isEmpty();
  }

  @Test
  void aReactivatedOneIsRemindedOfWhatIsLeft() {
    links.made(PLAN);
    bridge.work();
    links.update("\"do\":\"CANCEL\"");
    bridge.workUntil(Instant.parse("2026-01-19T00:00:00Z"));
    links.update("\"do\":\"REACTIVATE\"");

    bridge.workUntil(Instant.parse("2026-01-30T00:00:00Z"));

    assertThat(subjects()).hasSize(3);
  }

  @Test
  void anotherEndOfValidityIsAnotherPlan() {
    links.made(PLAN);
    bridge.workUntil(Instant.parse("2026-01-18T08:15:00Z"));
    assertThat(bridge.mails).hasSize(2);

    links.update("\"do\":\"CHANGE_VALIDITY\",\"validUntil\":\"2026-02-20\"");

    assertThat(links.seen().get("nextReminder").text()).contains("2026-02-18T08:00:00Z");
    bridge.workUntil(Instant.parse("2026-02-18T08:15:00Z"));
    assertThat(bridge.mails).hasSize(3);
    assertThat(Mime.text(bridge.mails.getLast())).contains("20 February 2026");
  }

  @Test
  void aBuyerWhoMayBePayingIsNotDisturbed() {
    String code = links.made(PLAN);
    bridge.workUntil(Instant.parse("2026-01-18T07:59:00Z"));
    links.browser(code).leave();

    bridge.clock.moveTo(Instant.parse("2026-01-18T08:00:00Z"));
    bridge.sweep();
    bridge.work();
    assertThat(bridge.mails).hasSize(1);

    bridge.minutesPass(30);
    assertThat(bridge.mails).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
  void eachIsSentUnderOneIdWhicheverWriteFails(int write, boolean takesEffect) {
    links.made(PLAN);
    bridge.workUntil(Instant.parse("2026-01-18T07:59:00Z"));
    bridge.clock.moveTo(Instant.parse("2026-01-18T08:00:00Z"));
    bridge.table.failAt(write, takesEffect);

    bridge.sweep();
    bridge.work();
    bridge.minutesPass(45);

    List<Bridge.Sent> reminders = bridge.mails.subList(1, bridge.mails.size());
    assertThat(reminders).hasSizeBetween(1, 2);
    assertThat(reminders.stream().map(mail -> Mime.header(mail, "Message-ID")).distinct())
        .hasSize(1);
  }

  @Test
  void aTextMessageRemindsToo() {
    links.made(
        ",\"channel\":\"SMS\",\"phone\":\"+33612345678\",\"validUntil\":\"2026-01-17\",\"reminders\":-1");

    bridge.workUntil(Instant.parse("2026-01-16T09:00:00Z"));

    assertThat(bridge.texts.sent()).hasSize(2);
    assertThat(bridge.texts.sent().getLast().text()).startsWith("Rappel : ");
  }

  @Test
  void aLateSweepSendsOneAndNotAllThatWereMissed() {
    links.made(PLAN);
    bridge.work();
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofDays(30)));

    bridge.sweep();
    bridge.work();

    assertThat(subjects()).hasSize(2).endsWith("Payment request SO0042-1 of €49.90 has expired");
  }

  @Test
  void whatTheMerchantHandsOverHasNone() {
    Json refused = links.create("\"amount\":1,\"reminders\":\"-1\"");

    assertThat(refused.get("body").get("error").text(""))
        .contains("reminders are for what is sent from here, not for URL");
  }

  private List<String> subjects() {
    return bridge.mails.stream().map(Mime::subject).toList();
  }
}
