package io.passerelle.shop.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import io.passerelle.shop.shopify.Mutation.Asked;
import io.passerelle.shop.shopify.Mutation.Waiting;
import io.passerelle.shop.shopify.MutationAnswer.Later;
import io.passerelle.shop.shopify.MutationAnswer.Refused;
import io.passerelle.shop.shopify.MutationAnswer.Taken;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MutationAnswerTest {

  private static final String GID = "gid://shopify/PaymentSession/u0nwmSrNntjIWozmNslK5Tlq";

  private static final String TAKEN =
      """
      {"data":{"paymentSessionResolve":{"paymentSession":{"id":"%s","state":{"code":"RESOLVED"},
       "nextAction":{"action":"REDIRECT","context":{"redirectUrl":
       "https://lyra-own.myshopify.com/checkouts/1/thanks"}}},"userErrors":[]}},
       "extensions":{"cost":{"requestedQueryCost":10}}}
      """
          .formatted(GID);

  @Test
  void whatWasTakenSaysWhereTheBuyerGoesOn() {
    assertThat(MutationAnswer.of(200, TAKEN))
        .isEqualTo(new Taken(Optional.of("https://lyra-own.myshopify.com/checkouts/1/thanks")));
  }

  @Test
  void anAddressThatIsNoneIsLeftOut() {
    String script = TAKEN.replace("https://lyra-own.myshopify.com", "javascript:alert(1)//");

    assertThat(MutationAnswer.of(200, script)).isEqualTo(new Taken(Optional.empty()));
  }

  @Test
  void aRefundThatWasTakenLeadsNobodyOn() {
    String answer =
        "{\"data\":{\"refundSessionResolve\":{\"refundSession\":{\"id\":\"1\"},\"userErrors\":[]}}}";

    assertThat(MutationAnswer.of(200, answer)).isEqualTo(new Taken(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "502", "503", "404", "302", "402", "423"})
  void aStatusThatMayPassIsTriedAgain(int status) {
    assertThat(MutationAnswer.of(status, "")).isInstanceOf(Later.class);
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void aDeadTokenIsNotTriedAgain(int status) {
    assertThat(MutationAnswer.of(status, "{\"errors\":\"[API] Invalid API key\"}"))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><title>Verifying your connection...</title></html>",
        "{\"data\":{\"paymentSessionResolve\":",
        "{\"data\":null}",
        "{}",
        "[]",
        "{\"data\":{\"paymentSessionResolve\":null}}",
        "{\"data\":{\"paymentSessionResolve\":{\"userErrors\":null}}}",
      })
  void anAnswerThatCannotBeUnderstoodIsTriedAgain(String text) {
    assertThat(MutationAnswer.of(200, text)).isInstanceOf(Later.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"THROTTLED", "SHOP_INACTIVE", "INTERNAL_SERVER_ERROR", "SOMETHING_NEW"})
  void aSuccessThatIsThrottledOrBusyIsNone(String code) {
    assertThat(MutationAnswer.of(200, error(code))).isEqualTo(new Later(code + " Not this time"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCESS_DENIED", "MAX_COST_EXCEEDED"})
  void whatWillBeRefusedAgainIsNotTriedAgain(String code) {
    assertThat(MutationAnswer.of(200, error(code))).isInstanceOf(Refused.class);
  }

  @Test
  void anotherFinalStateIsAContradiction() {
    String answer = userError("The payment session has already been rejected");

    assertThat(MutationAnswer.of(200, answer))
        .isEqualTo(new Refused("The payment session has already been rejected"));
  }

  @Test
  void aMutationThatCameTooEarlyIsTriedAgain() {
    String answer =
        userError("... or the response to start_payment_session request has not been received.");

    assertThat(MutationAnswer.of(200, answer)).isInstanceOf(Later.class);
  }

  @Test
  void mutationsCarryTheirSessionAndReason() {
    Instant at = Instant.parse("2026-01-18T10:00:00Z");
    Json pending = body(Mutation.pending(GID, at, Waiting.NETWORK_ACTION_REQUIRED));
    Json refund = body(Mutation.notDone(Asked.REFUND, GID, "PROCESSING_ERROR", "too late"));

    assertThat(pending.get("query").text("")).contains("paymentSessionPending(id: $id,");
    assertThat(pending.get("variables").get("pendingExpiresAt").text())
        .contains("2026-01-18T10:00:00Z");
    assertThat(refund.get("query").text(""))
        .startsWith("mutation RefundSessionReject($id: ID!")
        .contains("refundSessionReject(id: $id, reason: $reason) { refundSession { id state {");
    assertThat(refund.get("variables").get("reason").get("merchantMessage").text())
        .contains("too late");
  }

  @Test
  void onlyAnAuthorizationExpires() {
    Json sale = body(Mutation.resolve(GID, Optional.empty()));
    Json setAside = body(Mutation.resolve(GID, Optional.of(Instant.EPOCH)));

    assertThat(sale.get("query").text("")).doesNotContain("authorizationExpiresAt");
    assertThat(setAside.get("query").text(""))
        .contains("authorizationExpiresAt: $authorizationExpiresAt");
    assertThat(setAside.get("variables").get("authorizationExpiresAt").text())
        .contains("1970-01-01T00:00:00Z");
  }

  private static Json body(Mutation mutation) {
    return Json.parse(mutation.body());
  }

  private static String error(String code) {
    return "{\"errors\":[{\"message\":\"Not this time\",\"extensions\":{\"code\":\"%s\"}}]}"
        .formatted(code);
  }

  private static String userError(String message) {
    return """
    {"data":{"paymentSessionResolve":{"paymentSession":null,
     "userErrors":[{"field":["id"],"message":"%s"}]}}}
    """
        .formatted(message);
  }
}
