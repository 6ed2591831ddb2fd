package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.passerelle.edge.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentFormTest {

  private static final String STRAWBERRY = "🍓";

  /// The shortest length that any of the gateway's guides gives (form guide, data dictionary).
  private static final String LENGTHS =
      """
      vads_contracts, 255
      vads_url_return, 127
      vads_url_success, 127
      vads_url_refused, 127
      vads_url_cancel, 127
      vads_url_error, 127
      vads_redirect_success_message, 255
      vads_redirect_error_message, 255
      vads_order_id, 64
      vads_order_info, 255
      vads_order_info2, 255
      vads_order_info3, 255
      vads_cust_email, 127
      vads_cust_id, 63
      vads_cust_title, 63
      vads_cust_name, 127
      vads_cust_first_name, 63
      vads_cust_last_name, 63
      vads_cust_legal_name, 100
      vads_cust_address, 255
      vads_cust_address_number, 5
      vads_cust_district, 127
      vads_cust_zip, 63
      vads_cust_city, 63
      vads_cust_state, 63
      vads_cust_country, 2
      vads_cust_phone, 32
      vads_cust_cell_phone, 32
      vads_cust_national_id, 255
      vads_ship_to_name, 63
      vads_ship_to_first_name, 63
      vads_ship_to_last_name, 63
      vads_ship_to_legal_name, 100
      vads_ship_to_street, 255
      vads_ship_to_street2, 255
      vads_ship_to_street_number, 5
      vads_ship_to_district, 127
      vads_ship_to_city, 63
      vads_ship_to_state, 63
      vads_ship_to_zip, 63
      vads_ship_to_country, 2
      vads_ship_to_phone_num, 32
      vads_ship_to_delivery_company_name, 127
      vads_ship_to_user_info, 255
      vads_identifier, 50
      vads_subscription, 50
      vads_shop_name, 127
      vads_shop_url, 127
      vads_contrib, 128
      vads_ext_info_session, 255
      vads_user_info, 255
      vads_theme_config, 255
      vads_payment_cards, 127
      vads_product_label0, 255
      vads_product_ref0, 64
      vads_product_ref12, 64
      """;

  @ParameterizedTest
  @CsvSource(textBlock = LENGTHS)
  void aValueIsCutToItsFieldsLengthByWholeCharacters(String name, int length) {
    String fits = STRAWBERRY.repeat(length);

    assertThat(value(name, fits)).isEqualTo(fits);
    assertThat(value(name, fits + "x")).isEqualTo(fits);
    assertThat(value(name, STRAWBERRY.repeat(1_000))).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "<b>Zoé</b>", bZoé/b
          "  a  b  ", a b
          "a\tb\nc\r\nd", a b c d
          "a\u0000b\u007fc", a b c
          "1 < 2 > 0", 1 2 0
          "Ô Délices 🍓", Ô Délices 🍓
          "O'Neil & Fils + Co", O'Neil & Fils + Co
          """)
  void whatTheGatewayRefusesIsTakenOut(String given, String expected) {
    assertThat(value("vads_cust_last_name", given)).isEqualTo(expected);
  }

  @Test
  void aValueIsNotCutBehindASpace() {
    assertThat(value("vads_cust_address_number", "12 b bis")).isEqualTo("12 b");
  }

  @Test
  void anEmptyValueLeavesTheFieldOut() {
    PaymentForm form = PaymentForm.empty().with("vads_cust_city", "Paris");

    assertThat(form.with("vads_cust_city", "").fields()).isEmpty();
    assertThat(form.with("vads_cust_city", " <> ").fields()).isEmpty();
    assertThat(form.with("vads_cust_state", "\n").fields()).containsOnlyKeys("vads_cust_city");
  }

  @Test
  void aFormIsNotChangedByTheOneMadeOfIt() {
    PaymentForm form = PaymentForm.empty().with("vads_amount", "100");

    PaymentForm other = form.with("vads_amount", "200");

    assertThat(form.fields()).containsEntry("vads_amount", "100");
    assertThat(other.fields()).containsEntry("vads_amount", "200");
  }

  @Test
  void aFormIsSentWithTheSignatureOfWhatItHolds() {
    FormSigner signer = FormSigner.hmacSha256(Secret.of("key-of-the-test"));

    Map<String, String> sent =
        PaymentForm.empty()
            .with("vads_site_id", "12345678")
            .with("vads_cust_last_name", "Lœffler <Ñandú>")
            .signed(signer);

    assertThatNoException()
        .isThrownBy(() -> FormSigner.verify(Vectors.form(sent), List.of(signer)));
    assertThat(sent).containsEntry("vads_cust_last_name", "Lœffler Ñandú");
  }

  private static String value(String name, String value) {
    return PaymentForm.empty().with(name, value).fields().getOrDefault(name, "");
  }
}
