package io.passerelle.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.MemoryDrawer;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphqlTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:07:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final ShopifyShops shops = new ShopifyShops(new MemoryDrawer());
  private final Sessions sessions = new Sessions(new MemoryDrawer(), new MemoryDrawer(), CLOCK);
  private final Graphql graphql =
      new Graphql(shops, sessions, CLOCK, URI.create("http://localhost:8080"));
  private final ShopifyShop shop =
      new ShopifyShop(
          "own.myshopify.com", "34567890", "Own", false, "shpat_1", "secret", true, false);

  GraphqlTest() {
    shops.put(shop);
  }

  @Test
  void aMutationBeforeTheSessionRequestWasAnsweredFails() {
    PaymentSession session = begun();

    JsonNode payload = resolved(session);

    assertThat(payload.at("/userErrors/0/message").asText()).contains("has not been received");
    assertThat(sessions.payment(session.id()).orElseThrow().state())
        .isEqualTo(PaymentSession.State.OPEN);
  }

  @Test
  void resolvedIsFinalAndTheSameAgainASuccess() {
    PaymentSession session = answered();

    JsonNode first = resolved(session);
    JsonNode second = resolved(session);
    JsonNode other = rejected(session, "PROCESSING_ERROR");

    assertThat(first.path("userErrors")).isEmpty();
    assertThat(first.at("/paymentSession/nextAction/context/redirectUrl").asText())
        .isEqualTo("http://localhost:8080/sandbox/shopify/own.myshopify.com/checkouts/c/thanks");
    assertThat(second).isEqualTo(first);
    assertThat(other.at("/userErrors/0/message").asText()).contains("already been resolved");
  }

  @Test
  void aRejectionNeedsAKnownCodeAndIsFinalToo() {
    PaymentSession session = answered();

    JsonNode unknown = answer("shpat_1", reject(session, "NO_IDEA"));
    JsonNode first = rejected(session, "INSTRUMENT_DECLINED");
    JsonNode other = resolved(session);

    assertThat(unknown.at("/errors/0/extensions/code").asText()).isEqualTo("INVALID_VARIABLE");
    assertThat(first.path("userErrors")).isEmpty();
    assertThat(other.at("/userErrors/0/message").asText()).contains("already been rejected");
  }

  @Test
  void anAuthorizationThatIsResolvedMustExpire() {
    shops.put(shop.capturing(true));
    PaymentSession session =
        sessions.change(
            sessions.begin(shop.capturing(true), "c", "", Price.ALL.getFirst()),
            one -> one.answeredWith("http://localhost:8080/pay/1"));

    assertThat(resolved(session).at("/userErrors/0/message").asText())
        .contains("authorizationExpiresAt");
  }

  @Test
  void anotherTokenIsA401AndAChallengeNoJson() {
    PaymentSession session = answered();

    WebReply stranger = graphql.answer(request("shpat_2", resolve(session)));
    graphql.challenge(1);
    WebReply challenge = graphql.answer(request("shpat_1", resolve(session)));

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(challenge.status()).isEqualTo(429);
    assertThat(challenge.text()).startsWith("<html>");
    assertThat(Graphql.throttled().status()).isEqualTo(200);
    assertThat(Graphql.throttled().text()).contains("THROTTLED");
  }

  private PaymentSession begun() {
    return sessions.begin(shop, "c", "", Price.ALL.getFirst());
  }

  private PaymentSession answered() {
    return sessions.change(begun(), one -> one.answeredWith("http://localhost:8080/pay/1"));
  }

  private JsonNode resolved(PaymentSession session) {
    return answer("shpat_1", resolve(session)).at("/data/paymentSessionResolve");
  }

  private JsonNode rejected(PaymentSession session, String code) {
    return answer("shpat_1", reject(session, code)).at("/data/paymentSessionReject");
  }

  private static ObjectNode resolve(PaymentSession session) {
    ObjectNode body =
        Json.object()
            .put(
                "query",
                "mutation M($id: ID!) { paymentSessionResolve(id: $id) { userErrors { message } }"
                    + " }");
    body.putObject("variables").put("id", session.gid());
    return body;
  }

  private static ObjectNode reject(PaymentSession session, String code) {
    ObjectNode body =
        Json.object()
            .put(
                "query",
                "mutation M($id: ID!, $why: PaymentSessionRejectionReasonInput!) {"
                    + " paymentSessionReject(id: $id, reason: $why) { userErrors { message } } }");
    body.putObject("variables").put("id", session.gid()).putObject("why").put("code", code);
    return body;
  }

  private JsonNode answer(String token, ObjectNode body) {
    return Json.read(graphql.answer(request(token, body)).text());
  }

  private static WebRequest request(String token, ObjectNode body) {
    return new WebRequest(
        "POST",
        "/sandbox/shopify/graphql",
        "",
        Map.of("x-shopify-access-token", token),
        Json.write(body).getBytes(StandardCharsets.UTF_8));
  }
}
