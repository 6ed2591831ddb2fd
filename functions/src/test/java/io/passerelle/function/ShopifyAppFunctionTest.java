package io.passerelle.function;

import static io.passerelle.function.ShopifyShop.DOMAIN;
import static io.passerelle.function.ShopifyShop.payment;
import static io.passerelle.function.ShopifyShop.redirectUrl;
import static io.passerelle.function.ShopifyShop.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.Table;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Credential;
import io.passerelle.shop.Grant;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import io.passerelle.shop.shopify.ShopifySigner;
import io.passerelle.store.Grants;
import io.passerelle.store.Shops;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyAppFunctionTest {

  private static final String TOKEN =
      "{\"access_token\":\"shpat_2\",\"scope\":\"write_payment_gateways\",\"expires_in\":3600,"
          + "\"refresh_token\":\"shprt_2\"}";
  private static final ShopifySigner SIGNER = new ShopifySigner(ShopifyShop.SECRET);

  private final ShopifyShop shop = new ShopifyShop();
  private final Bridge bridge = shop.bridge;

  @Test
  void anInstallationIsSentToShopifyWithAStateOfItsOwn() {
    Json reply = install();

    assertThat(status(reply)).isEqualTo(303);
    assertThat(location(reply))
        .startsWith("https://" + DOMAIN + "/admin/oauth/authorize?client_id=client-1&scope=")
        .contains("redirect_uri=https%3A%2F%2Fbridge.example%2Fshopify%2Fauthorized");
    assertThat(reply.get("headers").get("set-cookie").text(""))
        .contains(state(reply), "HttpOnly", "Secure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "lyra-own.myshopify.com.evil.example",
        "lyra-own.myshopify.com/admin",
        "-own.myshopify.com",
        "own_shop.myshopify.com",
        ".myshopify.com",
        "lyra-own.myshopify.com:8080",
        "",
      })
  void aNameThatIsNoShopsIsRefused(String name) {
    Json reply = get("/shopify/install", signed(Map.of("shop", name, "timestamp", "1")), "");

    assertThat(status(reply)).isEqualTo(422);
  }

  @Test
  void whatShopifyDidNotSignIsRefused() {
    Map<String, String> query = signed(Map.of("shop", DOMAIN, "timestamp", "1"));
    query.put("shop", "other.myshopify.com");

    assertThat(status(get("/shopify/install", query, ""))).isEqualTo(403);
  }

  @Test
  void aMerchantWhoAgreedHasATokenThatIsSealed() {
    Json page = installed();

    assertThat(status(page)).isEqualTo(200);
    assertThat(page.get("body").text("")).contains("34567890").doesNotContain("1122334455667788");
    Grant grant = grant();
    assertThat(grant.access()).contains(Secret.of("shpat_2"));
    assertThat(grant.refresh()).contains(Secret.of("shprt_2"));
    assertThat(grant.expires()).contains(bridge.clock.instant().plus(Duration.ofHours(1)));
    assertThat(bridge.stored().toString()).doesNotContain("shpat_2").doesNotContain("shprt_2");
    assertThat(new String(bridge.calls.getFirst().body(), UTF_8))
        .contains("\"client_id\":\"client-1\"", "\"code\":\"c0de\"");
  }

  @Test
  void aStateIsGoodOnceAndForTheBrowserThatLeft() {
    Json left = install();
    bridge.answers.add(Bridge.answered(200, TOKEN));
    Map<String, String> query = back(state(left));

    Json other = get("/shopify/authorized", query, "passerelle_install=another");
    Json first = get("/shopify/authorized", query, "passerelle_install=" + state(left));
    Json second = get("/shopify/authorized", query, "passerelle_install=" + state(left));

    assertThat(status(other)).isEqualTo(403);
    assertThat(status(first)).isEqualTo(200);
    assertThat(status(second)).isEqualTo(403);
  }

  @Test
  void aStateIsTooOldAfterHalfAnHour() {
    Json left = install();
    bridge.clock.moveBy(Duration.ofMinutes(30));

    Json reply = get("/shopify/authorized", back(state(left)), "passerelle_install=" + state(left));

    assertThat(status(reply)).isEqualTo(403);
  }

  @Test
  void aMerchantEntersTheKeysOnceAndGoesOnAtShopify() {
    String form = form(installed(), "siteId=34567890&testKey=abcdefgh12345678&mode=TEST");

    Json saved = post(form);
    Json again = post(form);

    assertThat(status(saved)).isEqualTo(200);
    assertThat(saved.get("body").text(""))
        .contains("https://" + DOMAIN + "/services/payments_partners/gateways/client-1/settings");
    assertThat(status(again)).isEqualTo(403);
  }

  @Test
  void aShopThatIsKnownIsConnectedOnlyByWhoHasItsKey() {
    bridge.withShop();

    Json stranger = post(form(installed(), "siteId=12345678&testKey=guessed&mode=TEST"));
    Json owner = post(form(installed(), "siteId=12345678&testKey=1122334455667788&mode=TEST"));

    assertThat(status(stranger)).isEqualTo(422);
    assertThat(stranger.get("body").text("")).contains("one of its keys must be given");
    assertThat(status(owner)).isEqualTo(200);
    assertThat(saved("12345678").connection().identity()).contains(DOMAIN);
    assertThat(saved("34567890").connection().platform()).isEqualTo(Platform.NONE);
  }

  /// The algorithm of the page is what is saved: another one would break every signature.
  @Test
  void theAlgorithmThatIsSavedIsTheOneThatIsShown() {
    post(form(installed(), "siteId=34567890&testKey=1122334455667788&mode=TEST&algorithm=SHA-1"));

    Json page = installed();

    assertThat(page.get("body").text("")).contains("<option value=\"SHA-1\" selected>");
  }

  /// Without one nothing could be refunded from Shopify's back office.
  @Test
  void aMerchantEntersThePasswordsOfTheWebServicesToo() {
    Json page = installed();
    String fields =
        "siteId=34567890&mode=TEST&testRestPassword=testpassword_n&productionRestPassword=prod_n";

    post(form(page, fields));

    assertThat(page.get("body").text(""))
        .contains("name=\"testRestPassword\"", "name=\"productionRestPassword\"");
    Shop shop = saved("34567890");
    assertThat(shop.keys(Mode.TEST).restPassword().current().map(Credential::key))
        .contains(Secret.of("testpassword_n"));
    assertThat(shop.keys(Mode.PRODUCTION).restPassword().current().map(Credential::key))
        .contains(Secret.of("prod_n"));
    assertThat(installed().get("body").text("")).doesNotContain("testpassword_n");
  }

  @Test
  void theBrandOfTheGatewayIsChosen() {
    post(form(installed(), "siteId=34567890&mode=TEST&brand=systempay"));

    Json page = installed();

    assertThat(saved("34567890").brand()).isEqualTo("systempay");
    assertThat(page.get("body").text(""))
        .contains("<option value=\"systempay\" selected>", "<option value=\"payzen\">");
  }

  /// Else a merchant who mistyped it once could never put it right.
  @Test
  void aSiteIdThatWasMistypedIsPutRight() {
    Json wrong = post(form(installed(), "siteId=99999999&testKey=abcdefgh12345678&mode=TEST"));

    Json right = post(form(installed(), "siteId=34567890&testKey=1122334455667788&mode=TEST"));

    assertThat(status(wrong)).isEqualTo(200);
    assertThat(status(right)).isEqualTo(200);
    assertThat(saved("99999999").connection().platform()).isEqualTo(Platform.NONE);
    assertThat(saved("34567890").connection().identity()).contains(DOMAIN);
    assertThat(status(shop.session("/shopify/payment", payment()))).isEqualTo(200);
  }

  @Test
  void twoWhoSaveAtTheSameMomentAreToldToTryAgain() {
    String form = form(installed(), "siteId=34567890&testKey=abcdefgh12345678&mode=TEST");
    bridge.table.beforeNextWrite(() ->
        bridge.table.beforeNextWrite(() -> {
          throw new Table.Stale("shop");
        }));

    Json reply = post(form);

    assertThat(status(reply)).isEqualTo(422);
    assertThat(reply.get("body").text("")).contains("try again", "name=\"ticket\"");
  }

  @Test
  void aTokenIsRenewedBeforeItsEnd() {
    installed();
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    bridge.clock.moveBy(Duration.ofMinutes(56));
    bridge.calls.clear();
    bridge.answers.add(Bridge.answered(200, TOKEN.replace("_2", "_3")));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));

    shop.gatewayTells("AUTHORISED");
    bridge.work();

    assertThat(new String(bridge.calls.getFirst().body(), UTF_8))
        .contains("\"grant_type\":\"refresh_token\"", "shprt_2");
    assertThat(bridge.calls.get(1).headers()).containsEntry("X-Shopify-Access-Token", "shpat_3");
  }

  @Test
  void aTokenThatCannotBeRenewedYetIsTriedAgain() {
    installed();
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    bridge.clock.moveBy(Duration.ofMinutes(61));
    bridge.calls.clear();
    bridge.answers.add(Bridge.answered(503, ""));
    bridge.answers.add(Bridge.answered(200, TOKEN.replace("_2", "_3")));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));

    shop.gatewayTells("AUTHORISED");
    bridge.work();
    bridge.clock.moveBy(Duration.ofSeconds(31));
    bridge.work();

    assertThat(bridge.calls).hasSize(3);
    assertThat(bridge.calls.get(2).headers()).containsEntry("X-Shopify-Access-Token", "shpat_3");
  }

  @Test
  void anUninstallationForgetsTheToken() {
    installed();
    bridge.clock.moveBy(Duration.ofMinutes(1));

    Json reply = uninstall(bridge.clock.instant().toString());

    assertThat(status(reply)).isEqualTo(200);
    assertThat(grant().access()).isEmpty();
    assertThat(grant().refresh()).isEmpty();
  }

  @Test
  void anUninstallationOfAnEarlierInstallationTakesNothing() {
    String before = bridge.clock.instant().toString();
    bridge.clock.moveBy(Duration.ofMinutes(1));
    installed();

    Json reply = uninstall(before);

    assertThat(status(reply)).isEqualTo(200);
    assertThat(grant().access()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"''", "AAAA", "twice"})
  void aWebhookThatShopifyDidNotSignIsA401(String signature) {
    String body = "{\"shop_id\":954889,\"shop_domain\":\"lyra-own.myshopify.com\"}";
    String right = SIGNER.webhook(body.getBytes(UTF_8));
    String sent = signature.equals("twice") ? right + ", " + right : signature;

    Json reply = shop.webhook("shop/redact", body, Map.of("x-shopify-hmac-sha256", sent));
    Json missing = shop.webhook("shop/redact", body, Map.of());

    assertThat(status(reply)).isEqualTo(401);
    assertThat(status(missing)).isEqualTo(401);
  }

  @Test
  void aCustomerIsForgotten() {
    shop.pay(redirectUrl(shop.session("/shopify/payment", payment())));
    bridge.answers.add(Bridge.answered(200, ShopifyShop.TAKEN));
    shop.gatewayTells("AUTHORISED", "vads_cust_email", "zoe@example.org");
    bridge.work();

    Json reply = webhook("customers/redact", person("zoe@example.org"));

    assertThat(status(reply)).isEqualTo(200);
    assertThat(bridge.stored().toString()).doesNotContain("zoe@").doesNotContain("Müller");
    assertThat(shop.order().isPaid()).isTrue();
  }

  @Test
  void aShopsCustomersAreForgotten() {
    shop.session("/shopify/payment", payment());

    Json reply =
        webhook("shop/redact", "{\"shop_id\":1,\"shop_domain\":\"lyra-own.myshopify.com\"}");

    assertThat(status(reply)).isEqualTo(200);
    assertThat(bridge.stored().toString()).doesNotContain("zoe@").doesNotContain("Müller");
    assertThat(saved("34567890").connection().secrets()).isEmpty();
  }

  @Test
  void theMerchantIsToldWhatACustomerAsks() {
    shop.session("/shopify/payment", payment());
    bridge.operator(
        """
        {"action":"saveShop","shop":{"siteId":"34567890","rules":[{"kind":"END_OF_PAYMENT",
         "label":"End of payment","active":true}],"alertEmails":"boss@shop.example"}}
        """);

    webhook("customers/data_request", person("zoe@example.org"));
    webhook("customers/data_request", person("zoe@example.org"));
    webhook("customers/data_request", person("nobody@example.org"));
    bridge.work();

    assertThat(bridge.mails).hasSizeLessThanOrEqualTo(1);
    assertThat(bridge.mails.toString()).doesNotContain("zoe@");
  }

  private static String person(String email) {
    return """
    {"shop_id":1,"shop_domain":"lyra-own.myshopify.com","customer":{"id":191167,"email":"%s",
     "phone":"555-625-1199"},"orders_to_redact":[299938]}
    """
        .formatted(email);
  }

  private Json webhook(String topic, String body) {
    String signature = SIGNER.webhook(body.getBytes(UTF_8));
    return shop.webhook(topic, body, Map.of("x-shopify-hmac-sha256", signature));
  }

  private Json uninstall(String at) {
    String body = "{\"id\":1,\"myshopify_domain\":\"lyra-own.myshopify.com\"}";
    return shop.webhook(
        "app/uninstalled",
        body,
        Map.of(
            "x-shopify-hmac-sha256",
            SIGNER.webhook(body.getBytes(UTF_8)),
            "x-shopify-triggered-at",
            at));
  }

  private Json install() {
    return get("/shopify/install", signed(Map.of("shop", DOMAIN, "timestamp", "1337178173")), "");
  }

  private Json installed() {
    Json left = install();
    bridge.answers.add(Bridge.answered(200, TOKEN));
    return get("/shopify/authorized", back(state(left)), "passerelle_install=" + state(left));
  }

  private static Map<String, String> back(String state) {
    return signed(
        Map.of("shop", DOMAIN, "timestamp", "1337178174", "code", "c0de", "state", state));
  }

  private static Map<String, String> signed(Map<String, String> query) {
    Map<String, String> signed = new TreeMap<>(query);
    signed.put("hmac", SIGNER.query(query));
    return signed;
  }

  private Json get(String path, Map<String, String> query, String cookie) {
    String text =
        query.entrySet().stream()
            .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    Map<String, String> headers = new TreeMap<>(Map.of("host", "bridge.example"));
    if (!cookie.isEmpty()) {
      headers.put("cookie", cookie);
    }
    return shop.app("GET", path, text, headers, "");
  }

  private Json post(String form) {
    return shop.app(
        "POST",
        "/shopify/authorized",
        "",
        Map.of("host", "bridge.example", "content-type", "application/x-www-form-urlencoded"),
        form);
  }

  private static String form(Json page, String fields) {
    Matcher ticket =
        Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"").matcher(page.get("body").text(""));
    if (!ticket.find()) {
      throw new IllegalStateException("no form: " + page.get("body").text(""));
    }
    return "ticket=" + ticket.group(1) + "&shop=" + DOMAIN + "&" + fields;
  }

  private static String location(Json reply) {
    return reply.get("headers").get("location").text("");
  }

  private static String state(Json reply) {
    String url = location(reply);
    return url.substring(url.lastIndexOf("state=") + 6);
  }

  private Grant grant() {
    Optional<Grant> grant =
        new Grants(bridge.table, new KeysetSource(bridge.wiring.keyset(), bridge.clock))
            .find(Platform.SHOPIFY, DOMAIN, "shopify");
    return grant.orElseThrow();
  }

  private Shop saved(String siteId) {
    return new Shops(bridge.table, new KeysetSource(bridge.wiring.keyset(), bridge.clock))
        .find(new SiteId(siteId))
        .orElseThrow()
        .shop();
  }
}
