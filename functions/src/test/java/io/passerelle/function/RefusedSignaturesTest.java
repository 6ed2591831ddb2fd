package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Texts;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Difference;
import io.passerelle.gateway.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedSignaturesTest {

  private static final Secret PRODUCTION = Secret.of("8877665544332211");
  private static final Secret NEXT = Secret.of("99990000aaaabbbb");

  private final Bridge bridge = new Bridge().withShop();

  @Test
  void everyDifferenceIsToldInBothLanguages() {
    List<String> expected =
        Arrays.stream(Difference.values())
            .flatMap(one -> Stream.of(one + ".analysis", one + ".remedy"))
            .toList();

    for (Locale language : Spoken.LANGUAGES) {
      Texts texts = Texts.of(RefusalView.class, "refusals", language);
      assertThat(texts.keys()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(texts.keys()).noneMatch(key -> texts.get(key).isBlank());
    }
  }

  @Test
  void aNotificationWithTheKeyOfTheOtherModeIsRefusedAsEverAndTheOperatorReadsWhy() {
    save("\"productionKey\": \"" + PRODUCTION.reveal() + "\"");

    Json reply = bridge.notification(byKey(PRODUCTION));

    assertThat(reply.get("statusCode").number()).contains(403L);
    assertThat(reply.get("body").text("")).contains("KO-Invalid signature.");
    Json refusal = refusals("").getFirst();
    assertThat(refusal.get("difference").text()).contains("OTHER_MODE");
    assertThat(refusal.get("kind").text()).contains("NOTIFICATION");
    assertThat(refusal.get("at").text()).contains("2026-01-15T10:00:00Z");
    assertThat(refusal.get("why").get("analysis").text("")).contains("autre mode");
    assertThat(refusal.get("fields").items()).hasSizeGreaterThan(5);
  }

  @Test
  void aKeyThatWasReplacedIsNamedAfterItsOverlapAndAcceptedWithinIt() {
    save("\"testKey\": \"" + NEXT.reveal() + "\"");
    assertThat(bridge.notification(byKey(Requests.KEY)).get("statusCode").number()).contains(200L);

    bridge.clock.moveTo(Bridge.START.plusSeconds(25 * 3600));
    Json reply = bridge.notification(byKey(Requests.KEY));

    assertThat(reply.get("statusCode").number()).contains(403L);
    assertThat(refusals("").getFirst().get("difference").text()).contains("REPLACED_KEY");
  }

  @Test
  void aPaymentFormIsLookedIntoToo() {
    byte[] form = Vectors.body(Requests.signed(Requests.FORM, Secret.of("another key")));

    Json reply = bridge.checkout(form);

    assertThat(reply.get("statusCode").number()).contains(403L);
    assertThat(refusals("").getFirst().get("kind").text()).contains("PAYMENT_FORM");
    assertThat(refusals("").getFirst().get("difference").text()).contains("UNKNOWN");
  }

  @Test
  void anAnswerOfTheRestApiIsLookedIntoToo() {
    byte[] form = Requests.rest(Requests.restAnswer("AUTHORISED"), Secret.of("another"));

    Json reply = bridge.notification(form);

    assertThat(reply.get("statusCode").number()).contains(403L);
    assertThat(refusals("").getFirst().get("format").text()).contains("REST");
  }

  @Test
  void forgedFormsLeaveOneRowForEachQuarterHour() {
    int before = bridge.rows.rows().size();
    for (int i = 0; i < 50; i++) {
      bridge.notification(byKey(Secret.of("forged" + i)));
    }
    assertThat(bridge.rows.rows()).hasSize(before + 1);

    bridge.clock.moveTo(Bridge.START.plusSeconds(900));
    bridge.notification(byKey(Secret.of("forged")));

    assertThat(bridge.rows.rows()).hasSize(before + 2);
    assertThat(bridge.rows.rows())
        .filteredOn(row -> row.key().partition().startsWith("REFUSED#"))
        .hasSize(2)
        .allMatch(row -> row.expires().isPresent());
    assertThat(refusals("")).hasSize(2);
    assertThat(refusals("").getFirst().get("at").text()).contains("2026-01-15T10:15:00Z");
  }

  @Test
  void aTableThatFailsDoesNotChangeTheAnswer() {
    bridge.table.failAt(1, false);

    Json reply = bridge.notification(byKey(PRODUCTION));

    assertThat(reply.get("statusCode").number()).contains(403L);
  }

  @Test
  void whatIsKeptHoldsNoKeyNoSignatureAndNoValue() {
    byte[] form = byKey(PRODUCTION);
    String signature = Form.parse(form).field("signature").orElseThrow();

    bridge.notification(form);

    assertThat(bridge.rows.rows().toString())
        .doesNotContain(signature, PRODUCTION.reveal(), Requests.KEY.reveal())
        .doesNotContain("0123456789abcdef0123456789abcdef");
  }

  @ParameterizedTest
  @CsvSource({"fr, La signature, false", "en, It is signed, false", "both, La signature, true"})
  void anOperatorAsksForALanguage(String lang, String words, boolean both) {
    save("\"productionKey\": \"" + PRODUCTION.reveal() + "\"");
    bridge.notification(byKey(PRODUCTION));

    Json refusal = refusals(", \"lang\": \"" + lang + "\"").getFirst();

    assertThat(refusal.get("why").get("analysis").text("")).startsWith(words);
    assertThat(refusal.has("whyIn")).isEqualTo(both);
  }

  @ParameterizedTest
  @CsvSource({"99999999, 404", "x, 422", "'', 422"})
  void theRefusalsOfNoShopCannotBeRead(String siteId, long status) {
    Json answer = bridge.operator("{\"action\": \"refusals\", \"siteId\": \"" + siteId + "\"}");

    assertThat(answer.get("status").number()).contains(status);
  }

  private static byte[] byKey(Secret key) {
    Map<String, String> fields =
        Requests.changed(
            Requests.FORM,
            "vads_trans_status",
            "AUTHORISED",
            "vads_trans_uuid",
            "0123456789abcdef0123456789abcdef");
    return Vectors.body(Requests.signed(fields, key));
  }

  private void save(String members) {
    bridge.operator(
        "{\"action\": \"saveShop\", \"shop\": {\"siteId\": \"12345678\", " + members + "}}");
  }

  private List<Json> refusals(String extra) {
    Json answer =
        bridge.operator("{\"action\": \"refusals\", \"siteId\": \"12345678\"" + extra + "}");
    assertThat(answer.get("status").number()).contains(200L);
    return answer.get("body").get("refusals").items();
  }
}
