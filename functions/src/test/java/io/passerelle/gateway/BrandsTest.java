package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          payzen, secure.payzen.eu, api.payzen.eu
          lyra, secure.lyra.com, api.lyra.com
          systempay, paiement.systempay.fr, api.systempay.fr
          sogecommerce, sogecommerce.societegenerale.eu, api-sogecommerce.societegenerale.eu
          scellius, scelliuspaiement.labanquepostale.fr, api.scelliuspaiement.labanquepostale.fr
          clicandpay, clicandpay.groupecdn.fr,
          osb, secure.osb.pf,
          micuentaweb, secure.micuentaweb.pe, api.micuentaweb.pe
          payzen-latam, secure.payzen.lat, api.payzen.lat
          payzen-brazil, secure.payzen.com.br, api.payzen.com.br
          """)
  void aPublishedBrandHasItsHosts(String name, String formHost, String restHost) {
    Brand brand = Brands.published().find(name).orElseThrow();

    assertThat(URI.create(brand.formUrl()))
        .hasScheme("https")
        .hasHost(formHost)
        .hasPath("/vads-payment/");
    assertThat(brand.restUrl())
        .isEqualTo(
            restHost == null
                ? Optional.empty()
                : Optional.of("https://" + restHost + "/api-payment/V4/"));
  }

  @Test
  void aDeploymentAddsABrandOfItsOwnOrReplacesOne() {
    Brands brands =
        Brands.with(
            """
            {"spplus": {"form": "https://paiement.example/vads-payment/"},
             "lyra": {"form": "http://127.0.0.1:8100/vads-payment/",
                      "rest": "http://127.0.0.1:8100/api-payment/V4/"}}\
            """);

    assertThat(brands.find("spplus"))
        .contains(new Brand("spplus", "https://paiement.example/vads-payment/", Optional.empty()));
    assertThat(brands.find("lyra").orElseThrow().formUrl()).startsWith("http://127.0.0.1:8100/");
    assertThat(brands.find("payzen")).isEqualTo(Brands.published().find("payzen"));
    assertThat(brands.names()).hasSize(11);
    assertThat(Brands.published().find("spplus")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"x\": {}}", "{\"x\": {\"rest\": \"https://a/\"}}", "{\"x\": 1}", "x"})
  void aBrandWithoutAPageIsNotTaken(String json) {
    assertThatThrownBy(() -> Brands.with(json)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LYRA", "lyra ", "../lyra"})
  void anotherNameIsNoBrand(String name) {
    assertThat(Brands.published().find(name)).isEmpty();
  }
}
