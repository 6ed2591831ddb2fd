package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two vectors of AWS's published test suite for Signature Version 4 (`post-vanilla`,
/// `post-x-www-form-urlencoded`).
class RequestSignerTest {

  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
  private static final URI URL = URI.create("https://example.amazonaws.com/");
  private static final Credentials CREDENTIALS =
      new Credentials(
          "AKIDEXAMPLE",
          Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
          Optional.empty(),
          Instant.MAX);

  private final RequestSigner signer = new RequestSigner("us-east-1", "service");

  @Test
  void aBarePostIsSignedAsPublished() {
    Map<String, String> headers = signer.signed(URL, Map.of(), new byte[0], CREDENTIALS, NOW);

    assertThat(headers.get("authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date,"
                + " Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
  }

  @Test
  void aFormIsSignedAsPublished() {
    Map<String, String> headers =
        signer.signed(
            URL,
            Map.of("content-type", "application/x-www-form-urlencoded"),
            "Param1=value1".getBytes(UTF_8),
            CREDENTIALS,
            NOW);

    assertThat(headers.get("authorization"))
        .endsWith(
            "SignedHeaders=content-type;host;x-amz-date,"
                + " Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
  }

  @Test
  void theSigningKeyOfOneDayIsNotUsedOnTheNext() {
    signer.signed(URL, Map.of(), new byte[0], CREDENTIALS, NOW);

    assertThat(
            signer.signed(
                URL, Map.of(), new byte[0], CREDENTIALS, Instant.parse("2015-08-31T12:36:00Z")))
        .isEqualTo(
            new RequestSigner("us-east-1", "service")
                .signed(
                    URL,
                    Map.of(),
                    new byte[0],
                    CREDENTIALS,
                    Instant.parse("2015-08-31T12:36:00Z")));
  }
}
