package io.passerelle.function;

import static io.passerelle.function.ShopifyShop.redirectUrl;
import static io.passerelle.function.ShopifyShop.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.edge.Rejection;
import io.passerelle.shop.ecwid.Sealed;
import io.passerelle.shop.shopify.HostedSigner;
import io.passerelle.shop.shopify.ShopifySigner;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whatever stands in a field of what a platform, or somebody in its place, sends: it is answered,
/// never with an exception, and a checkout that is taken leads to a page.
class HostilePlatformTest {

  /// As JSON texts.
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "0",
          "-1",
          "1e999999999",
          "1e-999999999",
          "99999999999999999999999999999999",
          "0.1",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"a\\ud83d\"",
          "\"\\u202e\\ufffe\"",
          "\"../../etc\"",
          "\"%00%\"",
          "\"javascript:alert(1)\"",
          "\"https://a\\\\@b/\"",
          "\"https://[::1\"",
          "\"<script>alert(1)</script>\"",
          "\"" + "€".repeat(3_000) + "\"",
          "[".repeat(2_000) + "]".repeat(2_000));

  private static final String REFUND =
      """
      {"id":"r1","gid":"gid://shopify/RefundSession/r1","payment_id":"u0nwmSrNntjIWozmNslK5Tlq",
       "amount":"10.00","currency":"EUR","test":true,"merchant_locale":"fr",
       "proposed_at":"2026-01-15T10:00:00Z"}
      """;

  @Test
  void everyFieldOfASessionRequestMayHoldAnything() {
    each(
        ShopifyShop.payment(),
        body -> {
          ShopifyShop shop = new ShopifyShop();
          Json reply = shop.session("/shopify/payment", body);
          assertThat(status(reply)).as(body).isBetween(200L, 499L);
          if (status(reply) == 200) {
            assertThat(status(shop.pay(redirectUrl(reply)))).as(body).isBetween(200L, 499L);
            assertThat(shop.pay(redirectUrl(reply)).get("body").text(""))
                .doesNotContain("<script>alert");
          }
        });
  }

  @Test
  void everyFieldOfAnOperationMayHoldAnything() {
    ShopifyShop shop = new ShopifyShop();
    shop.pay(redirectUrl(shop.session("/shopify/payment", ShopifyShop.payment())));
    for (String path : List.of("/shopify/refund", "/shopify/capture", "/shopify/void")) {
      each(
          REFUND,
          body -> assertThat(status(shop.session(path, body))).as(body).isBetween(200L, 499L));
    }
  }

  @Test
  void everyFieldOfASignedWebhookMayHoldAnything() {
    ShopifyShop shop = new ShopifyShop();
    String webhook =
        """
        {"shop_id":1,"shop_domain":"lyra-own.myshopify.com","myshopify_domain":"other.myshopify.com",
         "customer":{"id":191167,"email":"zoe@example.org","phone":"555-625-1199"}}
        """;
    for (String topic :
        List.of("app/uninstalled", "customers/data_request", "customers/redact", "x")) {
      each(
          webhook,
          body -> {
            String signature = new ShopifySigner(ShopifyShop.SECRET).webhook(body.getBytes(UTF_8));
            Json reply = shop.webhook(topic, body, Map.of("x-shopify-hmac-sha256", signature));
            assertThat(status(reply)).as(topic + body).isBetween(200L, 499L);
          });
    }
  }

  @Test
  void everyFieldOfTheHostedProtocolMayHoldAnything() {
    ShopifyShop shop = new ShopifyShop("{\"platform\":\"shopify\"}");
    HostedSigner signer = new HostedSigner(Requests.KEY);
    Map<String, String> fields = new TreeMap<>();
    for (String name : List.of("x_url_callback", "x_url_cancel", "x_url_complete")) {
      fields.put(name, "https://cart.example/" + name);
    }
    fields.putAll(
        Map.of(
            "x_account_id", "34567890",
            "x_amount", "49.90",
            "x_currency", "EUR",
            "x_reference", "19783",
            "x_test", "true",
            "x_customer_email", "zoe@example.org",
            "x_transaction_type", "refund"));
    each(
        JsonTree.text(fields),
        body -> {
          Map<String, String> texts = texts(body);
          for (String path : List.of("/shopify/hosted", "/shopify/hosted/refund")) {
            Map<String, String> sent = new TreeMap<>(texts);
            if (path.equals("/shopify/hosted")) {
              sent.remove("x_transaction_type");
            }
            String text =
                path.equals("/shopify/hosted")
                    ? form(signer.signed(sent))
                    : JsonTree.text(signer.signed(sent));
            assertThat(status(hosted(shop, path, text))).as(body).isBetween(200L, 499L);
          }
          assertThat(status(hosted(shop, "/shopify/hosted/refund", body))).isBetween(200L, 499L);
        });
  }

  @Test
  void everyFieldOfAnEcwidCheckoutMayHoldAnything() {
    String payload =
        """
        {"storeId":1003,"returnUrl":"https://app.ecwid.com/custompaymentapps/1003?orderId=1",
         "lang":"fr","merchantAppSettings":{"siteId":"12345678"},"token":"secret",
         "cart":{"currency":"EUR","order":{"referenceTransactionId":"transaction_42",
          "vendorOrderNumber":"XJ1","orderNumber":1,"id":"XJ12H","total":49.90,"email":"a@b.example",
          "ipAddress":"203.0.113.7","customerId":7,"paymentStatus":"INCOMPLETE",
          "paymentModule":"CUSTOM_PAYMENT_APP-lyra-own",
          "billingPerson":{"name":"Zoé M","companyName":"c","street":"1 rue A","city":"Lyon",
           "countryCode":"FR","postalCode":"69001","stateOrProvinceCode":"x","phone":"1"},
          "items":[{"name":"n","sku":"s","quantity":1,"price":1}]}}}
        """;
    each(
        payload,
        body -> {
          Bridge bridge = EcwidTests.bridge();
          Json reply =
              Bridge.run(
                  new EcwidPaymentFunction(bridge.wiring),
                  EcwidTests.request(
                      "POST",
                      "/ecwid/payment",
                      "app-name=lyra-own",
                      "application/x-www-form-urlencoded",
                      Sealed.body(Map.of("enc_data", Sealed.gcm(body))),
                      Map.of()));
          assertThat(status(reply)).as(body).isBetween(200L, 499L);
          assertThat(reply.get("body").text("")).doesNotContain("<script>alert");
        });
  }

  @Test
  void everyFieldOfAnEcwidWebhookMayHoldAnything() {
    Bridge bridge = EcwidTests.bridge();
    String webhook =
        """
        {"eventId":"e1","eventCreated":1234567,"storeId":1003,"entityId":"XJ12H",
         "eventType":"order.updated","data":{}}
        """;
    each(
        webhook,
        body -> {
          bridge.answers.clear();
          bridge.answers.add(Bridge.answered(200, body));
          Json reply =
              Bridge.run(
                  new EcwidWebhookFunction(bridge.wiring),
                  EcwidTests.request(
                      "POST",
                      "/ecwid/webhooks",
                      "app-name=lyra-own",
                      "application/json",
                      body,
                      Map.of("x-ecwid-webhook-signature", EcwidTests.signature(1234567, "e1"))));
          assertThat(status(reply)).as(body).isBetween(200L, 503L);
        });
  }

  /// Of a document that nests too deep, nothing.
  private static Map<String, String> texts(String body) {
    Map<String, String> texts = new TreeMap<>();
    try {
      Json.parse(body).members().forEach((name, value) -> texts.put(name, value.text("1")));
    } catch (Rejection _) {
      return texts;
    }
    return texts;
  }

  private static Json hosted(ShopifyShop shop, String path, String body) {
    String type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
    return Bridge.run(
        new HostedPaymentFunction(shop.bridge.wiring),
        ShopifyShop.event("POST", path, "", Map.of("content-type", type), body));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// Each member of a document, however deep, in the place of each value.
  private static void each(String document, Consumer<String> use) {
    use.accept(document);
    Matcher member =
        Pattern.compile("(\"[a-zA-Z_]+\":\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|[0-9.]+|true|\\{\\})")
            .matcher(document);
    while (member.find()) {
      for (String value : VALUES) {
        use.accept(
            document.substring(0, member.end(1)) + value + document.substring(member.end(2)));
      }
    }
  }
}
