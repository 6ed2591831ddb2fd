package io.passerelle.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.SiteId;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  private static final String THRICE =
      "[{\"code\":\"3x\",\"minAmount\":10000,\"maxAmount\":50000},"
          + "{\"code\":\"4x\",\"active\":false}]";

  @ParameterizedTest
  @CsvSource({"EUR, EUR", "eur, EUR", "JPY, JPY", "KWD, KWD"})
  void aCurrencyOfTheGatewayIsTaken(String code, Currency currency) {
    assertThat(Admission.currency(code)).isEqualTo(currency);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CNY", "KHR", "XXX", "978", "", "€"})
  void anyOtherIsRefusedBeforeTheBuyerLeaves(String code) {
    refuses(() -> Admission.currency(code), "currency");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FR", "fr", ""})
  void aShopInAnAllowedOrUnknownCountryIsTaken(String country) {
    assertThatNoException()
        .isThrownBy(() -> admission(PageSettings.SHOP_COUNTRIES, "FR;MC").shopIn(country));
  }

  @Test
  void aShopElsewhereIsRefused() {
    refuses(
        () -> admission(PageSettings.SHOP_COUNTRIES, "FR;MC").shopIn("BE"), "the shop's country");
  }

  @ParameterizedTest
  @CsvSource({"FR;BE, FR, true", "FR;BE, be, true", "FR;BE, DE, false", "FR;BE, '', false"})
  void aBuyerIsTakenInTheCountriesThatAreNamed(String named, String country, boolean taken) {
    Admission admission = admission(PageSettings.BUYER_COUNTRIES, named);

    if (taken) {
      assertThatNoException().isThrownBy(() -> admission.buyerIn(country));
    } else {
      refuses(() -> admission.buyerIn(country), "the buyer's country");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FR", "ZZ", ""})
  void everybodyIsTakenWhereNoCountryIsNamed(String country) {
    Admission admission = admission(PageSettings.LANGUAGE, "fr");

    assertThatNoException().isThrownBy(() -> admission.shopIn(country).buyerIn(country));
  }

  @Test
  void aPaymentInPartsIsTakenWhereItIsOffered() {
    Admission admission = admission(PageSettings.INSTALMENTS, THRICE);

    assertThat(admission.parts("", Money.of(9_000, Currency.EUR))).isEmpty();
    assertThat(admission.parts("3x", Money.of(10_000, Currency.EUR)))
        .hasValueSatisfying(parts -> assertThat(parts.count()).isEqualTo(3));
  }

  @ParameterizedTest
  @CsvSource({
    "3x,  9999, no instalments for that amount",
    "3x, 50001, no instalments for that amount",
    "4x, 20000, no instalments for that amount",
    "5x, 20000, no instalments of that kind",
    "'',     0, there is nothing to pay",
  })
  void aPaymentInPartsIsRefusedWhereItIsNotOffered(String code, long amount, String why) {
    Admission admission = admission(PageSettings.INSTALMENTS, THRICE);

    refuses(() -> admission.parts(code, Money.of(amount, Currency.EUR)), why);
  }

  private static void refuses(ThrowingCallable asking, String why) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(asking)
        .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(Reason.NOT_OFFERED))
        .withMessageContaining(why);
  }

  private static Admission admission(String setting, String value) {
    return Admission.of(
        new Shop(
            new SiteId("12345678"),
            "c",
            "s",
            "lyra",
            Mode.TEST,
            Map.of(),
            Connection.none(),
            Map.of(setting, value),
            1));
  }
}
