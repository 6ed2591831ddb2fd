package io.passerelle.shop.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Secret;
import io.passerelle.shop.shopify.ShopifyVectors.Vector;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShopifySignerTest {

  static List<Vector> hosted() {
    return ShopifyVectors.of("shopify-hpsdk-signature");
  }

  static List<Vector> queries() {
    return ShopifyVectors.of("shopify-oauth-hmac");
  }

  static List<Vector> webhooks() {
    return ShopifyVectors.of("shopify-webhook-hmac");
  }

  @ParameterizedTest
  @MethodSource("hosted")
  void theHostedProtocolIsSignedAsPublished(Vector vector) {
    HostedSigner signer = new HostedSigner(Secret.of(vector.input("key")));

    assertThat(HostedSigner.message(vector.texts("fields"))).isEqualTo(vector.expected("message"));
    assertThat(signer.sign(vector.texts("fields"))).isEqualTo(vector.expected("x_signature"));
  }

  @ParameterizedTest
  @MethodSource("hosted")
  void aHostedSignatureCountsInEitherCaseAndNotWithAnotherDigit(Vector vector) {
    HostedSigner signer = new HostedSigner(Secret.of(vector.input("key")));
    String signature = vector.expected("x_signature");
    char other = signature.endsWith("0") ? '1' : '0';

    assertThat(signer.isSigned(with(vector, signature))).isTrue();
    assertThat(signer.isSigned(with(vector, signature.toUpperCase(Locale.ROOT)))).isTrue();
    assertThat(signer.isSigned(with(vector, signature.substring(0, 63) + other))).isFalse();
    assertThat(signer.isSigned(with(vector, ""))).isFalse();
    assertThat(signer.isSigned(vector.texts("fields"))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryIsSignedAsPublished(Vector vector) {
    ShopifySigner signer = new ShopifySigner(Secret.of(vector.input("secret")));
    Map<String, String> query = new HashMap<>(vector.texts("params"));
    query.put("hmac", vector.expected("hmac"));

    assertThat(signer.isQuery(query)).isTrue();
    query.put("shop", "other-shop.myshopify.com");
    assertThat(signer.isQuery(query)).isFalse();
    query.remove("hmac");
    assertThat(signer.isQuery(query)).isFalse();
  }

  /// The state is whatever the one who began the installation chose.
  @Test
  void aQueryThatWasCutIntoOtherParametersIsNotSigned() {
    ShopifySigner signer = new ShopifySigner(Secret.of("secret"));
    Map<String, String> query = new HashMap<>();
    query.put("host", "h");
    query.put("shop", "evil.myshopify.com");
    query.put("state", "s&shop=victim.myshopify.com&state=t");
    String hmac = signer.query(query);
    Map<String, String> cut = new HashMap<>();
    cut.put("host", "h&shop=evil.myshopify.com&state=s");
    cut.put("shop", "victim.myshopify.com");
    cut.put("state", "t");
    assertThat(signer.query(cut)).as("the text is the same").isEqualTo(hmac);

    cut.put("hmac", hmac);

    assertThat(signer.isQuery(cut)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void aWebhookIsSignedOverItsBytes(Vector vector) {
    ShopifySigner signer = new ShopifySigner(Secret.of(vector.input("secret")));
    byte[] body = HexFormat.of().parseHex(vector.input("raw_body_hex"));
    String header = vector.expected("header_X_Shopify_Hmac_Sha256");

    assertThat(new String(body, UTF_8)).isEqualTo(vector.input("raw_body"));
    assertThat(signer.webhook(body)).isEqualTo(header);
    assertThat(signer.isWebhook(body, header)).isTrue();
    assertThat(signer.isWebhook(body, "")).isFalse();
    assertThat(signer.isWebhook(body, header + "," + header)).isFalse();
    assertThat(signer.isWebhook(body, header.toLowerCase(Locale.ROOT))).isFalse();
  }

  @Test
  void aWebhookThatWasWrittenAnewIsAnotherOne() {
    Vector vector = ShopifyVectors.named("shopify-webhook-03");
    ShopifySigner signer = new ShopifySigner(Secret.of(vector.input("secret")));
    String header = vector.expected("header_X_Shopify_Hmac_Sha256");
    String unescaped = vector.input("raw_body").replace("\\u00e9", "é");
    String spaced = vector.input("raw_body").replace(",", ", ");

    assertThat(signer.isWebhook(unescaped.getBytes(UTF_8), header)).isFalse();
    assertThat(signer.isWebhook(spaced.getBytes(UTF_8), header)).isFalse();
  }

  private static Map<String, String> with(Vector vector, String signature) {
    Map<String, String> fields = new HashMap<>(vector.texts("fields"));
    fields.put("x_signature", signature);
    return fields;
  }
}
