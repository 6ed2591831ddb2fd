package io.passerelle.function;

import static io.passerelle.function.EcwidTests.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.RuleKind;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ecwid.Sealed;
import io.passerelle.store.Shops;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EcwidSettingsFunctionTest {

  private static final String PAGE = "/ecwid/settings";

  private final Bridge bridge = new Bridge(Map.of("NOTIFICATION_SOURCES", ""));

  EcwidSettingsFunctionTest() {
    bridge.wiring.apps().note(Platform.ECWID, "lyra-own", Sealed.SECRET);
  }

  @Test
  void aPageOfWhichNothingIsKnownAsksTheBrowserForWhatStandsBehindTheHash() {
    Json reply = EcwidTests.get(bridge, PAGE, "app-name=lyra-own");

    assertThat(status(reply)).isEqualTo(200);
    assertThat(body(reply)).contains("id=\"opening\"", "data-app=\"lyra-own\"");
    assertThat(policy(reply))
        .startsWith("default-src 'none'; base-uri 'none'; form-action 'self'; style-src 'sha256-")
        .contains("frame-ancestors 'self' https://*.ecwid.com");
    assertThat(bridge.calls).isEmpty();
  }

  @Test
  void anUnknownAppHasNoPage() {
    assertThat(status(EcwidTests.get(bridge, PAGE, "app-name=other"))).isEqualTo(404);
    assertThat(status(EcwidTests.get(bridge, PAGE, ""))).isEqualTo(404);
  }

  @Test
  void whatStandsBehindTheHashIsTriedAtEcwid() {
    profile("1003");

    Json reply = open("1003");

    assertThat(status(reply)).isEqualTo(200);
    assertThat(bridge.calls.getFirst().url())
        .isEqualTo("https://app.ecwid.com/api/v3/1003/profile");
    assertThat(body(reply))
        .contains("Identifiant boutique", "vads-cms/ecwid/callback?app-name=lyra-own")
        .doesNotContain(EcwidTests.TOKEN, "Ecwid");
  }

  @Test
  void theEncryptedWayIsTriedToo() {
    profile("1003");
    String payload =
        Sealed.cbc(
            "{\"store_id\": 1003, \"lang\": \"en\", \"access_token\": \"secret_OWN_TOKEN\"}");

    Json reply = EcwidTests.get(bridge, PAGE, "app-name=lyra-own&payload=" + payload);

    assertThat(body(reply)).contains("<html lang=\"en\">", "Site id");
    assertThat(bridge.calls).hasSize(1);
  }

  @Test
  void aTokenThatEcwidRefusesOrThatIsOfAnotherStoreOpensNothing() {
    bridge.answers.add(Bridge.answered(403, "{}"));
    profile("2004");

    assertThat(status(open("1003"))).isEqualTo(403);
    assertThat(status(open("1003"))).isEqualTo(403);
    assertThat(status(EcwidTests.post(bridge, PAGE, Map.of("frame", "zz")))).isEqualTo(400);
    assertThat(status(EcwidTests.post(bridge, PAGE, Map.of("frame", "")))).isEqualTo(400);
  }

  @Test
  void theSiteIdAndAKeyAreEnough() {
    String page = save(Map.of("siteId", "12345678", "testKey", "aTestKey", "mode", "TEST"));

    Shop shop = shop("12345678");
    assertThat(page).contains("Enregistré.").doesNotContain("aTestKey");
    assertThat(shop.keys(Mode.TEST).form().current().orElseThrow().key())
        .isEqualTo(Secret.of("aTestKey"));
    assertThat(shop.label()).isEqualTo("Le Potager");
    assertThat(shop.connection().fields())
        .containsEntry("storeId", "1003")
        .containsEntry("app", "lyra-own");
    assertThat(shop.connection().secrets()).containsEntry("token", Secret.of(EcwidTests.TOKEN));
    assertThat(bridge.wiring.shops().byPlatform(Platform.ECWID, "1003/lyra-own")).isPresent();
  }

  @Test
  void everySettingOfThePaymentPageIsSaved() {
    Map<String, String> fields = new HashMap<>();
    fields.put("siteId", "12345678");
    fields.put("testKey", "aTestKey");
    fields.put("productionKey", "aProductionKey");
    fields.put("mode", "PRODUCTION");
    fields.put("algorithm", "SHA-1");
    fields.put("settings.language", "pt");
    fields.put("settings.availableLanguages.fr", "on");
    fields.put("settings.availableLanguages.de", "on");
    fields.put("settings.paymentCards", "CB;VISA");
    fields.put("settings.captureDelay", "3");
    fields.put("settings.validationMode", "1");
    fields.put("settings.threeDsBelow", "29,90");
    fields.put("settings.automaticRedirect", "on");
    fields.put("settings.redirectSuccessTimeout", "5");
    fields.put("settings.redirectSuccessMessage", "<b>Merci</b>");
    fields.put("settings.redirectErrorTimeout", "7");
    fields.put("settings.redirectErrorMessage", "Désolé");
    fields.put("settings.returnMode", "POST");

    String page = save(fields);

    assertThat(shop("12345678").mode()).isEqualTo(Mode.PRODUCTION);
    assertThat(shop("12345678").settings())
        .containsEntry("language", "pt")
        .containsEntry("availableLanguages", "fr;de")
        .containsEntry("paymentCards", "CB;VISA")
        .containsEntry("captureDelay", "3")
        .containsEntry("validationMode", "1")
        .containsEntry("threeDsBelow", "2990")
        .containsEntry("automaticRedirect", "true")
        .containsEntry("redirectSuccessTimeout", "5")
        .containsEntry("redirectSuccessMessage", "<b>Merci</b>")
        .containsEntry("redirectErrorTimeout", "7")
        .containsEntry("redirectErrorMessage", "Désolé")
        .containsEntry("returnMode", "POST");
    assertThat(page)
        .contains("&lt;b&gt;Merci&lt;/b&gt;", "value=\"29.90\"", "vrais paiements")
        .doesNotContain("aProductionKey", "<b>Merci");
  }

  @Test
  void everyFieldThatIsWrongIsNamedAtOnceAndNothingIsSaved() {
    String page =
        save(
            Map.of(
                "siteId", "12345678",
                "testKey", "aTestKey",
                "mode", "PRODUCTION",
                "settings.captureDelay", "soon",
                "settings.redirectSuccessTimeout", "301",
                "settings.threeDsBelow", "1.005"));

    assertThat(page)
        .contains(
            "id=\"productionKey-error\"",
            "id=\"settings.captureDelay-error\"",
            "id=\"settings.redirectSuccessTimeout-error\"",
            "id=\"settings.threeDsBelow-error\"",
            "value=\"soon\"",
            "Rien n&#39;a été enregistré".replace("&#39;", "'"))
        .doesNotContain("aTestKey", "id=\"siteId-error\"");
    assertThat(bridge.wiring.shops().find(new SiteId("12345678"))).isEmpty();
  }

  @Test
  void theAddressesToWarnAreThoseOfTheRulesAndSwitchNothingOff() {
    save(
        Map.of(
            "siteId", "12345678", "testKey", "k", "alertEmails", "a@shop.example, b@shop.example"));

    Shops.Entry entry = bridge.wiring.shops().find(new SiteId("12345678")).orElseThrow();
    assertThat(entry.rules().alertEmails()).containsExactly("a@shop.example", "b@shop.example");
    for (RuleKind kind : RuleKind.values()) {
      assertThat(entry.rules().tellsPlatform(kind)).as(kind.name()).isTrue();
    }
    assertThat(save(Map.of("siteId", "12345678", "alertEmails", "nobody")))
        .contains("id=\"alertEmails-error\"");
    String emptied = save(Map.of("siteId", "12345678"));
    assertThat(emptied).contains("Enregistré.").doesNotContain("a@shop.example");
  }

  @Test
  void aSiteIdAndAKeyThatAreMissingAreNamed() {
    assertThat(save(Map.of("siteId", "123", "testKey", "k"))).contains("id=\"siteId-error\"");
    assertThat(save(Map.of("siteId", "12345678"))).contains("id=\"testKey-error\"");
  }

  @Test
  void aKeyThatIsLeftEmptyIsKept() {
    save(Map.of("siteId", "12345678", "testKey", "aTestKey"));

    String page = save(Map.of("siteId", "12345678", "settings.language", "en"));

    assertThat(page).contains("Enregistré.");
    assertThat(shop("12345678").keys(Mode.TEST).form().current().orElseThrow().key())
        .isEqualTo(Secret.of("aTestKey"));
  }

  @Test
  void theShopOfAnotherStoreCannotBeTaken() {
    EcwidTests.saveShop(bridge, "");

    String page = saveAs("2004", Map.of("siteId", "12345678", "testKey", "1122334455667788"));

    assertThat(page).contains("id=\"siteId-error\"");
    assertThat(shop("12345678").connection().field("storeId")).contains("1003");
  }

  @Test
  void aShopWithoutAStoreIsTakenByWhoKnowsItsKey() {
    bridge.operator(
        "{\"action\": \"saveShop\", \"shop\": {\"siteId\": \"87654321\", \"brand\": \"lyra\","
            + " \"testKey\": \"theKey\", \"settings\": {\"timeZone\": \"Europe/Paris\"}}}");

    String wrong = saveAs("1003", Map.of("siteId", "87654321", "testKey", "anotherKey"));
    String right = saveAs("1003", Map.of("siteId", "87654321", "testKey", "theKey"));

    assertThat(wrong).contains("id=\"siteId-error\"");
    assertThat(right).contains("Enregistré.");
    assertThat(shop("87654321").settings()).containsEntry("timeZone", "Europe/Paris");
  }

  @Test
  void aStoreThatMovesToAnotherShopLeavesTheFirst() {
    save(Map.of("siteId", "12345678", "testKey", "a"));

    save(Map.of("siteId", "12345679", "testKey", "b"));

    assertThat(shop("12345678").connection().platform()).isEqualTo(Platform.NONE);
    assertThat(store("1003/lyra-own")).isEqualTo(Optional.of(new SiteId("12345679")));
  }

  /// Without its own secret whoever knows that of another store's app could send its orders.
  @Test
  void aStoreThatMovesToAnotherShopTakesItsOwnSecretAlong() {
    EcwidTests.saveShop(bridge, "");

    save(Map.of("siteId", "12345679", "testKey", "b"));

    assertThat(shop("12345679").connection().secrets())
        .containsEntry("clientSecret", Sealed.SECRET);
  }

  /// An app need not have the name of a brand.
  @Test
  void theNotificationUrlThatThePageNamesIsAnswered() {
    EcwidTests.saveShop(bridge, "");
    profile("1003");
    Matcher url =
        Pattern.compile("<code>https://bridge.example(/[^<?]+)\\?([^<]+)</code>")
            .matcher(body(open("1003")));
    assertThat(url.find()).isTrue();

    Json reply =
        Bridge.run(
            new GatewayNotificationFunction(bridge.wiring),
            EcwidTests.request(
                "POST",
                url.group(1),
                url.group(2),
                "application/x-www-form-urlencoded",
                new String(Requests.notification("AUTHORISED"), UTF_8),
                Map.of()));

    assertThat(status(reply)).as(body(reply)).isEqualTo(200);
  }

  @Test
  void aPassOfAnotherAppOrTimeOrHandSavesNothing() {
    profile("1003");
    String pass = pass(body(open("1003")));

    String changed = pass.substring(0, pass.length() - 2) + (pass.endsWith("AA") ? "BB" : "AA");
    Json forged = EcwidTests.post(bridge, PAGE, Map.of("pass", changed, "siteId", "12345678"));
    bridge.clock.moveTo(Bridge.START.plus(Duration.ofHours(3)));
    Json old = EcwidTests.post(bridge, PAGE, Map.of("pass", pass, "siteId", "12345678"));

    assertThat(status(forged)).isEqualTo(403);
    assertThat(status(old)).isEqualTo(403);
    assertThat(status(EcwidTests.post(bridge, PAGE, Map.of("pass", "x")))).isEqualTo(403);
  }

  @Test
  void aTokenThatIsNewIsKeptAsSoonAsThePageIsOpened() {
    EcwidTests.saveShop(bridge, "");
    profile("1003");

    EcwidTests.post(bridge, PAGE, Map.of("frame", frame("1003", "secret_NEW", "en")));

    assertThat(shop("12345678").connection().secrets())
        .containsEntry("token", Secret.of("secret_NEW"))
        .containsEntry("clientSecret", Sealed.SECRET);
  }

  @Test
  void theRecordedEventIsTaken() {
    profile("1003");

    Json reply =
        Bridge.run(new EcwidSettingsFunction(bridge.wiring), Bridge.event("ecwid-settings"));

    assertThat(status(reply)).isEqualTo(200);
    assertThat(body(reply)).contains("name=\"pass\"");
  }

  private Json open(String storeId) {
    return EcwidTests.post(bridge, PAGE, Map.of("frame", frame(storeId, EcwidTests.TOKEN, "fr")));
  }

  private String save(Map<String, String> fields) {
    return saveAs("1003", fields);
  }

  private String saveAs(String storeId, Map<String, String> fields) {
    profile(storeId);
    profile(storeId);
    Map<String, String> all = new HashMap<>(fields);
    all.put("pass", pass(body(open(storeId))));
    return body(EcwidTests.post(bridge, PAGE, all));
  }

  private void profile(String storeId) {
    bridge.answers.add(Bridge.answered(200, EcwidTests.profile(storeId)));
  }

  private Shop shop(String siteId) {
    return bridge.wiring.shops().find(new SiteId(siteId)).orElseThrow().shop();
  }

  private Optional<SiteId> store(String identity) {
    return bridge
        .wiring
        .shops()
        .byPlatform(Platform.ECWID, identity)
        .map(Shops.Entry::shop)
        .map(Shop::siteId);
  }

  private static String pass(String page) {
    Matcher pass = Pattern.compile("name=\"pass\" value=\"([^\"]+)\"").matcher(page);
    assertThat(pass.find()).isTrue();
    return pass.group(1);
  }

  private static String body(Json reply) {
    return reply.get("body").text("");
  }

  private static String policy(Json reply) {
    return reply.get("headers").get("content-security-policy").text("");
  }

  private static int status(Json reply) {
    return reply.get("statusCode").number().orElseThrow().intValue();
  }
}
