package io.passerelle.shop.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EcwidVectorsTest {

  private static final Json CBC = Sealed.vector("ecwid-cbc-01");
  private static final Json GCM = Sealed.vector("ecwid-gcm-01");
  private static final Json BAD = Sealed.vector("ecwid-gcm-02-bad");

  @Test
  void encDataIsOpenedAsGenuine() {
    EcwidPayload payload = EcwidPayload.open(form("enc_data", GCM), List.of(Sealed.SECRET));

    assertThat(payload.isGenuine()).isTrue();
    assertThat(payload.checkout().storeId()).isEqualTo("1003");
    assertThat(payload.checkout().reference()).isEqualTo("transaction_42");
    assertThat(payload.checkout().shownNumber()).isEqualTo("XJ12H");
    assertThat(payload.checkout().app()).contains("lyra-own");
    assertThat(payload.checkout().siteId()).contains("12345678");
    assertThat(payload.checkout().amount()).isEqualTo(Money.of(4990, Currency.EUR));
    assertThat(payload.checkout().buyer().email()).isEqualTo("zoé@example.org");
    assertThat(payload.checkout().buyer().language()).isEqualTo("fr");
    assertThat(payload.checkout().returnUrl())
        .isEqualTo("https://app.ecwid.com/custompaymentapps/1003?orderId=XJ12H&clientId=lyra-own");
  }

  @Test
  void dataAloneIsOpenedAsLikely() {
    EcwidPayload payload = EcwidPayload.open(form("data", CBC), List.of(Sealed.SECRET));

    assertThat(payload.isGenuine()).isFalse();
    assertThat(payload.checkout())
        .isEqualTo(EcwidPayload.open(form("enc_data", GCM), List.of(Sealed.SECRET)).checkout());
  }

  @Test
  void theVectorsTextsAreThoseThatAreOpened() {
    EcwidCipher cipher = EcwidCipher.of(Sealed.SECRET);

    assertThat(cipher.genuine(sealed("enc_data", GCM)).orElseThrow().get("token").text())
        .isEqualTo(Json.parse(GCM.get("inputs").get("plaintext").text("")).get("token").text());
    assertThat(cipher.likely(sealed("data", CBC)).orElseThrow().get("token").text())
        .contains("secret_OWN_TOKEN");
    assertThat(HexFormat.of().formatHex(Sealed.SECRET.bytes(), 0, 16))
        .isEqualTo(GCM.get("expected").get("key_hex").text(""));
  }

  @Test
  void aChangedTagIsRefused() {
    Map<String, String> fields = Map.of("enc_data", BAD.get("inputs").get("enc_data").text(""));

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> EcwidPayload.open(Sealed.form(fields), List.of(Sealed.SECRET)))
        .withMessage("Malformed request: enc_data cannot be opened with the app's secret");
  }

  @Test
  void theEncryptedFrameIsOpened() {
    Json vector = Sealed.vector("ecwid-iframe-enhanced-01");

    EcwidFrame frame =
        EcwidFrame.ofPayload(
            vector.get("expected").get("payload").text(""),
            List.of(Secret.of("anotherSecretOfTheSameApp"), Sealed.SECRET));

    assertThat(frame).isEqualTo(new EcwidFrame("1003", Secret.of("secret_OWN_TOKEN"), "fr"));
  }

  @Test
  void theWebhookIsSigned() {
    Json vector = Sealed.vector("ecwid-webhook-01");
    String signature = vector.get("expected").get("header_X_Ecwid_Webhook_Signature").text("");
    String body =
        """
        {"eventId": "%s", "eventCreated": %d, "storeId": 1003, "entityId": "transaction_42",
         "eventType": "order.updated", "data": {"orderId": "XJ12H"}}
        """
            .formatted(
                vector.get("inputs").get("eventId").text(""),
                vector.get("inputs").get("eventCreated").number().orElseThrow());

    EcwidEvent event = EcwidEvent.read(body.getBytes(UTF_8));

    assertThat(event.isSigned(signature, List.of(Sealed.SECRET))).isTrue();
    assertThat(event.isSigned(signature, List.of(Secret.of("another"), Sealed.SECRET))).isTrue();
    assertThat(event.isSigned(signature.replace('z', 'Z'), List.of(Sealed.SECRET))).isFalse();
    assertThat(event.isSigned(signature, List.of(Secret.of("another")))).isFalse();
    assertThat(event.isSigned(signature, List.of())).isFalse();
    assertThat(event.isSigned("", List.of(Sealed.SECRET))).isFalse();
  }

  private static Form form(String field, Json vector) {
    return Sealed.form(Map.of(field, sealed(field, vector)));
  }

  private static String sealed(String field, Json vector) {
    return vector.get("expected").get(field).text("");
  }
}
