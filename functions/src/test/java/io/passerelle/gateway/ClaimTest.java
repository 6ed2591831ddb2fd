package io.passerelle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {

  @Test
  void aFormSaysItsShopAndMode() {
    assertThat(of("vads_site_id", "12345678", "vads_ctx_mode", "PRODUCTION"))
        .isEqualTo(
            new Claim(Claim.Format.FORM, new SiteId("12345678"), Optional.of(Mode.PRODUCTION)));
  }

  @Test
  void anAnswerSaysItsShopAlone() {
    assertThat(of("kr-answer", "{\"shopId\" : \"12345678\", \"x\": 1}"))
        .isEqualTo(new Claim(Claim.Format.REST, new SiteId("12345678"), Optional.empty()));
  }

  @Test
  void aShopThatIsNamedInsideATextIsNotTheAnswersShop() {
    String answer = "{\"note\":\"\\\"shopId\\\":\\\"99999999\\\"\",\"shopId\":\"12345678\"}";

    assertThat(of("kr-answer", answer).siteId()).isEqualTo(new SiteId("12345678"));
  }

  @Test
  void bothFormatsAtOnceAreRefused() {
    requireMalformed("both formats", "vads_site_id", "12345678", "kr-answer", "{}");
  }

  @Test
  void neitherFormatIsRefused() {
    requireMalformed("no notification", "a", "b");
    requireMalformed("no notification", "vads_ctx_mode", "TEST", "signature", "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "123456789", "1234567a", "12345678 ", "٢٢٢٢٢٢٢٢"})
  void aShopIsEightDigits(String siteId) {
    requireMalformed("vads_site_id", "vads_site_id", siteId, "vads_ctx_mode", "TEST");
    requireMalformed("shopId", "kr-answer", "{\"shopId\":\"" + siteId + "\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "test", "PROD", "TEST ", "production"})
  void aModeIsTestOrProduction(String mode) {
    requireMalformed("vads_ctx_mode", "vads_site_id", "12345678", "vads_ctx_mode", mode);
  }

  private static void requireMalformed(String words, String... fields) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> of(fields))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
        .withMessageContaining(words);
  }

  private static Claim of(String... fields) {
    return Claim.of(
        Vectors.form(
            fields.length == 2
                ? Map.of(fields[0], fields[1])
                : Map.of(fields[0], fields[1], fields[2], fields[3])));
  }
}
