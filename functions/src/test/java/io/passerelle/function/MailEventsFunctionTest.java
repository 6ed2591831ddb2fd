package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.alert.Alert;
import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Failures;
import io.passerelle.edge.Json;
import io.passerelle.store.Change;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Suppression;
import io.passerelle.store.Suppression.Reason;
import io.passerelle.store.Suppressions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailEventsFunctionTest {

  private static final String BOSS = "boss@shop.example";
  private static final String EARLY = "2026-01-14T08:00:00.000Z";
  private static final String LATE = "2026-01-14T09:00:00.000Z";

  private final Bridge bridge = new Bridge().withShop();
  private final Suppressions suppressions = new Suppressions(bridge.rows);

  @Test
  void theRecordedBounceSuppressesItsAddress() {
    tell(Bridge.event("mail-events"));

    assertThat(suppressions.find(BOSS)).flatMap(Suppression::reason).contains(Reason.BOUNCED);
  }

  @ParameterizedTest
  @CsvSource({
    "Permanent, true",
    "Transient, false",
    "Undetermined, false",
    "permanent, false",
    "'', false"
  })
  void onlyWhatBouncesForGoodIsSuppressed(String type, boolean suppressed) {
    tell(sns(bounce(type, BOSS, EARLY)));

    assertThat(suppressions.find(BOSS).isPresent()).isEqualTo(suppressed);
  }

  @ParameterizedTest
  @CsvSource({"abuse, true", "'', true", "not-spam, false", "fraud, true"})
  void aComplaintIsSuppressedUnlessItIsNone(String feedback, boolean suppressed) {
    tell(sns(complaint(feedback, BOSS, EARLY)));

    assertThat(suppressions.find(BOSS).isPresent()).isEqualTo(suppressed);
  }

  @Test
  void theOrderOfEventsAndTheirNumberDoNotMatter() {
    String[] events = {
      bounce("Permanent", BOSS, EARLY), complaint("abuse", BOSS, EARLY),
      bounce("Permanent", BOSS, LATE), bounce("Transient", BOSS, LATE)
    };
    Optional<Instant> bouncedAt = Optional.of(Instant.parse(LATE));
    for (int first = 0; first < events.length; first++) {
      Bridge one = new Bridge();
      for (int i = 0; i < 2 * events.length; i++) {
        Bridge.run(
            new MailEventsFunction(one.wiring), sns(events[(first + 3 * i) % events.length]));
      }

      Suppression held = new Suppressions(one.rows).find(BOSS).orElseThrow();
      assertThat(held.reason()).contains(Reason.COMPLAINED);
      assertThat(held.bouncedAt()).isEqualTo(bouncedAt);
      assertThat(held.complainedAt()).contains(Instant.parse(EARLY));
    }
  }

  @Test
  void anEventThatCameTwiceWritesNothingTheSecondTime() {
    tell(sns(bounce("Permanent", BOSS, EARLY)));
    var stored = bridge.stored();

    tell(sns(bounce("Permanent", BOSS, EARLY)));

    assertThat(bridge.stored()).isEqualTo(stored);
  }

  @Test
  void aTimeThatHasNotComeYetIsTakenForNow() {
    tell(sns(bounce("Permanent", BOSS, "2099-01-01T00:00:00Z")));

    assertThat(suppressions.find(BOSS)).flatMap(Suppression::at).contains(Bridge.START);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"Records\":{}}",
        "{\"Records\":[1]}",
        "{\"Records\":[{\"Sns\":{}}]}",
        "{\"Records\":[{\"Sns\":{\"Message\":\"Successfully validated SNS topic\"}}]}",
        "{\"Records\":[{\"Sns\":{\"Message\":\"{}\"}}]}",
        "{\"Records\":[{\"Sns\":{\"Message\":\"{\\\"eventType\\\":\\\"Open\\\"}\"}}]}",
        "{\"Records\":[{\"Sns\":{\"Message\":\"{\\\"eventType\\\":\\\"Bounce\\\"}\"}}]}"
      })
  void whatIsNoEventIsDropped(String event) {
    var stored = bridge.stored();

    tell(event);

    assertThat(bridge.stored()).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "a@b", "a@shop.example, b@shop.example", "\\n@x.example"})
  void whatIsNoAddressIsLeftOut(String address) {
    var stored = bridge.stored();

    tell(sns(bounce("Permanent", address, EARLY)));

    assertThat(bridge.stored()).isEqualTo(stored);
  }

  @Test
  void anAddressIsKnownWithItsNameAndInAnyCase() {
    tell(sns(bounce("Permanent", "\\\"The Boss\\\" <Boss@Shop.example>", EARLY)));

    assertThat(suppressions.find(BOSS)).isPresent();
  }

  @Test
  void aTableThatFailsIsNotCaught() {
    bridge.table.failAt(1, false);

    assertThatExceptionOfType(AwsFailure.class)
        .isThrownBy(() -> tell(sns(bounce("Permanent", BOSS, EARLY))));
  }

  @Test
  void aSuppressedAddressGetsNoMailAndTheHistorySaysSo() {
    tell(sns(bounce("Permanent", BOSS, EARLY)));

    mail("m1", List.of(BOSS, "staff@shop.example"));
    mail("m2", List.of(BOSS));

    assertThat(bridge.mails)
        .singleElement()
        .satisfies(one -> assertThat(one.to()).containsExactly("staff@shop.example"));
    assertThat(bridge.rows.rows())
        .anyMatch(row ->
            row.document()
                .contains(
                    "to: staff@shop.example, not sent to b***@shop.example: bounced on 2026-01-14"))
        .anyMatch(row -> row.document().contains("not sent, nobody may have it"));
    assertThat(bridge.ledger.mailing(id("m2")).orElseThrow().due()).isEmpty();
  }

  @Test
  void theShopShowsWhichOfItsAddressesAreSuppressed() {
    tell(sns(complaint("abuse", BOSS, EARLY)));

    Json shop = bridge.operator("{\"action\":\"shop\",\"siteId\":\"12345678\"}").get("body");

    assertThat(shop.get("suppressed").items())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.get("email").text()).contains(BOSS);
          assertThat(one.get("reason").text()).contains("COMPLAINED");
          assertThat(one.get("at").text()).contains("2026-01-14T08:00:00Z");
        });
  }

  @Test
  void anAddressThatARuleMailsOfPaymentsIsShownToo() {
    bridge.operator(
        "{\"action\":\"saveShop\",\"shop\":{\"siteId\":\"12345678\",\"rules\":[{\"kind\":\"CUSTOM\","
            + "\"label\":\"Books\",\"action\":\"EMAIL\",\"emails\":\"books@shop.example\"}]}}");
    tell(sns(bounce("Permanent", "books@shop.example", EARLY)));

    Json shop = bridge.operator("{\"action\":\"shop\",\"siteId\":\"12345678\"}").get("body");

    assertThat(shop.get("suppressed").items())
        .extracting(one -> one.get("email").text(""))
        .containsExactly("books@shop.example");
  }

  @Test
  void anOperatorLiftsASuppressionAndOldEventsDoNotBringItBack() {
    tell(sns(bounce("Permanent", BOSS, EARLY)));

    Json lifted = lift(BOSS);
    tell(sns(bounce("Permanent", BOSS, LATE)));

    assertThat(lifted.get("status").number()).contains(200L);
    assertThat(suppressions.find(BOSS)).isEmpty();
    bridge.clock.moveTo(Bridge.START.plusSeconds(60));
    tell(sns(bounce("Permanent", BOSS, "2026-01-15T10:00:30Z")));
    assertThat(suppressions.find(BOSS)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"a@shop.example, 404", "'', 422", "nobody, 422"})
  void whatIsNotSuppressedCannotBeLifted(String email, long status) {
    assertThat(lift(email).get("status").number()).contains(status);
  }

  @Test
  void aMailThatWillNeverBeTakenIsGivenUpAtOnceWithTheReason() {
    bridge.mailServerFailure = Optional.of(Failures.of("MessageRejected"));

    mail("m1", List.of(BOSS));
    bridge.minutesPass(60);

    assertThat(bridge.mails).isEmpty();
    assertThat(bridge.ledger.mailing(id("m1")).orElseThrow().tries()).isEqualTo(1);
    assertThat(bridge.rows.rows())
        .anyMatch(row ->
            row.document().contains("not sent, given up, to: " + BOSS + ", error=MessageRejected"));
  }

  private Json lift(String email) {
    return bridge.operator("{\"action\":\"unsuppress\",\"email\":\"" + email + "\"}");
  }

  private void mail(String name, List<String> to) {
    Alert alert =
        new Alert.PaymentFlagged("12345678", "Shop", "SO1", Alert.Kind.CONTRADICTION, "x");
    bridge.ledger.write(
        new Change().with(Mailing.of(id(name), alert, to, "fr", "UTC", bridge.clock.instant())));
    bridge.sendMail(id(name).toString());
  }

  private static MailingId id(String name) {
    return new MailingId(Bridge.ORDER, name);
  }

  private void tell(String event) {
    Bridge.run(new MailEventsFunction(bridge.wiring), event);
  }

  private static String bounce(String type, String email, String at) {
    return """
    {"eventType":"Bounce","bounce":{"bounceType":"%s","bounceSubType":"General",
    "bouncedRecipients":[{"emailAddress":"%s","action":"failed","status":"5.1.1"}],
    "timestamp":"%s","feedbackId":"f"},"mail":{"messageId":"m"}}
    """
        .formatted(type, email, at);
  }

  private static String complaint(String feedback, String email, String at) {
    return """
    {"eventType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"%s"}],
    "timestamp":"%s","feedbackId":"f","complaintFeedbackType":"%s"},"mail":{"messageId":"m"}}
    """
        .formatted(email, at, feedback);
  }

  private static String sns(String message) {
    return Json.object(json -> {
      json.writeArrayFieldStart("Records");
      json.writeStartObject();
      json.writeObjectFieldStart("Sns");
      json.writeStringField("Message", message);
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
    });
  }
}
