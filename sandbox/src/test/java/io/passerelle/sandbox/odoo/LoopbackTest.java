package io.passerelle.sandbox.odoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.state.JsonText;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gateway and the shop were written apart, each with a signer of its own: here they meet.
class LoopbackTest {

  private final Loopback loopback = new Loopback(0);

  @AfterEach
  void close() {
    loopback.close();
  }

  @ParameterizedTest
  @CsvSource({
    "lamp, ACCEPTED, done",
    "teapot, ACCEPTED, done",
    "carpet, ACCEPTED, done",
    "lamp, REFUSED, error",
    "lamp, PAYPAL, pending",
    "lamp, ABANDONED, draft",
  })
  void aPaymentReachesTheShop(String product, String outcome, String state) {
    JsonNode paid = paid(product, outcome);

    assertThat(paid.at("/notification/status").asInt()).isEqualTo(200);
    assertThat(order().get("state").asText()).isEqualTo(state);
  }

  @Test
  void theBuyersReturnIsRightlySigned() {
    String url = paid("lamp", "ACCEPTED").get("returnUrl").asText();
    int query = url.indexOf('?');

    WebReply reply =
        loopback.odoo.answer(
            new WebRequest(
                "GET",
                url.substring(loopback.home().toString().length(), query),
                url.substring(query + 1),
                Map.of(),
                new byte[0]));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply)).contains("Thank you, the order is paid");
  }

  @Test
  void theShopsPageHoldsTheFormThatTheGatewayTakes() {
    String leaving = text(post(loopback.odoo, odooPath("pay"), "product=desk&lang=fr"));
    Matcher inputs = Pattern.compile("name=\"([^\"]+)\" value=\"([^\"]*)\"").matcher(leaving);
    String form =
        inputs
            .results()
            .map(input -> encode(input.group(1)) + "=" + encode(unescaped(input.group(2))))
            .collect(Collectors.joining("&"));

    WebReply reply = post(loopback.gateway, "/sandbox/gateway/vads-payment/", form);

    assertThat(reply.status()).as(text(reply)).isEqualTo(303);
  }

  private JsonNode paid(String product, String outcome) {
    String checkout = text(post(loopback.odoo, odooPath("api/checkouts"), "product=" + product));
    String form =
        StreamSupport.stream(
                JsonText.tree(checkout).get("fields").properties().spliterator(), false)
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue().asText()))
            .collect(Collectors.joining("&"));
    WebReply reply = post(loopback.gateway, "/sandbox/gateway/vads-payment/", form);
    String page = reply.headers().getOrDefault("location", "");
    return JsonText.tree(
        loopback
            .gateway
            .control()
            .pay("{\"page\":\"" + page + "\",\"outcome\":\"" + outcome + "\"}"));
  }

  private JsonNode order() {
    return JsonText.tree(
        text(
            loopback.odoo.answer(
                new WebRequest(
                    "GET", odooPath("api/orders/SO0001-1"), "", Map.of(), new byte[0]))));
  }

  private static WebReply post(io.passerelle.sandbox.web.Site site, String path, String form) {
    return site.answer(new WebRequest("POST", path, "", Map.of(), form.getBytes(UTF_8)));
  }

  private static String odooPath(String path) {
    return "/sandbox/odoo/" + Loopback.SITE + "/" + path;
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, UTF_8);
  }

  private static String unescaped(String html) {
    return html.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x2F;", "/")
        .replace("&#x60;", "`")
        .replace("&#x3D;", "=")
        .replace("&amp;", "&");
  }

  private static String text(WebReply reply) {
    return new String(reply.body(), UTF_8);
  }
}
