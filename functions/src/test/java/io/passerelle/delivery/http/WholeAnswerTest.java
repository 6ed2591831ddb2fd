package io.passerelle.delivery.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Outgoing.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An answer that a program reads is given as it stands, up to a limit.
class WholeAnswerTest {

  private static final Resolver LOOPBACK = name -> List.of(InetAddress.ofLiteral("127.0.0.1"));

  private final HttpSender sender =
      new HttpSender(new AddressGuard(true), LOOPBACK, Limits.within(Duration.ofSeconds(20)));

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void anAnswerThatIsReadByAProgramIsWholeAndNotMadeReadable() throws IOException {
    String text = "{\n\t\"a\": \"" + "x".repeat(900_000) + "\"}\n";

    Answer answer = ask(text);

    assertThat(((Answered) answer).text()).isEqualTo(text);
  }

  @Test
  void anAnswerIsCutAtAMegabyte() throws IOException {
    Answer answer = ask("x".repeat(3 << 20));

    assertThat(((Answered) answer).text()).hasSize(Outgoing.ANSWER_BYTES_MAX);
  }

  @Test
  void aRequestPrintsNoHeadersValueAndNoBody() {
    Outgoing request = request("https://api.example/V4/");

    assertThat(request).hasToString("POST of 3 bytes with the headers [Authorization]");
  }

  private Answer ask(String text) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n";
    try (RawServer gateway = RawServer.answering(head + text)) {
      return sender.send(request(gateway.url()));
    }
  }

  private static Outgoing request(String url) {
    Map<String, String> headers = Map.of("Authorization", "Basic c2VjcmV0");
    return new Outgoing(url, "application/json", "a=b".getBytes(UTF_8), headers, Reading.WHOLE);
  }
}
