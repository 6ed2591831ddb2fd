package io.passerelle.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopDocumentTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final String SMALLEST =
      "{\"siteId\":\"12345678\",\"testKey\":\"1122334455667788\"}";

  @Test
  void aShopNeedsItsSiteIdAndATestKeyAndHasDefaultsForTheRest() {
    Shop shop = read(SMALLEST);

    assertThat(shop.siteId().value()).isEqualTo("12345678");
    assertThat(shop.mode()).isEqualTo(Mode.TEST);
    assertThat(shop.brand()).isEqualTo("lyra");
    assertThat(shop.label()).isEqualTo("12345678");
    assertThat(shop.connection()).isEqualTo(Connection.none());
    assertThat(shop.keys(Mode.TEST).form().current())
        .contains(
            new Credential(
                Secret.of("1122334455667788"), Algorithm.HMAC_SHA_256, Optional.empty()));
    assertThat(shop.keys(Mode.PRODUCTION)).isEqualTo(Keys.none());
    assertThat(shop.version()).isZero();
    assertThat(shop.alertLanguage()).isEqualTo("fr");
    assertThat(shop.timeZone()).isEqualTo("UTC");
  }

  @Test
  void everythingThatIsWrittenIsTaken() {
    Shop shop =
        read(
            """
            {"siteId":"12345678","company":"Épicerie & Fils","label":"Boutique 🍓",
             "brand":"systempay","mode":"PRODUCTION","algorithm":"SHA-1",
             "testKey":" t ","productionKey":"p","testRestPassword":"tr",
             "productionRestPassword":"pr","testHmacKey":"th","productionHmacKey":"ph",
             "connection":{"platform":"odoo","url":"https://shop.example","app":"systempay"},
             "settings":{"language":"fr","availableLanguages":"fr;en;zh","captureDelay":7,
              "validationMode":"1","paymentCards":"CB;VISA","threeDsBelow":3000,
              "automaticRedirect":true,"redirectSuccessTimeout":0,"redirectErrorTimeout":"300",
              "redirectSuccessMessage":"Merci !","redirectErrorMessage":"","returnMode":"GET",
              "alertLanguage":"en","timeZone":"Europe/Paris","merchantLegalId":"FR123"}}\
            """);

    assertThat(shop.label()).isEqualTo("Boutique 🍓");
    assertThat(shop.keys(Mode.TEST).form().current()).map(Credential::key).contains(Secret.of("t"));
    assertThat(shop.keys(Mode.PRODUCTION).form().current())
        .map(Credential::algorithm)
        .contains(Algorithm.SHA_1);
    assertThat(shop.keys(Mode.TEST).restPassword().current()).isPresent();
    assertThat(shop.keys(Mode.PRODUCTION).returnKey().current()).isPresent();
    assertThat(shop.connection().platform()).isEqualTo(Platform.ODOO);
    assertThat(shop.settings())
        .hasSize(14)
        .containsEntry("captureDelay", "7")
        .containsEntry("automaticRedirect", "true");
    assertThat(shop.alertLanguage()).isEqualTo("en");
    assertThat(shop.timeZone()).isEqualTo("Europe/Paris");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"testKey":"k"}                                        | siteId must have 8 digits
          {"siteId":"1234567","testKey":"k"}                     | siteId must have 8 digits
          {"siteId":12345678,"testKey":"k"}                      | siteId must have 8 digits
          {"siteId":"12345678"}                                  | testKey is missing
          {"siteId":"12345678","testKey":""}                     | testKey must not be empty
          {"siteId":"12345678","testKey":"  "}                   | testKey must not be empty
          {"siteId":"12345678","testKey":1122334455667788}       | testKey must not be empty
          {*,"productionKey":""}                                 | productionKey must not be empty
          {*,"testRestPassword":""}                              | testRestPassword must not be empty
          {*,"restPassword":" "}                                 | restPassword must not be empty
          {*,"hmacKey":""}                                       | hmacKey must not be empty
          {*,"mode":"PRODUCTION"}                                | productionKey is needed
          {*,"mode":"live"}                                      | mode must be TEST or PRODUCTION
          {*,"brand":"unheard-of"}                               | brand is not one of
          {*,"brand":""}                                         | brand must have 1 to 200
          {*,"label":" "}                                        | label must have 1 to 200
          {*,"algorithm":"MD5"}                                  | algorithm must be HMAC-SHA-256 or SHA-1
          {*,"algorithm":""}                                     | algorithm must be HMAC-SHA-256 or SHA-1
          {*,"settings":{"redirectSuccessTimeout":301}}          | settings.redirectSuccessTimeout must be a number from 0 to 300
          {*,"settings":{"redirectErrorTimeout":-1}}             | settings.redirectErrorTimeout must be a number
          {*,"settings":{"redirectErrorTimeout":"1.5"}}          | settings.redirectErrorTimeout must be a number
          {*,"settings":{"redirectErrorTimeout":99999999999}}    | settings.redirectErrorTimeout must be a number
          {*,"settings":{"captureDelay":366}}                    | settings.captureDelay must be a number from 0 to 365
          {*,"settings":{"language":"xx"}}                       | settings.language must be a language
          {*,"settings":{"language":"FR"}}                       | settings.language must be a language
          {*,"settings":{"availableLanguages":"fr;xx"}}          | settings.availableLanguages must be languages
          {*,"settings":{"availableLanguages":"fr;;en"}}         | settings.availableLanguages must be languages
          {*,"settings":{"availableLanguages":"fr,en"}}          | settings.availableLanguages must be languages
          {*,"settings":{"validationMode":"2"}}                  | settings.validationMode must be empty, 0
          {*,"settings":{"threeDsBelow":"x"}}                    | settings.threeDsBelow must be a number
          {*,"settings":{"automaticRedirect":"yes"}}             | settings.automaticRedirect must be true or false
          {*,"settings":{"returnMode":"NONE"}}                   | settings.returnMode must be GET or POST
          {*,"settings":{"alertLanguage":"de"}}                  | settings.alertLanguage must be fr or en
          {*,"settings":{"timeZone":"Mars/Base"}}                | settings.timeZone must be a time zone
          {*,"settings":{"merchantLegalId":"a b"}}               | settings.merchantLegalId must be letters
          {*,"settings":{"redirectSuccessMessage":"a\\nb"}}      | settings.redirectSuccessMessage must be a text
          {*,"settings":[]}                                      | settings must be an object
          {*,"settings":{"redirectErrorMessage":"a\\u0000b"}}    | settings.redirectErrorMessage must be a text
          {*,"settings":{"thanksMessage":"a\\ud83cb"}}           | settings.thanksMessage must be a text
          {*,"settings":{"paymentCards":"CB,VISA"}}              | settings.paymentCards must be card types
          {*,"settings":{"paymentCards":"ALL"}}                  | settings.paymentCards must be card types
          {*,"settings":{"paymentCards":["CB",["VISA"]]}}        | settings.paymentCards must be a single value
          {*,"settings":{"cardIcons":"<b>"}}                     | settings.cardIcons must be card types
          {*,"settings":{"shopUrl":"shop.example"}}              | settings.shopUrl must be an http(s) URL
          {*,"settings":{"shopUrl":"javascript:alert(1)"}}       | settings.shopUrl must be an http(s) URL
          {*,"settings":{"shopUrl":"https://a b"}}               | settings.shopUrl must be an http(s) URL
          {*,"settings":{"shopUrl":"https://u:p@shop.example"}}  | settings.shopUrl must be an http(s) URL
          {*,"settings":{"buyerCountries":"FR;ZZ"}}              | settings.buyerCountries must be countries
          {*,"settings":{"shopCountries":["France"]}}            | settings.shopCountries must be countries
          {*,"settings":{"instalments":"3x"}}                    | settings.instalments must be a list
          {*,"settings":{"instalments":{"code":"3x"}}}           | settings.instalments must be a list
          {*,"settings":{"instalments":["3x"]}}                  | settings.instalments[0] must be an object
          {*,"settings":{"instalments":[{"code":"3x","x":1}]}}   | settings.instalments[0] must be an object
          {*,"settings":{"instalments":[{"count":3}]}}           | settings.instalments[0].code must be 1 to 20
          {*,"settings":{"instalments":[{"code":"a b"}]}}        | settings.instalments[0].code must be 1 to 20
          {*,"settings":{"instalments":[{"code":"three"}]}}      | settings.instalments[0].count must be given
          {*,"settings":{"instalments":[{"code":"1x"}]}}         | settings.instalments[0].count must be given
          {*,"settings":{"instalments":[{"code":"3x","count":1}]}} | settings.instalments[0].count must be a number from 2 to 24
          {*,"settings":{"instalments":[{"code":"3x"},{"code":"4x","count":"4.5"}]}} | settings.instalments[1].count must be a number
          {*,"settings":{"instalments":[{"code":"3x","intervalDays":0}]}} | settings.instalments[0].intervalDays must be a number from 1 to 365
          {*,"settings":{"instalments":[{"code":"3x","firstPercent":100}]}} | settings.instalments[0].firstPercent must be a number from 1 to 99
          {*,"settings":{"instalments":[{"code":"3x","minAmount":-1}]}} | settings.instalments[0].minAmount must be a number
          {*,"settings":{"instalments":[{"code":"3x","minAmount":200,"maxAmount":100}]}} | settings.instalments[0].maxAmount must not be less
          {*,"settings":{"instalments":[{"code":"3x","active":"yes"}]}} | settings.instalments[0].active must be true or false
          {*,"settings":{"instalments":[{"code":"3x"},{"code":"3x"}]}} | settings.instalments must not have the code 3x twice
          {*,"settings":{"colour":"red"}}                        | settings.colour is unknown
          {*,"settings":{"<b>":"red"}}                           | settings.? is unknown
          {*,"settings":{"language":["fr"]}}                     | settings.language must be a single value
          {*,"connection":{"platform":"magento"}}                | connection.platform must be
          {*,"connection":{"platform":"odoo","url":"ftp://a"}}   | connection.url must be an http(s) URL
          {*,"connection":{"platform":"odoo","url":"shop"}}      | connection.url must be an http(s) URL
          {*,"connection":{"platform":"odoo","url":"http://a b"}} | connection.url must be an http(s) URL
          {*,"connection":{"platform":"odoo","url":7}}           | connection.url must be a text
          {*,"connection":{"platform":"odoo","password":"s3cr3t"}} | connection.password is not a field
          {*,"connection":{"platform":"odoo","<b>":"x"}}         | connection.? is not a field
          {*,"connection":{"platform":"ecwid","token":""}}       | connection.token must not be empty
          {*,"connection":{"platform":"ecwid","apiUrl":"x"}}     | connection.apiUrl must be an http(s) URL
          """)
  void whatCannotBeSavedIsNamedWithTheReason(String document, String words) {
    String json = document.replace("{*", SMALLEST.substring(0, SMALLEST.length() - 1));

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> read(json))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
        .withMessageContaining(words)
        .withMessageNotContaining("s3cr3t");
  }

  @Test
  void aFieldThatIsTooLongIsNamed() {
    String url = "https://shop.example/" + "a".repeat(1_990);

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(
            () -> read(with("\"connection\":{\"platform\":\"odoo\",\"url\":\"" + url + "\"}")))
        .withMessageContaining("connection.url");
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() ->
            read(
                with(
                    "\"connection\":{\"platform\":\"odoo\",\"app\":\""
                        + "a".repeat(2_001)
                        + "\"}")))
        .withMessageContaining("connection.app");
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> read(with("\"productionKey\":\"" + "k".repeat(513) + "\"")))
        .withMessageContaining("productionKey");
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(
            () -> read(with("\"settings\":{\"redirectErrorMessage\":\"" + "é".repeat(256) + "\"}")))
        .withMessageContaining("settings.redirectErrorMessage");
  }

  @Test
  void theShapeOfAKeyIsTheGatewaysBusiness() {
    assertThat(read("{\"siteId\":\"12345678\",\"testKey\":\"clé+1/2=\"}").keys(Mode.TEST).form())
        .isEqualTo(KeyRing.of(Secret.of("clé+1/2="), Algorithm.HMAC_SHA_256));
  }

  @Test
  void aNewKeyTakesThePlaceOfTheOldOneWhichIsAcceptedUntilTheOverlapIsOver() {
    Shop before = read(SMALLEST);

    Shop after = read("{\"siteId\":\"12345678\",\"testKey\":\"new\"}", Optional.of(before), NOW);

    KeyRing ring = after.keys(Mode.TEST).form();
    assertThat(ring.current()).map(Credential::key).contains(Secret.of("new"));
    assertThat(ring.accepted(NOW.plus(KeyRing.OVERLAP).minusSeconds(1))).hasSize(2);
    assertThat(ring.accepted(NOW.plus(KeyRing.OVERLAP))).hasSize(1);
  }

  @Test
  void whatIsNotWrittenAgainIsKept() {
    Shop before =
        new Shop(
            read(SMALLEST).siteId(),
            "Company",
            "Label",
            "payzen",
            Mode.TEST,
            Map.of(
                Mode.TEST, keys("t"),
                Mode.PRODUCTION, keys("p")),
            new Connection(
                Platform.ECWID, Map.of("storeId", "1"), Map.of("token", Secret.of("tok"))),
            Map.of("language", "fr"),
            7);

    Shop after = read("{\"siteId\":\"12345678\"}", Optional.of(before), NOW);
    Shop live = read("{\"siteId\":\"12345678\",\"mode\":\"PRODUCTION\"}", Optional.of(before), NOW);

    assertThat(after).isEqualTo(before);
    assertThat(live.mode()).isEqualTo(Mode.PRODUCTION);
    assertThat(live.keys(Mode.TEST)).isEqualTo(before.keys(Mode.TEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"platform\":\"ecwid\",\"storeId\":\"2\"}",
        "{\"platform\":\"ecwid\",\"storeId\":\"2\",\"token\":null}"
      })
  void aConnectionsSecretThatIsNotWrittenAgainIsKept(String connection) {
    Shop before =
        read(with("\"connection\":{\"platform\":\"ecwid\",\"storeId\":\"1\",\"token\":\"tok\"}"));

    Shop after = read(with("\"connection\":" + connection), Optional.of(before), NOW);

    assertThat(after.connection().secrets()).containsEntry("token", Secret.of("tok"));
    assertThat(after.connection().fields()).containsEntry("storeId", "2");
  }

  @Test
  void theSecretsOfOnePlatformAreNotKeptForAnother() {
    Shop before = read(with("\"connection\":{\"platform\":\"ecwid\",\"clientSecret\":\"s\"}"));

    Shop after = read(with("\"connection\":{\"platform\":\"shopify\"}"), Optional.of(before), NOW);

    assertThat(after.connection().secrets()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "testpassword_x, TEST, true",
    "testpassword_x, PRODUCTION, false",
    "prodpassword_x, TEST, false",
    "prodpassword_x, PRODUCTION, true",
    "something_else, TEST, true",
    "something_else, PRODUCTION, false",
  })
  void aRestPasswordSaysItselfOfWhichModeItIs(String password, Mode mode, boolean there) {
    Shop shop = read(with("\"restPassword\":\"" + password + "\""));

    assertThat(shop.keys(mode).restPassword().current().isPresent()).isEqualTo(there);
  }

  @Test
  void theFirstKeyOfAModeIsSignedWithAsThoseOfTheOther() {
    Shop shop = read(with("\"algorithm\": \"SHA-1\""));

    Shop live =
        read("{\"siteId\": \"12345678\", \"productionKey\": \"p\"}", Optional.of(shop), NOW);

    assertThat(live.keys(Mode.PRODUCTION).form().current().orElseThrow().algorithm())
        .isEqualTo(Algorithm.SHA_1);
  }

  private static Keys keys(String prefix) {
    return new Keys(
        KeyRing.of(Secret.of(prefix + "1"), Algorithm.SHA_1),
        KeyRing.of(Secret.of(prefix + "2"), Algorithm.HMAC_SHA_256),
        KeyRing.of(Secret.of(prefix + "3"), Algorithm.HMAC_SHA_256));
  }

  private static String with(String members) {
    return SMALLEST.substring(0, SMALLEST.length() - 1) + "," + members + "}";
  }

  private static Shop read(String document) {
    return read(document, Optional.empty(), NOW);
  }

  private static Shop read(String document, Optional<Shop> before, Instant now) {
    return ShopDocument.read(
        Json.parse(document),
        before,
        name -> name.equals("lyra") || name.equals("systempay") || name.equals("payzen"),
        now);
  }
}
