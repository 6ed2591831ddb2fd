package io.passerelle.delivery.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Outgoing;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shop is believed to be the shop only with a certificate of its name that is trusted and in
/// date.
class HttpSenderTlsTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static SSLContext valid = fresh();
  private static SSLContext expired = fresh();

  @BeforeAll
  static void make(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Certificates certificates = new Certificates(folder);
    valid = certificates.signed("valid", "shop.example", "-1d", 30);
    expired = certificates.signed("expired", "shop.example", "-10d", 2);
  }

  @Test
  void aTrustedCertificateOfTheNameIsAccepted() throws IOException {
    try (RawServer shop = ok(valid)) {
      Answered answer = (Answered) send(shop, "shop.example", valid, LONG);

      assertThat(answer.text()).isEqualTo("OK");
      assertThat(answer.timings().tlsMillis()).isNotNegative();
      assertThat(shop.onlyRequest()).contains("\r\nHost: shop.example:" + shop.port() + "\r\n");
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() throws IOException {
    try (RawServer shop = ok(valid)) {
      assertThat(finding(send(shop, "other.example", valid, LONG)))
          .isEqualTo(Finding.CERTIFICATE_NAME);
      assertThat(finding(send(shop, "127.0.0.1", valid, LONG))).isEqualTo(Finding.CERTIFICATE_NAME);
      assertThat(shop.requests()).allMatch(request -> request.length == 0);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws IOException, NoSuchAlgorithmException {
    try (RawServer shop = ok(valid)) {
      assertThat(finding(send(shop, "shop.example", SSLContext.getDefault(), LONG)))
          .isEqualTo(Finding.CERTIFICATE_UNTRUSTED);
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws IOException {
    try (RawServer shop = ok(expired)) {
      assertThat(finding(send(shop, "shop.example", expired, LONG)))
          .isEqualTo(Finding.CERTIFICATE_EXPIRED);
    }
  }

  @Test
  void aShopThatSpeaksNoTlsIsCalledThat() throws IOException {
    try (RawServer shop =
        RawServer.unasked(out -> out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8)))) {
      assertThat(finding(send(shop, "shop.example", valid, LONG))).isEqualTo(Finding.HANDSHAKE);
    }
  }

  @Test
  void aHandshakeThatHangsIsGivenUp() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer shop = RawServer.unasked(out -> never.await())) {
      assertThat(finding(send(shop, "shop.example", valid, Duration.ofMillis(300))))
          .isEqualTo(Finding.ANSWER_SLOW);
    }
  }

  private static RawServer ok(SSLContext tls) throws IOException {
    return RawServer.over(
        tls.getServerSocketFactory(),
        out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK".getBytes(UTF_8)));
  }

  private static Answer send(RawServer shop, String host, SSLContext tls, Duration deadline) {
    Resolver loopback = name -> List.of(InetAddress.ofLiteral("127.0.0.1"));
    String url = "https://" + host + ":" + shop.port() + "/ipn";
    try (HttpSender sender =
        new HttpSender(new AddressGuard(true), loopback, tls, Limits.within(deadline))) {
      return sender.send(new Outgoing(url, "text/plain", "a=b".getBytes(UTF_8), Map.of()));
    }
  }

  private static Finding finding(Answer answer) {
    return Finding.of(((Unanswered) answer).detail()).orElseThrow();
  }

  private static SSLContext fresh() {
    try {
      return SSLContext.getInstance("TLS");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
