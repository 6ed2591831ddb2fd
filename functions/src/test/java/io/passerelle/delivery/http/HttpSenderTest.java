package io.passerelle.delivery.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Outgoing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What comes back from shops that answer, each in its own way.
class HttpSenderTest {

  private static final Resolver LOOPBACK = name -> List.of(InetAddress.ofLiteral("127.0.0.1"));

  private final HttpSender sender =
      new HttpSender(new AddressGuard(true), LOOPBACK, Limits.within(Duration.ofSeconds(20)));

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void theBodyArrivesByteForByteWithItsTypeAndHeaders() throws IOException {
    byte[] body = new byte[256];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    try (RawServer shop = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK")) {
      Outgoing request =
          new Outgoing(
              shop.url() + "?db=1",
              "application/octet-stream; x=y",
              body,
              Map.of("Webhook-Id", "e1"));

      Answer answer = sender.send(request);

      assertThat(((Answered) answer).status()).isEqualTo(200);
      assertThat(shop.onlyRequest())
          .startsWith("POST /ipn?db=1 HTTP/1.1\r\n")
          .contains("\r\nHost: shop.example:" + shop.port() + "\r\n")
          .contains("\r\nContent-Type: application/octet-stream; x=y\r\n")
          .contains("\r\nContent-Length: 256\r\n")
          .contains("\r\nConnection: close\r\n")
          .contains("\r\nAccept-Encoding: identity\r\n")
          .contains("\r\nWebhook-Id: e1\r\n")
          .endsWith("\r\n\r\n" + new String(body, ISO_8859_1));
    }
  }

  @Test
  void theAnswerIsKeptWithTheTimeOfEachStep() throws IOException {
    try (RawServer shop = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK")) {
      Answered answer = (Answered) sender.send(post(shop.url()));

      assertThat(answer.text()).isEqualTo("OK");
      assertThat(answer.location()).isEmpty();
      assertThat(answer.timings().resolveMillis()).isNotNegative();
      assertThat(answer.timings().connectMillis()).isNotNegative();
      assertThat(answer.timings().tlsMillis()).isEqualTo(-1);
      assertThat(answer.timings().firstByteMillis()).isNotNegative();
      assertThat(answer.timings().totalMillis())
          .isGreaterThanOrEqualTo(answer.timings().firstByteMillis());
    }
  }

  @Test
  void anAnswerWithoutABodyIsAnAnswer() throws IOException {
    try (RawServer shop = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
      Answered answer = (Answered) sender.send(post(shop.url()));

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.text()).isEmpty();
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (RawServer other = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n");
        RawServer shop =
            RawServer.answering(
                "HTTP/1.1 302 Found\r\nLocation: "
                    + other.url()
                    + "\r\nContent-Length: 0\r\n\r\n")) {
      Answered answer = (Answered) sender.send(post(shop.url()));

      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.location()).contains(other.url());
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void aServerErrorIsAnsweredOnceAndNotTriedAgain() throws IOException {
    try (RawServer shop =
        RawServer.answering(
            "HTTP/1.1 503 Unavailable\r\nRetry-After: 0\r\nContent-Length: 4\r\n\r\nback")) {
      Answered answer = (Answered) sender.send(post(shop.url()));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).isEqualTo("back");
      assertThat(shop.requests()).hasSize(1);
    }
  }

  @Test
  void aPasswordAskedForIsNotGiven() throws IOException {
    String answer =
        "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
    try (RawServer shop = RawServer.answering(answer)) {
      assertThat(((Answered) sender.send(post(shop.url()))).status()).isEqualTo(401);
      assertThat(shop.requests()).hasSize(1);
    }
  }

  @Test
  void aCookieIsNotKept() throws IOException {
    String answer = "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n";
    try (RawServer shop = RawServer.answering(answer)) {
      sender.send(post(shop.url()));
      sender.send(post(shop.url()));

      assertThat(shop.requests()).hasSize(2);
      assertThat(shop.requests())
          .noneMatch(request -> new String(request, ISO_8859_1).contains("Cookie"));
    }
  }

  @Test
  void aChunkedAnswerIsPutTogether() throws IOException {
    String chunks = "3\r\nOK-\r\n4;x=y\r\nDone\r\n0\r\n\r\n";
    String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
    try (RawServer shop = RawServer.answering(answer)) {
      assertThat(((Answered) sender.send(post(shop.url()))).text()).isEqualTo("OK-Done");
    }
  }

  @Test
  void anInterimAnswerIsPassedOver() throws IOException {
    String answer =
        "HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
    try (RawServer shop = RawServer.answering(answer)) {
      assertThat(((Answered) sender.send(post(shop.url()))).status()).isEqualTo(200);
    }
  }

  @Test
  void aCompressedAnswerIsNeverInflated() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[10_000_000]);
    }
    String head =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n";
    try (RawServer shop = RawServer.answering(head + bomb.toString(ISO_8859_1))) {
      Answered answer = (Answered) sender.send(post(shop.url()));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("[content-encoding: gzip]");
    }
  }

  @Test
  void onlyTheFirstPartOfAHugeAnswerIsRead() throws IOException {
    long size = 10_000_000;
    long[] written = new long[1];
    try (RawServer shop =
        RawServer.behaving(out -> {
          out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n").getBytes(UTF_8));
          for (; written[0] < size; written[0] += 10_000) {
            out.write("x".repeat(10_000).getBytes(UTF_8));
          }
        })) {
      Answered answer = (Answered) sender.send(post(shop.url()));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("x".repeat(2_000));
    }
  }

  @Test
  void anAnswerIsReadInItsCharset() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=";
    try (RawServer latin = RawServer.answering(head + "\"ISO-8859-1\"\r\n\r\ncréé");
        RawServer unknown = RawServer.answering(head + "-x-\r\n\r\nab\u00ff")) {
      assertThat(((Answered) sender.send(post(latin.url()))).text()).isEqualTo("créé");
      assertThat(((Answered) sender.send(post(unknown.url()))).text()).isEqualTo("ab\ufffd");
    }
  }

  @Test
  void controlCharactersOfAnAnswerBecomeSpaces() throws IOException {
    try (RawServer shop = RawServer.answering("HTTP/1.1 200 OK\r\n\r\nOK\r\n\u001b[31m\u0000end")) {
      assertThat(((Answered) sender.send(post(shop.url()))).text()).isEqualTo("OK   [31m end");
    }
  }

  @Test
  void whatIsNotAUrlIsNotCalled() {
    Unanswered answer = (Unanswered) sender.send(post("https://user@shop.example/"));

    assertThat(answer.trouble()).isEqualTo(Answer.Trouble.BAD_URL);
    assertThat(Finding.of(answer.detail())).contains(Finding.USER_INFO);
  }

  private static Outgoing post(String url) {
    return new Outgoing(url, "application/x-www-form-urlencoded", "a=b".getBytes(UTF_8), Map.of());
  }
}
