package io.passerelle.shop.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import io.passerelle.payment.Seed;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcwidPayloadTest {

  private static final String CART =
      """
      {"storeId": 1003, "returnUrl": "https://app.ecwid.com/custompaymentapps/1003?orderId=A",
       "lang": "pt-BR", "merchantAppSettings": {"siteId": "\\"12345678\\"", "x": {"y": 1}},
       "cart": {"currency": "EUR", "order": {"referenceTransactionId": "transaction_7",
         "orderNumber": 17, "total": 12.5, "email": "a@example.org", "ipAddress": "192.0.2.1",
         "customerId": 99, "paymentModule": "CUSTOM_PAYMENT_APP-lyra",
         "billingPerson": {"name": "Ana Maria Silva", "street": "Rua Um 1\\nAndar 2",
           "city": "Lisboa", "countryCode": "PT", "postalCode": "1000-001", "phone": "+351 1"}}},
       "token": "secret"}
      """;

  @Test
  void anOrderIsReadWithItsBuyer() {
    EcwidCheckout checkout = open(CART);

    assertThat(checkout.shownNumber()).isEqualTo("17");
    assertThat(checkout.siteId()).contains("12345678");
    assertThat(checkout.buyer().id()).isEqualTo("99");
    assertThat(checkout.buyer().phone()).isEqualTo("+351 1");
    assertThat(checkout.buyer().language()).isEqualTo("pt-BR");
    assertThat(checkout.buyer().sourceAddress()).isEqualTo("192.0.2.1");
    assertThat(checkout.buyer().billing().givenName()).isEqualTo("Ana Maria");
    assertThat(checkout.buyer().billing().familyName()).isEqualTo("Silva");
    assertThat(checkout.buyer().billing().line1()).isEqualTo("Rua Um 1");
    assertThat(checkout.buyer().billing().line2()).isEqualTo("Andar 2");
    assertThat(checkout.buyer().shipping().city()).isEmpty();
  }

  @Test
  void aBuyerWithoutAnyAddressCanPay() {
    EcwidCheckout checkout = open(CART.replaceAll("(?s),\\s*\"billingPerson\": \\{[^}]*\\}", ""));

    assertThat(checkout.buyer().billing().familyName()).isEmpty();
    assertThat(checkout.buyer().email()).isEqualTo("a@example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "1, EUR, 100",
    "1.0, EUR, 100",
    "12.50, EUR, 1250",
    "1e3, EUR, 100000",
    "0.010, EUR, 1",
    "150, JPY, 150",
    "150.00, JPY, 150",
    "1.005, KWD, 1005",
    "9999999999.99, EUR, 999999999999"
  })
  void anAmountIsExactInItsCurrency(String total, String currency, long minorUnits) {
    Money amount = open(CART.replace("12.5,", total + ",").replace("EUR", currency)).amount();

    assertThat(amount).isEqualTo(Money.of(minorUnits, Currency.valueOf(currency)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.005, EUR",
    "-1, EUR",
    "0, EUR",
    "1.5, JPY",
    "1.0005, KWD",
    "1e13, EUR",
    "1e999999999, EUR",
    "1e-999999999, EUR",
    "10000000000, EUR",
    "null, EUR",
    "true, EUR",
    "[], EUR",
    "1, XXX",
    "2014.9700000000001, EUR"
  })
  void anAmountThatDoesNotFitIsRefused(String total, String currency) {
    String cart = CART.replace("12.5,", total + ",").replace("EUR", currency);

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(cart))
        .withMessageMatching("(Invalid value: cart\\..*)|(Payment not offered: .*)");
  }

  @Test
  void anAmountWrittenAsTextIsNoNumber() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(CART.replace("12.5,", "\"12.5\",")))
        .withMessage("Invalid value: cart.order.total is no number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storeId", "returnUrl", "referenceTransactionId"})
  void whatIsNeededCannotBeMissing(String name) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(CART.replace("\"" + name + "\"", "\"other\"")))
        .withMessageContaining(name + " is missing");
  }

  @Test
  void anOrderOfAnotherModuleIsRefused() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(CART.replace("CUSTOM_PAYMENT_APP-lyra", "PayPalStandard")))
        .withMessage("Invalid value: the order is to be paid by another module");
  }

  @Test
  void bothFieldsThatSayTheSameAreTaken() {
    EcwidPayload payload = open(Map.of("enc_data", Sealed.gcm(CART), "data", Sealed.cbc(CART)));

    assertThat(payload.isGenuine()).isTrue();
  }

  @Test
  void bothFieldsThatDifferAreRefused() {
    String other = CART.replace("12.5,", "1.5,");

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(Map.of("enc_data", Sealed.gcm(CART), "data", Sealed.cbc(other))))
        .withMessage("Malformed request: enc_data and data differ");
  }

  @Test
  void dataDoesNotStandInForAnEncDataThatCannotBeOpened() {
    String foreign = Sealed.gcm(CART, Secret.of("of another app entirely"));

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(Map.of("enc_data", foreign, "data", Sealed.cbc(CART))))
        .withMessageContaining("enc_data cannot be opened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA", "AAECAwQFBgcICQoLDA0ODw", "A", "AAECAwQFBgcICQoLDA0ODxAREhM="})
  void anIvThatIsShortOrATextThatIsNoneIsRefused(String sealed) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(Map.of("enc_data", sealed)))
        .withMessageStartingWith("Malformed request");
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(Map.of("data", sealed)))
        .withMessageStartingWith("Malformed request");
  }

  @Test
  void whatIsNotBase64OrNotThereIsRefused() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(Map.of("enc_data", "???")))
        .withMessage("Malformed request: the encrypted payload is not Base64 for URLs");
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(Map.of("enc_data", " ", "other", "x")))
        .withMessage("Malformed request: no enc_data");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> EcwidCipher.of(Sealed.SECRET).genuine("A".repeat(200_000)))
        .withMessageStartingWith("Request too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "[1]", "\"text\"", "{\"storeId\": 1, \"storeId\": 2}"})
  void whatIsNoJsonObjectIsRefusedInTheSameWordsAsAWrongKey(String text) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(Map.of("data", Sealed.cbc(text))))
        .withMessage("Malformed request: data cannot be opened with the app's secret");
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> open(Map.of("enc_data", Sealed.gcm(text))))
        .withMessage("Malformed request: enc_data cannot be opened with the app's secret");
  }

  @Test
  void noBitOfEncDataCanBeChanged() {
    RandomGenerator random = new Random(Seed.of(EcwidPayloadTest.class));
    byte[] sealed = Base64.getUrlDecoder().decode(Sealed.gcm(CART));
    for (int i = 0; i < 200; i++) {
      byte[] changed = sealed.clone();
      int bit = random.nextInt(changed.length * 8);
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      String text = Base64.getUrlEncoder().encodeToString(changed);

      assertThatExceptionOfType(Rejection.class)
          .as("bit " + bit)
          .isThrownBy(() -> open(Map.of("enc_data", text)));
    }
  }

  @Test
  void textsAreCutAtWholeCharactersAndHoldNoControls() {
    assertThat(EcwidBuyer.cut("a\u0000b\r\nc", 9)).isEqualTo("a b  c");
    assertThat(EcwidBuyer.cut("😀😀😀", 2)).isEqualTo("😀😀");
    assertThat(EcwidBuyer.cut("x\ud83d", 9)).isEqualTo("x");
  }

  @Test
  void nothingOfThePayloadIsPrinted() {
    assertThat(open(Map.of("enc_data", Sealed.gcm(CART))).toString())
        .doesNotContain("a@example.org", "Silva", new String(Sealed.SECRET.bytes(), UTF_8));
  }

  private static EcwidCheckout open(String cart) {
    return open(Map.of("enc_data", Sealed.gcm(cart))).checkout();
  }

  private static EcwidPayload open(Map<String, String> fields) {
    return EcwidPayload.open(Sealed.form(fields), List.of(Sealed.SECRET));
  }
}
