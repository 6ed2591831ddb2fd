package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Table;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.FormSigner;
import io.passerelle.gateway.Vectors;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutFunctionTest {

  private static final Pattern INPUT = Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\"");

  private final Bridge bridge = new Bridge().withShop();

  @Test
  void theOrderIsWrittenAndTheBuyerGoesOnWithTheFormAsTheModuleSignedIt() {
    byte[] form = Requests.paymentForm("vads_cust_name", "Zoé \"&\" <Co> '🍓'");

    Json page = bridge.checkout((Requests.text(form) + "&csrf_token=secret").getBytes(UTF_8));

    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(inputs(page)).isEqualTo(Form.parse(form).fields());
    assertThat(bridge.order().state()).isEqualTo(OrderState.STARTED);
    assertThat(bridge.order().amount()).isEqualTo(Money.of(4990, Currency.EUR));
    assertThat(bridge.order().startedHere()).isTrue();
  }

  @Test
  void theSameFormTwiceIsOnePayment() {
    Json first = bridge.checkout(Requests.paymentForm());
    List<Table.Row> stored = bridge.stored();

    Json second = bridge.checkout(Requests.paymentForm());

    assertThat(second.get("body").text()).isEqualTo(first.get("body").text());
    assertThat(bridge.stored()).isEqualTo(stored);
  }

  @Test
  void twoOrdersWithOneTransactionIdGetTwo() {
    bridge.checkout(Requests.paymentForm());

    Json page = bridge.checkout(Requests.paymentForm("vads_order_id", "SO0043"));

    Map<String, String> sent = inputs(page);
    assertThat(sent)
        .containsEntry("vads_trans_id", "899999")
        .containsEntry("vads_order_id", "SO0043");
    assertThatNoException()
        .isThrownBy(() ->
            FormSigner.verify(Vectors.form(sent), List.of(FormSigner.hmacSha256(Requests.KEY))));
  }

  @Test
  void aFormThatGotATransactionIdOfOursKeepsItWhenItIsSentAgain() {
    bridge.checkout(Requests.paymentForm());
    byte[] form = Requests.paymentForm("vads_order_id", "SO0043");
    Json first = bridge.checkout(form);
    List<Table.Row> stored = bridge.stored();

    Json second = bridge.checkout(form);

    assertThat(inputs(second)).isEqualTo(inputs(first));
    assertThat(bridge.stored()).isEqualTo(stored);
    requireRefused(
        Requests.paymentForm("vads_order_id", "SO0043", "vads_amount", "100"), 409, "Conflict");
  }

  @ParameterizedTest
  @CsvSource({"ko, de, fr", "FR, de, fr", "-, ko-KR, fr"})
  void aLanguageThatThePageDoesNotHaveBecomesTheShops(String asked, String browser, String told) {
    byte[] form = Requests.paymentForm("vads_language", asked);

    Json page =
        Bridge.run(
            new CheckoutFunction(bridge.wiring),
            Requests.form("/vads-payment/", form)
                .replace(
                    "\"content-type\"",
                    "\"accept-language\":\"" + browser + "\",\"content-type\""));

    Map<String, String> sent = inputs(page);
    assertThat(sent).containsEntry("vads_language", told).containsEntry("vads_trans_id", "360000");
    assertThatNoException()
        .isThrownBy(() ->
            FormSigner.verify(Vectors.form(sent), List.of(FormSigner.hmacSha256(Requests.KEY))));
  }

  @Test
  void theSameAttemptWithAnotherAmountIsRefused() {
    bridge.checkout(Requests.paymentForm());

    requireRefused(Requests.paymentForm("vads_amount", "100"), 409, "Conflict");
  }

  @Test
  void anotherAttemptAfterAnAbandonIsTaken() {
    bridge.checkout(Requests.paymentForm());

    Json page =
        bridge.checkout(Requests.paymentForm("vads_trans_id", "360001", "vads_amount", "5990"));

    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(bridge.order().starts()).hasSize(2);
    assertThat(bridge.order().amount()).isEqualTo(Money.of(5990, Currency.EUR));
  }

  @ParameterizedTest
  @CsvSource({
    "vads_currency, 156, 422",
    "vads_amount, 12.50, 422",
    "vads_trans_date, x, 422",
    "vads_trans_id, 12345, 422",
    "vads_site_id, 99999999, 404",
    "vads_site_id, 1, 400",
    "vads_ctx_mode, LIVE, 400",
    "vads_ctx_mode, PRODUCTION, 403",
  })
  void whatCannotBePaidIsRefusedBeforeTheBuyerLeaves(String field, String value, int status) {
    requireRefused(Requests.paymentForm(field, value), status, "Paiement impossible");
  }

  @Test
  void aFormThatIsNotGenuineIsRefused() {
    byte[] forged = Vectors.body(Requests.signed(Requests.FORM, Secret.of("another key")));
    byte[] cheaper = Requests.text(Requests.paymentForm()).replace("4990", "1").getBytes(UTF_8);
    byte[] rest = Requests.rest(Requests.restAnswer("AUTHORISED"), Requests.PASSWORD);

    requireRefused(forged, 403, "Invalid signature");
    requireRefused(cheaper, 403, "Invalid signature");
    requireRefused(rest, 400, "a payment form is due");
  }

  @Test
  void thePageLetsNothingInAndOnlyTheFormOut() {
    Json page = bridge.checkout(Requests.paymentForm());

    Json headers = page.get("headers");
    assertThat(headers.get("content-security-policy").text(""))
        .contains("default-src 'none'", "form-action https://secure.lyra.com", "base-uri 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.get("cache-control").text()).contains("no-store");
    assertThat(page.get("body").text("")).doesNotContain(Requests.KEY.reveal());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTableThatFailsLetsTheBuyerTryAgain(boolean takesEffect) {
    bridge.table.failAt(1, takesEffect);

    assertThatThrownBy(() -> bridge.checkout(Requests.paymentForm()))
        .isInstanceOf(AwsFailure.class);
    Json page = bridge.checkout(Requests.paymentForm());

    assertThat(page.get("statusCode").number()).contains(200L);
    assertThat(bridge.order().starts()).hasSize(1);
  }

  private void requireRefused(byte[] form, int status, String words) {
    List<Table.Row> before = bridge.stored();

    Json page = bridge.checkout(form);

    assertThat(page.get("statusCode").number()).contains((long) status);
    assertThat(page.get("body").text("")).contains(words);
    assertThat(bridge.stored()).isEqualTo(before);
  }

  private static Map<String, String> inputs(Json page) {
    Map<String, String> inputs = new LinkedHashMap<>();
    Matcher input = INPUT.matcher(page.get("body").text(""));
    while (input.find()) {
      inputs.put(plain(input.group(1)), plain(input.group(2)));
    }
    return inputs;
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
