package io.passerelle.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Finding;
import io.passerelle.delivery.http.TargetUrl.Unusable;
import io.passerelle.delivery.http.TargetUrl.Usable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, true, shop.example, 443, /",
    "https://shop.example?a=b, true, shop.example, 443, /?a=b",
    "HTTPS://Shop.Example:8443/ipn?x=1&y=%20, true, shop.example, 8443, /ipn?x=1&y=%20",
    "http://shop.example./ipn, false, shop.example, 80, /ipn",
    "http://my_shop.example:/ipn, false, my_shop.example, 80, /ipn",
    "http://192.0.2.7/ipn, false, 192.0.2.7, 80, /ipn",
    "http://[2001:DB8::1]:8081/, false, 2001:db8::1, 8081, /",
    "https://boutique-été.example/, true, xn--boutique-t-j7ab.example, 443, /",
    "https://3.example/a;b=1//c, true, 3.example, 443, /a;b=1//c",
    "http://shop.example:65535/, false, shop.example, 65535, /"
  })
  void aUsableUrlIsTakenApart(String url, boolean secure, String host, int port, String target) {
    assertThat(TargetUrl.of(url)).isEqualTo(new Usable(secure, host, port, target));
  }

  @ParameterizedTest
  @CsvSource({
    "'', NOT_A_URL",
    "shop.example/ipn, NOT_A_URL",
    "https:/shop.example/, NO_HOST",
    "https:shop.example, NO_HOST",
    "https:///ipn, NO_HOST",
    "https://:443/ipn, NO_HOST",
    "ftp://shop.example/, NOT_HTTP",
    "file:///etc/passwd, NOT_HTTP",
    "gopher://shop.example/, NOT_HTTP",
    "https://user:pw@shop.example/, USER_INFO",
    "https://shop.example@10.0.0.1/, USER_INFO",
    "https://shop.example/#top, FRAGMENT",
    "https://shop.example:0/, BAD_PORT",
    "https://shop.example:65536/, BAD_PORT",
    "https://shop.example:+80/, BAD_PORT",
    "https://shop.example:80:90/, BAD_PORT",
    "http://2130706433/, ODD_ADDRESS",
    "http://0x7f000001/, ODD_ADDRESS",
    "http://0x7f.1/, ODD_ADDRESS",
    "http://127.1/, ODD_ADDRESS",
    "http://0177.0.0.1/, ODD_ADDRESS",
    "http://127.0.0.01/, ODD_ADDRESS",
    "http://127.0.0.256/, ODD_ADDRESS",
    "http://1.2.3.4.5/, ODD_ADDRESS",
    "http://shop.0x/, ODD_ADDRESS",
    "http://2130706433./, ODD_ADDRESS",
    "http://１２７.1/, ODD_ADDRESS",
    "http://[::ffff:127.0.0.1]/, ODD_ADDRESS",
    "http://[fe80::1%25eth0]/, ZONE",
    "http://[fe80::1%eth0]/, ZONE",
    "http://[]/, BAD_HOST",
    "http://[::1/, BAD_HOST",
    "http://[1234]/, BAD_HOST",
    "http://[::g]/, BAD_HOST",
    "http://%31%32%37.0.0.1/, BAD_HOST",
    "http://shop..example/, BAD_HOST",
    "http://-shop.example/, BAD_HOST",
    "http://shop.example\\@10.0.0.1/, USER_INFO",
    "http://shop.example\\.evil/, BAD_HOST",
    "http://shop example/, BAD_HOST",
    "http://shop.example/a b, NOT_A_URL",
    "http://shop.example/é, NOT_A_URL",
    "http://shop.example/%zz, NOT_A_URL",
    "http://./, BAD_HOST"
  })
  void anUnusableUrlIsRefusedForAReasonThatCanBeCorrected(String url, Finding finding) {
    assertThat(TargetUrl.of(url)).isEqualTo(new Unusable(finding));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\nHost: evil", "\n", "\t", "\u0000", "\u2028"})
  void noLineBreakOrControlCharacterPasses(String hostile) {
    assertThat(TargetUrl.of("http://shop.example/a" + hostile)).isInstanceOf(Unusable.class);
    assertThat(TargetUrl.of("http://shop.example/?a" + hostile)).isInstanceOf(Unusable.class);
    assertThat(TargetUrl.of("http://shop" + hostile + ".example/")).isInstanceOf(Unusable.class);
    assertThat(TargetUrl.of("http://shop.example:80" + hostile + "/")).isInstanceOf(Unusable.class);
  }

  @Test
  void aUrlHasALimitedLength() {
    String longest = "http://shop.example/" + "a".repeat(TargetUrl.LENGTH_MAX - 20);

    assertThat(TargetUrl.of(longest)).isInstanceOf(Usable.class);
    assertThat(TargetUrl.of("http://shop.example/" + "%20".repeat(600))).isInstanceOf(Usable.class);
    assertThat(TargetUrl.of("http://" + "a.".repeat(900) + "example/"))
        .isEqualTo(new Unusable(Finding.BAD_HOST));
    assertThat(TargetUrl.of(longest + "a")).isEqualTo(new Unusable(Finding.TOO_LONG));
  }

  @Test
  void theHostHeaderNamesThePortOnlyWhereItIsUnusual() {
    assertThat(new Usable(true, "shop.example", 443, "/").authority()).isEqualTo("shop.example");
    assertThat(new Usable(false, "shop.example", 443, "/").authority())
        .isEqualTo("shop.example:443");
    assertThat(new Usable(false, "2001:db8::1", 80, "/").authority()).isEqualTo("[2001:db8::1]");
  }
}
