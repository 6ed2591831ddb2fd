package io.passerelle.shop.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Rejection;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Platform;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdooRelayTest {

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, systempay, https://shop.example/payment/systempay/ipn",
    "https://shop.example/, lyra, https://shop.example/payment/lyra/ipn",
    "https://shop.example, , https://shop.example/payment/lyra/ipn",
    "https://shop.example/odoo, payzen, https://shop.example/odoo/payment/payzen/ipn",
    "https://shop.example/payment/lyra/ipn, systempay, https://shop.example/payment/lyra/ipn",
    "https://shop.example/?wc-api=WC_Gateway, , https://shop.example/?wc-api=WC_Gateway",
    "https://shop.example/modules/payzen/validation.php, ,"
        + " https://shop.example/modules/payzen/validation.php",
  })
  void aModuleTakesNotificationsAtItsOwnPath(String url, @Nullable String app, String expected) {
    assertThat(OdooRelay.target(connection(url, app))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bad request received.",
        "<p>Bad request received.</p>",
        "An error occurred while processing payment.",
        "KO-Order not found.",
        "<span style=\"display:none\">KO-Invalid IPN request received.\n</span>",
      })
  void anAnswerThatRefusesIsReadAsOne(String answer) {
    assertThat(OdooRelay.saysRefused(answer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "Accepted payment, order has been updated.",
        "Payment processed, order has been updated.",
        "Payment abandoned.",
        "Payment failure.",
        "<span style=\"display:none\">OK-Accepted payment, order has been updated.\n</span>",
      })
  void anAnswerThatTakesItIsNot(String answer) {
    assertThat(OdooRelay.saysRefused(answer)).isFalse();
  }

  @Test
  void aConnectionNeedsAnAddress() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> OdooRelay.check(connection(" ", "lyra")))
        .withMessageContaining("connection.url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../admin", "Lyra", "a/b", "a?b", "a b"})
  void theNameOfAModuleIsAPlainWord(String app) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> OdooRelay.check(connection("https://shop.example", app)))
        .withMessageContaining("connection.app");
  }

  private static Connection connection(String url, @Nullable String app) {
    Map<String, String> fields = new HashMap<>(Map.of("url", url));
    if (app != null) {
      fields.put("app", app);
    }
    return new Connection(Platform.ODOO, fields, Map.of());
  }
}
