package io.passerelle.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:07:00Z");
  private static final String ALTERNATIVE =
      """
      From: Passerelle <bridge@example.org>
      To: merchant@example.org
      Subject: =?UTF-8?Q?=C3=89chec_de_la_notification?=
      References: <order-1@example.org>
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary="b"

      --b
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: base64

      UmVmdXPDqQ==
      --b
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      <p>Refus=C3=A9</p>
      --b--
      """;

  private final Mailbox mailbox = new Mailbox(SandboxClock.standingAt(NOW));

  @Test
  void aMailIsKeptDecoded() {
    WebReply reply = send(ALTERNATIVE, "&Destinations.member.1=shop%40example.org");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(new String(reply.body(), UTF_8))
        .containsPattern("<SendRawEmailResult><MessageId>[0-9a-f-]{36}</MessageId>");
    Mail mail = mailbox.mails().getFirst();
    assertThat(mail.at()).isEqualTo(NOW);
    assertThat(mail.from()).isEqualTo("Passerelle <bridge@example.org>");
    assertThat(mail.to()).containsExactly("shop@example.org");
    assertThat(mail.subject()).isEqualTo("Échec de la notification");
    assertThat(mail.text()).isEqualTo("Refusé");
    assertThat(mail.html()).isEqualTo("<p>Refusé</p>");
    assertThat(mail.headers()).containsEntry("References", "<order-1@example.org>");
  }

  @Test
  void withoutAnEnvelopeTheHeaderNamesTheRecipients() {
    send(ALTERNATIVE, "");

    assertThat(mailbox.mails().getFirst().to()).containsExactly("merchant@example.org");
  }

  @Test
  void mailsAreListedOldestFirstUntilTheyAreCleared() {
    send(ALTERNATIVE, "");
    send(ALTERNATIVE.replace("=C3=89chec", "Second"), "");

    assertThat(Json.read(mailbox.json()).findValuesAsText("subject"))
        .containsExactly("Échec de la notification", "Second de la notification");
    mailbox.clear();
    assertThat(mailbox.json()).isEqualTo("[]");
  }

  @Test
  void aMailWithoutARecipientIsRefusedAndNotKept() {
    WebReply reply = send(ALTERNATIVE.replace("To: merchant@example.org\n", ""), "");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(new String(reply.body(), UTF_8)).contains("<Code>InvalidParameterValue</Code>");
    assertThat(mailbox.mails()).isEmpty();
  }

  @Test
  void anotherActionIsRefused() {
    WebReply reply = mailbox.answer(form("Action=SendEmail"));

    assertThat(reply.status()).isEqualTo(400);
  }

  private WebReply send(String mime, String more) {
    String data = Base64.getEncoder().encodeToString(mime.replace("\n", "\r\n").getBytes(UTF_8));
    String body = "Action=SendRawEmail&RawMessage.Data=" + URLEncoder.encode(data, UTF_8) + more;
    return mailbox.answer(form(body));
  }

  private static WebRequest form(String body) {
    return new WebRequest("POST", "/", "", Map.of(), body.getBytes(UTF_8));
  }
}
