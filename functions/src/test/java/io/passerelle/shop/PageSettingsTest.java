package io.passerelle.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import io.passerelle.payment.InstalmentOption;
import io.passerelle.shop.PageSettings.Validation;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageSettingsTest {

  @Test
  void whatIsNotSetHasADefaultThatLeavesTheRestToTheGateway() {
    PageSettings settings = settings("{}");

    assertThat(settings.texts()).isEmpty();
    assertThat(settings.language()).isEqualTo("fr");
    assertThat(settings.list(PageSettings.AVAILABLE_LANGUAGES)).isEmpty();
    assertThat(settings.captureDelay()).isEmpty();
    assertThat(settings.validation()).isEqualTo(Validation.BACK_OFFICE);
    assertThat(settings.threeDsBelow()).isEmpty();
    assertThat(settings.automaticRedirect()).isFalse();
    assertThat(settings.successRedirect()).isEmpty();
    assertThat(settings.errorRedirect()).isEmpty();
    assertThat(settings.returnsByGet()).isTrue();
    assertThat(settings.instalments()).isEmpty();
    assertThat(settings.instalments("3x")).isEmpty();
    assertThat(settings.paymentOrderDays()).isEqualTo(30);
    assertThat(settings.paymentOrderReferenceNeeded()).isFalse();
  }

  static List<String> names() {
    return ShopSettings.names().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void noSettingKeepsAShopFromBeingSavedWhereItIsEmpty(String name) {
    for (String empty : List.of("\"\"", "\"  \"", "null")) {
      assertThat(settings("{\"" + name + "\":" + empty + "}").texts()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "availableLanguages",
        "paymentCards",
        "cardIcons",
        "shopCountries",
        "buyerCountries",
        "instalments"
      })
  void anEmptyListIsAsOneThatIsNotSet(String name) {
    assertThat(settings("{\"" + name + "\":[]}").texts()).isEmpty();
  }

  @Test
  void allSettingsTogetherAreSavedAndReadBackAlike() {
    PageSettings once = settings(ALL);

    PageSettings again = settings(json(once.texts()));

    assertThat(once.texts().keySet()).isEqualTo(ShopSettings.names());
    assertThat(again).isEqualTo(once);
  }

  @Test
  void whatIsSetIsReadWithItsType() {
    PageSettings settings = settings(ALL);

    assertThat(settings.language()).isEqualTo("de");
    assertThat(settings.list(PageSettings.AVAILABLE_LANGUAGES)).containsExactly("fr", "en", "zh");
    assertThat(settings.list(PageSettings.PAYMENT_CARDS)).containsExactly("CB", "VISA", "PAYPAL");
    assertThat(settings.list(PageSettings.BUYER_COUNTRIES)).containsExactly("FR", "BE", "XK");
    assertThat(settings.captureDelay()).hasValue(7);
    assertThat(settings.validation()).isEqualTo(Validation.MANUAL);
    assertThat(settings.threeDsBelow()).hasValue(3_000);
    assertThat(settings.successRedirect()).hasValue(0);
    assertThat(settings.errorRedirect()).hasValue(300);
    assertThat(settings.returnsByGet()).isFalse();
    assertThat(settings.text(PageSettings.THANKS_MESSAGE)).isEqualTo("Merci <3");
  }

  @ParameterizedTest
  @CsvSource({"0, AUTOMATIC", "1, MANUAL", "'', BACK_OFFICE"})
  void paymentsAreValidatedAsTheShopSays(String written, Validation validation) {
    assertThat(settings("{\"validationMode\":\"" + written + "\"}").validation())
        .isEqualTo(validation);
  }

  @Test
  void aShopThatRedirectsAndSaysNoTimeLeavesTimeToRead() {
    PageSettings settings = settings("{\"automaticRedirect\":true}");

    assertThat(settings.successRedirect()).hasValue(5);
    assertThat(settings.errorRedirect()).hasValue(5);
  }

  @Test
  void aTimeAloneDoesNotRedirect() {
    assertThat(settings("{\"redirectSuccessTimeout\":3}").successRedirect()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\"fr;en;fr\"'", "'[\"fr\",\"en\",\"fr\"]'"})
  void aListIsWrittenAsATextOrAnArrayAndHasNothingTwice(String written) {
    assertThat(
            settings("{\"availableLanguages\":" + written + "}")
                .list(PageSettings.AVAILABLE_LANGUAGES))
        .containsExactly("fr", "en");
  }

  @Test
  void cardsAndCountriesAreWrittenInEitherCase() {
    PageSettings settings = settings("{\"paymentCards\":\"cb; visa\",\"buyerCountries\":[\"fr\"]}");

    assertThat(settings.list(PageSettings.PAYMENT_CARDS)).containsExactly("CB", "VISA");
    assertThat(settings.list(PageSettings.BUYER_COUNTRIES)).containsExactly("FR");
  }

  @Test
  void aNumberHasOneSpelling() {
    assertThat(settings("{\"captureDelay\":\"007\"}").text(PageSettings.CAPTURE_DELAY))
        .isEqualTo("7");
  }

  @Test
  void anOptionOfInstalmentsNeedsItsCodeAlone() {
    assertThat(settings("{\"instalments\":[{\"code\":\"3x\"}]}").instalments("3x"))
        .contains(
            new InstalmentOption(
                "3x",
                true,
                "3x",
                3,
                30,
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
  }

  @Test
  void anOptionOfInstalmentsSaysHowAndForWhichAmounts() {
    assertThat(settings(ALL).instalments("thrice"))
        .contains(
            new InstalmentOption(
                "thrice",
                false,
                "En trois fois",
                3,
                15,
                OptionalInt.of(50),
                OptionalLong.of(10_000),
                OptionalLong.of(200_000)));
  }

  private static final String ALL =
      """
      {"language":"de","availableLanguages":["fr","en","zh"],"captureDelay":7,
       "validationMode":"1","paymentCards":"CB;VISA;PAYPAL","cardIcons":"CB;VISA",
       "threeDsBelow":3000,"automaticRedirect":true,"redirectSuccessTimeout":0,
       "redirectErrorTimeout":"300","redirectSuccessMessage":"Merci !",
       "redirectErrorMessage":"Désolé","returnMode":"POST","thanksMessage":"Merci <3",
       "pendingMessage":"Patience","doneMessage":"Payé","cancelMessage":"Annulé",
       "errorMessage":"Échec","shopName":"Épicerie 🍓","shopUrl":"https://shop.example/",
       "shopContact":"help@shop.example",
       "shopCountries":"FR","buyerCountries":"FR;BE;XK","paymentJournal":"Banque (EUR)",
       "alertLanguage":"en","timeZone":"Europe/Paris","merchantLegalId":"FR123",
       "cardUpdateMails":"ISSUER","cardReminders":true,"cardReminderDays":"30;7",
       "cardFiles":true,"cardWarningMonths":12,"paymentOrderDays":"7","paymentOrderReference":true,
       "instalments":[{"code":"3x"},{"code":"thrice","active":false,"label":"En trois fois",
        "count":3,"intervalDays":15,"firstPercent":50,"minAmount":10000,"maxAmount":200000}]}\
      """;

  private static PageSettings settings(String json) {
    return new PageSettings(ShopSettings.read(Json.parse(json)));
  }

  /// As a shop is read back.
  private static String json(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text ->
            "\"%s\":%s"
                .formatted(
                    text.getKey(),
                    text.getKey().equals("instalments")
                        ? text.getValue()
                        : "\"" + text.getValue() + "\""))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
