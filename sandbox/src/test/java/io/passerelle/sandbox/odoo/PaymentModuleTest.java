package io.passerelle.sandbox.odoo;

import static io.passerelle.sandbox.odoo.OdooBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.web.WebReply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentModuleTest {

  private final OdooBench bench = new OdooBench();

  @BeforeEach
  void order() {
    bench.checkout("lamp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AUTHORISED             | done    | Payment processed, order has been updated.",
        "CAPTURED               | done    | Payment processed, order has been updated.",
        "ACCEPTED               | done    | Payment processed, order has been updated.",
        "AUTHORISED_TO_VALIDATE | pending | Payment processed, order has been updated.",
        "WAITING_AUTHORISATION  | pending | Payment processed, order has been updated.",
        "UNDER_VERIFICATION     | pending | Payment processed, order has been updated.",
        "PRE_AUTHORISED         | pending | Payment processed, order has been updated.",
        "ABANDONED              | draft   | Payment abandoned.",
        "CANCELED               | draft   | Payment abandoned.",
        "CANCELLED              | cancel  | Payment failure.",
        "NOT_CREATED            | cancel  | Payment failure.",
        "REFUSED                | error   | Payment failure.",
        "EXPIRED                | error   | Payment failure.",
        "SOMETHING_NEW          | error   | Payment failure.",
      })
  void aStatusMovesTheOrderAndHasItsText(String status, String state, String answer) {
    WebReply reply = bench.notify(status);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply)).isEqualTo(answer);
    assertThat(bench.order("SO0001-1").get("state").asText()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHORISED, REFUSED, done",
    "AUTHORISED, CANCELLED, done",
    "AUTHORISED, UNDER_VERIFICATION, done",
    "UNDER_VERIFICATION, AUTHORISED, done",
    "UNDER_VERIFICATION, REFUSED, error",
    "REFUSED, AUTHORISED, done",
    "REFUSED, UNDER_VERIFICATION, error",
    "CANCELLED, AUTHORISED, cancel",
  })
  void aStateMovesOnlyAsOdoosCoreAllows(String first, String second, String state) {
    bench.notify(first);

    bench.notify(second);

    assertThat(bench.order("SO0001-1").get("state").asText()).isEqualTo(state);
  }

  @Test
  void aWrongSignatureIsAnsweredWith200AndChangesNothing() {
    Map<String, String> data = bench.signed(bench.data("AUTHORISED"));
    data.put("vads_trans_uuid", "changed");

    WebReply reply = bench.post("payment/lyra/ipn", data);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply)).isEqualTo("Bad request received.");
    assertThat(bench.order("SO0001-1").get("state").asText()).isEqualTo("draft");
  }

  @Test
  void anUnknownReferenceOrAMissingStatusIsABadRequest() {
    assertThat(text(bench.notify("AUTHORISED", "vads_ext_info_order_ref", "SO9999-1")))
        .isEqualTo("Bad request received.");
    assertThat(text(bench.notify(""))).isEqualTo("Bad request received.");
    assertThat(text(bench.post("payment/lyra/ipn", Map.of()))).isEqualTo("Bad request received.");
  }

  @Test
  void theModulesOwnFieldComesBeforeTheOrderId() {
    assertThat(text(bench.notify("AUTHORISED", "vads_order_id", "another")))
        .startsWith("Payment processed");
    assertThat(text(bench.notify("AUTHORISED", "vads_ext_info_order_ref", "")))
        .startsWith("Payment processed");
  }

  @Test
  void theBrandsOwnRouteAloneIsServed() {
    assertThat(bench.post("payment/systempay/ipn", Map.of()).status()).isEqualTo(404);
  }
}
