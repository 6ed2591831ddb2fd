package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.card.Card;
import io.passerelle.card.CardUpdate;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.Expiry;
import io.passerelle.card.LastFour;
import io.passerelle.card.NetworkState;
import io.passerelle.card.TokenState;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItnMessageTest {

  private static final String TOKEN = "6af9d54d49794395bafb8a41941399e2";
  private static final Secret KEY = Secret.of("1122334455667788");
  private static final String NESTED =
      """
      {"merchantLegalId":"45251785700028","paymentMethodToken":"%s","mode":"TEST",
       "paymentMethodTokenStatus":"ACTIVE","meansOfPayment":{"status":"SUSPENDED","method":"VISA"},
       "card":{"lastFour":"XXXXXXXXXXXX0114","expiryMonth":"09","expiryYear":"2028"},
       "source":"ISSUER"}
      """
          .formatted(TOKEN);
  private static final String DOTTED =
      """
      {"merchantLegalId":45251785700028,"paymentMethodToken":"%s","mode":"TEST",
       "paymentMethodTokenStatus":"ACTIVE","meansOfPayment.status":"SUSPENDED",
       "meansOfPayment.method":"VISA","card.lastFour":"0114","card.expiryMonth":9,
       "card.expiryYear":28,"source":"ISSUER"}
      """
          .formatted(TOKEN);
  private static final String FORM =
      "merchantLegalId=45251785700028&paymentMethodToken="
          + TOKEN
          + "&mode=TEST&paymentMethodTokenStatus=ACTIVE&meansOfPayment.status=SUSPENDED"
          + "&meansOfPayment.method=VISA&card.lastFour=497010XXXXXX0114&card.expiryMonth=9"
          + "&card.expiryYear=2028&source=ISSUER";

  @Test
  void whateverTheWayOfWritingTheSameIsRead() {
    CardUpdate expected =
        new CardUpdate(
            7,
            false,
            Optional.of(TokenState.ACTIVE),
            Optional.of(NetworkState.SUSPENDED),
            new Card("VISA", LastFour.of("0114"), Expiry.of("9", "2028")),
            Source.ISSUER);
    String brackets = FORM.replaceAll("(card|meansOfPayment)\\.(\\w+)=", "$1[$2]=");

    for (String body : List.of(NESTED, DOTTED, FORM, brackets)) {
      Itn itn = hint(body);

      assertThat(itn.token()).contains(TOKEN);
      assertThat(itn.mode()).contains(Mode.TEST);
      assertThat(itn.legalId()).isEqualTo("45251785700028");
      assertThat(itn.update(7)).isEqualTo(expected);
      assertThat(itn.unknownWords()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"4970100000000114", "4970 1000 0000 0114", "497010XXXXXX0114"})
  void ofACardsNumberTheLastFourDigitsAreKept(String number) {
    Itn itn = hint(NESTED.replace("XXXXXXXXXXXX0114", number));

    assertThat(itn.fields()).containsEntry("card.lastFour", "0114");
    assertThat(itn.fields().toString()).doesNotContain("4970");
  }

  @Test
  void aCardsNumberInAnyOtherFieldIsLetGo() {
    String number = "4970100000000014";
    String body =
        """
        {"paymentMethodToken":"%s","mode":"%s","merchantLegalId":"%s","source":"%s",
         "pan":"%s","card":{"number":"%s","expiryYear":"%s"}}
        """
            .replace("%s", number);

    assertThat(hint(body).fields()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2023-10-16T11:12:08+02:00, 2023-10-16T09:12:08Z",
    "2023-10-16T09:12:08Z, 2023-10-16T09:12:08Z",
    "16/10/2023 11:12:08, 2023-10-16T11:12:08Z",
  })
  void aCancellationIsDatedInEitherWay(String written, Instant at) {
    String body =
        NESTED
            .replace("\"paymentMethodTokenStatus\":\"ACTIVE\"", "\"cancellationDate\":\"*\"")
            .replace("*", written);

    assertThat(hint(body).cancelledAt()).contains(at);
    assertThat(hint(body).update(1).token()).contains(TokenState.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource({
    "SUSPENDED, FROZEN, meansOfPayment.status",
    "ACTIVE, active, paymentMethodTokenStatus",
    "ISSUER, MOON, source",
  })
  void aWordThatIsNotKnownSaysNothingAndIsNamed(String word, String other, String field) {
    Itn itn = hint(NESTED.replace(word, other));

    assertThat(itn.unknownWords()).containsExactly(field);
    assertThat(itn.token()).contains(TOKEN);
  }

  @ParameterizedTest
  @CsvSource({"0, 2028", "13, 2028", "09, 1928", "'', 2028"})
  void aMonthThatDoesNotExistIsNotTold(String month, String year) {
    Itn itn = hint(NESTED.replace("\"09\"", "\"" + month + "\"").replace("2028", year));

    assertThat(itn.update(1).card().expiry()).isEmpty();
    assertThat(itn.update(1).card().lastFour()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "test", "PROD", "LIVE"})
  void aModeThatIsNotOneOfTheTwoIsNone(String mode) {
    assertThat(hint(NESTED.replace("\"TEST\"", "\"" + mode + "\"")).mode()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"paymentMethodToken\":\"a\"}]",
        "{\"a\":1,\"a\":2}",
        "{\"card\":{\"lastFour\":\"0114\"},\"card.lastFour\":\"0115\"}",
        "{",
        "a=1&a=2",
        "a=%zz",
        "a=%ff",
      })
  void whatCannotBeReadInOneWayIsRefused(String body) {
    assertThatThrownBy(() -> ItnMessage.of(body.getBytes(UTF_8))).isInstanceOf(Rejection.class);
  }

  @Test
  void tooManyFieldsAreRefused() {
    StringBuilder body = new StringBuilder("a=1");
    for (int i = 0; i < 300; i++) {
      body.append("&f").append(i).append("=1");
    }

    assertThatThrownBy(() -> ItnMessage.of(body.toString().getBytes(UTF_8)))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void whatIsKeptAsideHasNoDigit() {
    String excerpt = ItnMessage.excerpt("{\"pan\": \"4970100000000014\"\n".getBytes(UTF_8));

    assertThat(excerpt).isEqualTo("{\"pan\": \"################\" ");
  }

  @Test
  void aSignedAnswerCountsWhereItsHashIsRight() {
    AnswerSigner signer = new AnswerSigner(KEY);
    byte[] body = Vectors.body(Map.of("kr-answer", NESTED, "kr-hash", signer.sign(NESTED)));
    byte[] other =
        Vectors.body(
            Map.of(
                "kr-answer", NESTED.replace("SUSPENDED", "DELETED"),
                "kr-hash", signer.sign(NESTED)));

    assertThat(ItnMessage.of(body).isSigned()).isTrue();
    assertThat(ItnMessage.of(body).hint().token()).contains(TOKEN);
    assertThat(ItnMessage.of(body).verified(List.of(), List.of(signer)).signed()).isTrue();
    assertThatThrownBy(() -> ItnMessage.of(other).verified(List.of(), List.of(signer)))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> ItnMessage.of(body).verified(List.of(), List.of()))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void aSignedFormCountsWhereItsSignatureIsRight() {
    FormSigner signer = FormSigner.hmacSha256(KEY);
    Map<String, String> fields =
        Map.of("paymentMethodToken", TOKEN, "mode", "TEST", "meansOfPayment.status", "DELETED");
    Map<String, String> named = new TreeMap<>();
    fields.forEach((name, value) -> named.put("vads_" + name, value));
    Map<String, String> signed = new TreeMap<>(fields);
    signed.put("signature", signer.sign(named));

    ItnMessage genuine = ItnMessage.of(Vectors.body(signed));
    signed.put("meansOfPayment.status", "ACTIVE");
    ItnMessage forged = ItnMessage.of(Vectors.body(signed));

    assertThat(genuine.verified(List.of(signer), List.of()).update(1).network())
        .contains(NetworkState.DELETED);
    assertThatThrownBy(() -> forged.verified(List.of(signer), List.of()))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void whatIsNotSignedIsAHint() {
    assertThat(ItnMessage.of(NESTED.getBytes(UTF_8)).isSigned()).isFalse();
    assertThat(hint(NESTED).signed()).isFalse();
  }

  @Test
  void noTokenIsPrinted() {
    assertThat(hint(NESTED).toString()).doesNotContain(TOKEN).doesNotContain("0114");
  }

  private static Itn hint(String body) {
    return ItnMessage.of(body.getBytes(UTF_8)).hint();
  }
}
