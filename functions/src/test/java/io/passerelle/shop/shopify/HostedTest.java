package io.passerelle.shop.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.TransactionState;
import io.passerelle.shop.Connection;
import io.passerelle.shop.OperationResult;
import io.passerelle.shop.OperationResult.Kind;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.PlatformResult;
import io.passerelle.shop.Session;
import io.passerelle.shop.Telling;
import io.passerelle.shop.shopify.ShopifyVectors.Vector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostedTest {

  private static final Secret KEY = Secret.of("1122334455667788");
  private static final HostedSigner SIGNER = new HostedSigner(KEY);
  private static final Instant NOW = Instant.parse("2026-01-15T10:05:00.123Z");

  private static final Map<String, String> CHECKOUT =
      Map.ofEntries(
          Map.entry("x_account_id", "34567890"),
          Map.entry("x_amount", "123.00"),
          Map.entry("x_currency", "EUR"),
          Map.entry("x_reference", "19783"),
          Map.entry("x_shop_country", "FR"),
          Map.entry("x_shop_name", "Épicerie Zoé"),
          Map.entry("x_test", "true"),
          Map.entry("x_url_callback", "https://cart.example/callback"),
          Map.entry("x_url_cancel", "https://cart.example/cancel"),
          Map.entry("x_url_complete", "https://cart.example/complete?key=1"),
          Map.entry("x_customer_first_name", "Zoé"),
          Map.entry("x_customer_billing_last_name", "Müller"),
          Map.entry("x_customer_billing_country", "FR"));

  @Test
  void aCheckoutIsWhatTheCartSigned() {
    Session session = session(CHECKOUT);

    assertThat(session.order()).isEqualTo(new OrderId(new SiteId("34567890"), "19783"));
    assertThat(session.mode()).isEqualTo(Mode.TEST);
    assertThat(session.amount()).isEqualTo(Money.of(12_300, Currency.EUR));
    assertThat(session.buyer().billing().givenName()).isEqualTo("Zoé");
    assertThat(session.buyer().billing().familyName()).isEqualTo("Müller");
    assertThat(HostedCallback.isHosted(session)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "x_amount, 1.00",
    "x_reference, 19784",
    "x_test, false",
    "x_url_callback, https://evil.example/",
    "x_new, 1",
    "x_signature, ''",
  })
  void aFieldThatWasChangedOnTheWayIsNotRead(String name, String value) {
    Map<String, String> fields = new HashMap<>(SIGNER.signed(CHECKOUT));
    fields.put(name, value);

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> HostedRequest.verified(fields, SIGNER))
        .withMessageContaining("Invalid signature");
  }

  /// Nothing stands between the fields that are signed: a buyer who types names of fields into an
  /// address could else cut the same text into another order.
  @Test
  void aSignedTextThatWasCutIntoOtherFieldsIsNotRead() {
    Map<String, String> typed = new HashMap<>(CHECKOUT);
    typed.put("x_customer_billing_last_name", "Mx_reference99999x_shop_nameZ");
    Map<String, String> cut = new HashMap<>(SIGNER.signed(typed));
    cut.put("x_customer_billing_last_name", "M");
    cut.put("x_reference", "99999");
    cut.put(
        "x_shop_name",
        "Zx_customer_first_nameZoéx_reference19783x_shop_countryFRx_shop_nameÉpicerie Zoé");
    cut.remove("x_customer_first_name");
    cut.remove("x_shop_country");

    assertThat(SIGNER.sign(cut)).as("the text is the same").isEqualTo(SIGNER.sign(typed));
    assertThat(SIGNER.isSigned(cut)).isFalse();
    assertThat(SIGNER.isSigned(SIGNER.signed(typed))).isFalse();
  }

  @Test
  void anAddressThatNamesAFieldInItsQueryIsTaken() {
    Map<String, String> fields = new HashMap<>(CHECKOUT);
    fields.put("x_url_complete", "https://cart.example/complete?x_reference=19783");

    assertThat(SIGNER.isSigned(SIGNER.signed(fields))).isTrue();
  }

  @Test
  void whatIsNotOfTheProtocolIsNotSigned() {
    Map<String, String> fields = new HashMap<>(SIGNER.signed(CHECKOUT));
    fields.put("utm_nooverride", "1");

    assertThat(HostedRequest.verified(fields, SIGNER)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "x_amount, 1.005",
    "x_currency, XXX",
    "x_reference, a b",
    "x_url_callback, javascript:1",
    "x_url_complete, http://cart.example/",
    "x_url_cancel, ''",
    "x_transaction_type, gift",
  })
  void aCheckoutThatIsNotWhatItMustBeIsRefused(String name, String value) {
    Map<String, String> fields = new HashMap<>(CHECKOUT);
    fields.put(name, value);

    assertThatExceptionOfType(Rejection.class).isThrownBy(() -> session(fields));
  }

  @Test
  void theCallbackEchoesTheCheckoutAndIsSigned() {
    Map<String, String> told = callback(TransactionState.AUTHORISED).orElseThrow();

    assertThat(told)
        .containsEntry("x_account_id", "34567890")
        .containsEntry("x_reference", "19783")
        .containsEntry("x_amount", "123.00")
        .containsEntry("x_currency", "EUR")
        .containsEntry("x_test", "true")
        .containsEntry("x_result", "completed")
        .containsEntry("x_timestamp", "2026-01-15T10:05:00Z")
        .doesNotContainKey("x_transaction_type")
        .doesNotContainKey("x_message");
    assertThat(SIGNER.isSigned(told)).isTrue();
  }

  @Test
  void theGatewaysReferenceIsAnotherForEachResultAndTheSameForARepetition() {
    String paid = reference(TransactionState.AUTHORISED);

    assertThat(reference(TransactionState.AUTHORISED)).isEqualTo(paid).hasSize(24);
    assertThat(reference(TransactionState.UNDER_VERIFICATION)).isNotEqualTo(paid);
  }

  @Test
  void aBuyerWhoLeftAndARefusalAreNotCalledBack() {
    assertThat(callback(TransactionState.REFUSED)).isEmpty();
    assertThat(callback(TransactionState.ABANDONED)).isEmpty();
  }

  @Test
  void whatMayStillComeIsPending() {
    assertThat(callback(TransactionState.WAITING_AUTHORISATION).orElseThrow())
        .containsEntry("x_result", "pending");
  }

  @Test
  void theBuyerComesBackWithTheSameFields() {
    Optional<String> url =
        new HostedCallback(session(CHECKOUT), KEY, NOW)
            .complete(Orders.told(TransactionState.AUTHORISED));

    assertThat(url.orElseThrow())
        .startsWith("https://cart.example/complete?key=1&x_account_id=34567890&x_amount=123.00")
        .contains("&x_result=completed&x_signature=");
  }

  @ParameterizedTest
  @CsvSource({"200, Done", "202, Done", "422, Never", "404, Again", "301, Again", "500, Again"})
  void theCartsStatusAloneDecides(int status, String result) {
    PlatformRequest told = telling(Optional.empty()).orElseThrow();

    PlatformResult heard = new ShopifyVoice().heard(told, status, "<html>");

    assertThat(heard.getClass().getSimpleName()).isEqualTo(result);
  }

  @Test
  void aRefundIsToldToTheCallbackOfItsOwnRequest() {
    OperationResult done =
        new OperationResult(
            "key",
            Kind.REFUND,
            true,
            "",
            Map.of("x_amount", "53.87", "x_url_callback", "https://cart.example/refunds"));

    PlatformRequest told = telling(Optional.of(done)).orElseThrow();

    assertThat(told.url()).isEqualTo("https://cart.example/refunds");
    Map<String, String> fields = Form.parse(told.body().getBytes(StandardCharsets.UTF_8)).fields();
    assertThat(fields)
        .containsEntry("x_transaction_type", "refund")
        .containsEntry("x_amount", "53.87")
        .containsEntry("x_result", "completed");
    assertThat(SIGNER.isSigned(fields)).isTrue();
  }

  @Test
  void aManagementRequestIsSignedWithItsNumbersAsTexts() {
    Vector vector = ShopifyVectors.named("hpsdk-08-own-json-refund");
    String signature = vector.expected("x_signature");
    String body =
        """
        {"x_account_id":"2","x_amount":"53.87","x_reference":466702106678,"x_currency":"AED",
         "x_gateway_reference":"040013237867","x_test":true,"x_url_callback":
         "https:\\/\\/checkout.shopify.com\\/services\\/ping\\/notify_integration\\/telr\\/11166980",
         "x_shopify_order_id":352677527606,"x_transaction_type":"refund","x_signature":"%s"}
        """
            .formatted(signature);

    Map<String, String> fields = HostedManagement.fields(body);

    assertThat(new HostedSigner(Secret.of(vector.input("key"))).isSigned(fields)).isTrue();
  }

  @Test
  void aManagementRequestIsKnownAgainByWhatWasSigned() {
    Map<String, String> fields = new TreeMap<>(CHECKOUT);
    fields.put("x_transaction_type", "refund");
    fields.put("x_amount", "53.87");

    OperationSession first = management(Kind.REFUND, fields);
    fields.put("x_amount", "53.88");
    OperationSession second = management(Kind.REFUND, fields);

    assertThat(first.amount()).contains(Money.of(5_387, Currency.EUR));
    assertThat(second.key()).isNotEqualTo(first.key());
    assertThatExceptionOfType(Rejection.class).isThrownBy(() -> management(Kind.CANCEL, fields));
  }

  private static OperationSession management(Kind kind, Map<String, String> fields) {
    return HostedManagement.request(kind, new SiteId("34567890"), SIGNER.signed(fields), SIGNER);
  }

  private static Session session(Map<String, String> fields) {
    return HostedRequest.verified(SIGNER.signed(fields), SIGNER)
        .session(HostedRequest.claimedShop(fields), "", "token", NOW);
  }

  private static Optional<Map<String, String>> callback(TransactionState state) {
    return new HostedCallback(session(CHECKOUT), KEY, NOW).fields(Orders.told(state));
  }

  private static String reference(TransactionState state) {
    return callback(state).orElseThrow().getOrDefault("x_gateway_reference", "");
  }

  private static Optional<PlatformRequest> telling(Optional<OperationResult> operation) {
    Connection connection =
        new Connection(Platform.SHOPIFY, Map.of(), Map.of(ShopifyVoice.HOSTED_KEY, KEY));
    return new ShopifyVoice()
        .telling(
            new Telling(
                connection,
                Orders.told(TransactionState.AUTHORISED),
                Optional.of(session(CHECKOUT)),
                operation,
                NOW));
  }
}
