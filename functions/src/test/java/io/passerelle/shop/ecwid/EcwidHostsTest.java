package io.passerelle.shop.ecwid;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.shop.Connection;
import io.passerelle.shop.Platform;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcwidHostsTest {

  private static final Connection STORE = connection(Map.of("storeId", "1003"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.ecwid.com/custompaymentapps/1003?orderId=XJ12H&clientId=lyra-own",
        "https://ecwid.com/",
        "https://my.ECWID.com:443/x"
      })
  void aBuyerMayGoBackToEcwid(String url) {
    assertThat(EcwidHosts.mayReturnTo(url, STORE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.ecwid.com/",
        "https://app.ecwid.com.example.org/",
        "https://notecwid.com/",
        "https://example.org/?app.ecwid.com",
        "https://example.org#.ecwid.com",
        "https://app.ecwid.com@example.org/",
        "https://example.org\\.ecwid.com/",
        "https://app.ecwid.com:8443/",
        "//app.ecwid.com/",
        "javascript:alert(1)//app.ecwid.com",
        "https:///app.ecwid.com",
        "https://app.ecwid.com /",
        "https://localhost/",
        ""
      })
  void aBuyerIsSentNowhereElse(String url) {
    assertThat(EcwidHosts.mayReturnTo(url, STORE)).isFalse();
  }

  @Test
  void theConnectionsOwnHostsMayBeReturnedTo() {
    Connection own =
        connection(
            Map.of("apiUrl", "http://localhost:8080/ecwid/api", "url", "https://shop.example"));

    assertThat(EcwidHosts.mayReturnTo("http://localhost:8080/back?a=b", own)).isTrue();
    assertThat(EcwidHosts.mayReturnTo("https://shop.example/back", own)).isTrue();
    assertThat(EcwidHosts.mayReturnTo("https://localhost:8080/back", own)).isFalse();
    assertThat(EcwidHosts.mayReturnTo("http://localhost:8081/back", own)).isFalse();
    assertThat(EcwidHosts.mayReturnTo("http://shop.example/back", own)).isFalse();
  }

  private static Connection connection(Map<String, String> fields) {
    return new Connection(Platform.ECWID, fields, Map.of());
  }
}
