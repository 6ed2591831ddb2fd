package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.alert.Alert;
import io.passerelle.store.Change;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailFunctionTest {

  private final Bridge bridge = new Bridge().withShop();
  private final MailingId id = new MailingId(Bridge.ORDER, "m");

  @Test
  void aMailIsSentOnceToItsRecipientsAndWrittenDown() {
    write(List.of("boss@shop.example", "staff@shop.example"));

    bridge.sendMail(id.toString());
    bridge.sendMail(id.toString());

    assertThat(bridge.mails)
        .singleElement()
        .satisfies(mail ->
            assertThat(mail.to()).containsExactly("boss@shop.example", "staff@shop.example"));
    assertThat(mailing().due()).isEmpty();
    assertThat(bridge.rows.rows())
        .anySatisfy(row -> assertThat(row.document()).contains("to: boss@shop.example"));
  }

  @Test
  void aMailThatIsRefusedIsTriedAgainAtTheQuarterHoursAndNotBefore() {
    write(List.of("boss@shop.example"));
    bridge.mailServerAnswers.addAll(List.of(false, false));

    bridge.sendMail(id.toString());
    bridge.sendMail(id.toString());

    assertThat(mailing().due()).contains(Instant.parse("2026-01-15T10:15:00Z"));
    assertThat(bridge.mailServerAnswers).hasSize(1);
    bridge.minutesPass(30);
    assertThat(bridge.mails).hasSize(1);
    assertThat(mailing().tries()).isEqualTo(3);
  }

  @Test
  void aMailThatIsAlwaysRefusedIsGivenUp() {
    write(List.of("boss@shop.example"));
    bridge.mailServerAnswers.addAll(Collections.nCopies(100, false));

    bridge.minutesPass(24 * 60);

    assertThat(bridge.mailServerAnswers).hasSize(100 - Mailing.TRIES_MAX);
    assertThat(mailing().due()).isEmpty();
  }

  @Test
  void anAddressThatNoMailServerTakesDoesNotCostTheOthersTheirMail() {
    write(List.of("é@shop.example", "boss@localhost", "boss@shop.example"));

    bridge.sendMail(id.toString());

    assertThat(bridge.mails.getFirst().to()).containsExactly("boss@shop.example");
  }

  @Test
  void aMailThatNobodyCanGetIsGivenUp() {
    write(List.of("é@shop.example"));

    boolean again = bridge.sendMail(id.toString());

    assertThat(again).isFalse();
    assertThat(bridge.mails).isEmpty();
    assertThat(mailing().due()).isEmpty();
  }

  @Test
  void aMailThatWorkersDieOfIsGivenUp() {
    Alert alert =
        new Alert.PaymentFlagged("12345678", "Shop", "SO1", Alert.Kind.CONTRADICTION, "x");
    bridge.ledger.write(
        new Change()
            .with(Mailing.of(id, alert, List.of("a@shop.example"), "fr", "No/Zone", Bridge.START)));

    bridge.minutesPass(24 * 60);

    assertThat(bridge.mails).isEmpty();
    assertThat(mailing().due()).isEmpty();
  }

  @Test
  void anUnknownMailIsNoTrouble() {
    assertThat(bridge.sendMail(id.toString())).isFalse();
    assertThat(bridge.sendMail("not a mail")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true"})
  void whicheverWriteFailsTheMailIsSentAndSettled(int write, boolean takesEffect) {
    write(List.of("boss@shop.example"));
    bridge.table.failAt(write, takesEffect);

    bridge.sendMail(id.toString());
    bridge.minutesPass(30);

    assertThat(bridge.mails).hasSizeBetween(1, 2);
    assertThat(mailing().due()).isEmpty();
    assertThat(bridge.mails.stream().map(MailFunctionTest::messageId).distinct()).hasSize(1);
  }

  private static String messageId(Bridge.Sent mail) {
    return mail.message()
        .lines()
        .filter(line -> line.startsWith("Message-ID:"))
        .findFirst()
        .orElseThrow();
  }

  private void write(List<String> to) {
    Alert alert =
        new Alert.PaymentFlagged("12345678", "Shop", "SO1", Alert.Kind.CONTRADICTION, "x");
    bridge.ledger.write(
        new Change().with(Mailing.of(id, alert, to, "fr", "UTC", bridge.clock.instant())));
  }

  private Mailing mailing() {
    return bridge.ledger.mailing(id).orElseThrow();
  }
}
