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
      vads_redirect_success_message, 255
      vads_redirect_error_message, 255
      vads_order_id, 64
      vads_order_info, 255
      vads_order_info2, 255
      vads_order_info3, 255
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
      vads_ship_to_delivery_company_name, 127
      vads_ship_to_user_info, 255
      vads_identifier, 50
      vads_subscription, 50
      vads_shop_name, 127
      vads_contrib, 128
      vads_ext_info_session, 255
      vads_user_info, 255
      vads_theme_config, 255
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

  /// Written as code points, since what is meant cannot be seen.
  @Test
  void aLetterKeepsItsAccentsAndASignItsParts() {
    String decomposed = "e\u0301";
    String family = "\ud83d\udc69\u200d\ud83d\udc67";
    String waving = "\ud83d\udc4b\ud83c\udffd";
    String long62 = "a".repeat(62);

    assertThat(value("vads_cust_city", long62 + "e")).isEqualTo(long62 + "e");
    assertThat(value("vads_cust_city", long62 + decomposed)).isEqualTo(long62);
    assertThat(value("vads_cust_city", "a".repeat(61) + decomposed))
        .isEqualTo("a".repeat(61) + decomposed);
    assertThat(value("vads_cust_city", "a".repeat(60) + decomposed + "\u0323\u0330"))
        .isEqualTo("a".repeat(60));
    assertThat(value("vads_cust_city", long62 + family)).isEqualTo(long62);
    assertThat(value("vads_cust_city", "a".repeat(61) + family)).isEqualTo("a".repeat(61));
    assertThat(value("vads_cust_city", long62 + waving)).isEqualTo(long62);
    assertThat(value("vads_cust_city", "\u0301".repeat(70))).isEqualTo("\u0301".repeat(63));
  }

  @Test
  void halfACharacterIsTakenOut() {
    assertThat(value("vads_cust_city", "Pa\ud83cris\udf53")).isEqualTo("Paris");
    assertThat(value("vads_cust_city", "\ud83c")).isEmpty();
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "vads_cust_email, zoe@example.org, zoe@example.org",
    "vads_cust_email, ' z.o+e@mail.example.org ', z.o+e@mail.example.org",
    "vads_cust_email, zoé@example.org, ''",
    "vads_cust_email, zoe, ''",
    "vads_cust_email, zoe@example, ''",
    "vads_cust_email, zoe@@example.org, ''",
    "vads_cust_email, zoe..b@example.org, ''",
    "vads_cust_email, @example.org, ''",
    "vads_cust_email, a b@example.org, ''",
    "vads_cust_email, zoe@.org, ''",
    "vads_cust_email, zoe@example., ''",
    "vads_cust_country, fr, FR",
    "vads_cust_country, FRA, ''",
    "vads_cust_country, France, ''",
    "vads_cust_country, F1, ''",
    "vads_ship_to_country, be, BE",
    "vads_cust_phone, +33 (0)6 12.34-56/78, +33 (0)6 12.34-56/78",
    "vads_cust_phone, ☎ 0612345678, 0612345678",
    "vads_cust_phone, '+33 6 12 34 56 78      poste  12  34', +33 6 12 34 56 78 poste 12 34",
    "vads_cust_phone, '+33 6 12 34 56 78 / +33 7 12 34 56 78', +33612345678+33712345678",
    "vads_cust_phone, 33612345678901234567890123456789012, ''",
    "vads_cust_phone, 33 61 23 45 67 89 01 23, ''",
    "vads_ship_to_phone_num, 0612345678, 0612345678",
    "vads_cust_id, gid://shop/Customer/42, gidshopCustomer42",
    "vads_cust_zip, SW1A 1AA, SW1A 1AA",
    "vads_language, fr, fr",
    "vads_language, ko, ''",
    "vads_available_languages, fr;ko;en, fr;en",
    "vads_available_languages, ko, ''",
    "vads_payment_cards, ALL, ''",
    "vads_payment_cards, CB;VISA, CB;VISA",
    "vads_cust_status, COMPANY, COMPANY",
    "vads_cust_status, company, ''",
    "vads_ship_to_type, ETICKET, ETICKET",
    "vads_ship_to_type, BOAT, ''",
    "vads_ship_to_speed, EXPRESS, EXPRESS",
    "vads_return_mode, GET, GET",
    "vads_return_mode, PUT, ''",
    "vads_shop_url, https://shop.example/, https://shop.example/",
    "vads_shop_url, shop.example, ''",
    "vads_shop_url, javascript:alert(1), ''",
    "vads_cust_city, 4970100000000014, ''",
    "vads_cust_city, 4970 1000 0000 0014, ''",
    "vads_cust_city, 370000-0000000, ''",
    "vads_cust_city, 2970100000000014, 2970100000000014",
    "vads_cust_city, 497010000000, 497010000000",
    "vads_cust_city, N4970100000000014, N4970100000000014",
    "vads_trans_date, 20260115100000, 20260115100000",
  })
  void whatCannotBeMadeToFitIsLeftOut(String name, String given, String expected) {
    assertThat(value(name, given)).isEqualTo(expected);
  }

  @Test
  void whatWouldMeanSomethingElseIsNotCut() {
    String url = "https://shop.example/" + "a".repeat(106);
    String email = "a".repeat(115) + "@example.org";

    assertThat(value("vads_url_return", url)).isEqualTo(url);
    assertThat(value("vads_url_return", url + "a")).isEmpty();
    assertThat(value("vads_url_return", "https://shop.example/a b")).isEmpty();
    assertThat(value("vads_cust_email", email)).isEqualTo(email);
    assertThat(value("vads_cust_email", "a" + email)).isEmpty();
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
