package io.passerelle.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.example",
        "first.last+tag@sub.shop.example",
        "o'hara@shop.example",
        "x_1@xn--t-bfa.fr"
      })
  void aPlainAddressIsTaken(String address) {
    assertThat(EmailAddress.parse(" " + address + " ")).map(EmailAddress::value).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@shop.example",
        "a@",
        "a@localhost",
        "a@b@shop.example",
        "a@shop..example",
        ".a@shop.example",
        "a.@shop.example",
        "a..b@shop.example",
        "a b@shop.example",
        "\"a b\"@shop.example",
        "Jane <a@shop.example>",
        "a@[10.0.0.1]",
        "a@1.2.3.4",
        "a@-shop.example",
        "a,b@shop.example",
        "a@shop.example\r\nBcc: b@shop.example",
        "a\u0000@shop.example",
        "é@shop.example",
        "a@shop.example,b@shop.example"
      })
  void anythingElseIsNot(String address) {
    assertThat(EmailAddress.parse(address)).isEmpty();
    assertThatThrownBy(() -> new EmailAddress(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("shop");
  }

  @Test
  void anAddressHasALimitedLength() {
    String domain = "a.".repeat(94) + "example";

    assertThat(EmailAddress.parse("a".repeat(58) + "@" + domain)).isPresent();
    assertThat(EmailAddress.parse("a".repeat(59) + "@" + domain)).isEmpty();
    assertThat(EmailAddress.parse("a".repeat(65) + "@b.example")).isEmpty();
  }

  @Test
  void aRulesAddressesAreSeparatedBySemicolonsAndTheWrongOnesLeftOut() {
    assertThat(EmailAddress.list("a@b.example; wrong ;c@d.example;;a@b.example"))
        .containsExactly(new EmailAddress("a@b.example"), new EmailAddress("c@d.example"));
    assertThat(EmailAddress.list("")).isEqualTo(List.of());
    assertThat(EmailAddress.list("a@b.example;".repeat(10_000))).hasSize(1);
  }

  @Test
  void anAddressShowsItsDomainAlone() {
    assertThat(new EmailAddress("jane@b.example")).hasToString("***@b.example");
  }
}
