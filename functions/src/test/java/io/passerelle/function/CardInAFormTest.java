package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A payment form that brings a card is refused before any of it is stored; what only looks like
/// one goes on.
class CardInAFormTest {

  private final Bridge bridge = new Bridge().withShop();

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "vads_card_number, 4970100000000055",
    "vads_card_number, 4970 1000 0000 0055",
    "vads_cvv, 123",
    "vads_order_info, 4970100000000055",
    "vads_cust_address, 4970-1000-0000-0055",
  })
  void aCardIsRefused(String field, String value) {
    int before = bridge.rows.rows().size();

    Json page = bridge.checkout(Requests.paymentForm(field, value));

    assertThat(page.get("statusCode").number()).contains(422L);
    assertThat(page.get("body").text("")).doesNotContain(value);
    assertThat(bridge.rows.rows()).hasSize(before);
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource({
    "vads_cust_phone, 4970100000000055",
    "vads_order_info, 4970100000000056",
    "vads_cust_legal_name, 45251785700028",
  })
  void whatIsNoneGoesOn(String field, String value) {
    Json page = bridge.checkout(Requests.paymentForm(field, value));

    assertThat(page.get("statusCode").number()).contains(200L);
  }
}
