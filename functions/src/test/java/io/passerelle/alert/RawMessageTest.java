package io.passerelle.alert;

import static io.passerelle.alert.Facts.FROM;
import static io.passerelle.alert.Facts.NEXT;
import static io.passerelle.alert.Facts.envelope;
import static io.passerelle.alert.Facts.failed;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMessageTest {

  private static final Instant AT = Instant.parse("2026-01-15T10:00:07Z");

  private final Mail mail =
      new AlertMail(FROM).of(failed(Optional.of(NEXT), 1, true), envelope(Locale.FRENCH));

  @Test
  void whatIsWrittenCanBeReadBack() throws MessagingException, IOException {
    MimeMessage read = parsed(RawMessage.of(mail, AT));

    assertThat(read.getSubject()).isEqualTo(mail.subject());
    assertThat(read.getFrom()).containsExactly(new InternetAddress(FROM.value()));
    assertThat(read.getAllRecipients()).containsExactly(new InternetAddress("boss@shop.example"));
    assertThat(read.getSentDate().toInstant()).isEqualTo(AT);
    assertThat(read.getMessageID()).isEqualTo("<m-1@passerelle.example>");
    assertThat(read.getHeader("References")).containsExactly(mail.headers().get("References"));
    assertThat(read.getHeader("In-Reply-To")).containsExactly(mail.headers().get("References"));
    assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(read.getContentType()).startsWith("multipart/alternative");
  }

  @Test
  void theTextComesFirstAndTheHtmlLastSoThatTheHtmlIsPreferred()
      throws MessagingException, IOException {
    MimeMultipart parts = (MimeMultipart) parsed(RawMessage.of(mail, AT)).getContent();

    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType())
        .isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContentType())
        .isEqualToIgnoringCase("text/html; charset=UTF-8");
    assertThat(parts.getBodyPart(0).getContent())
        .asString()
        .isEqualToNormalizingNewlines(mail.text());
    assertThat(parts.getBodyPart(1).getContent())
        .asString()
        .isEqualToNormalizingNewlines(mail.html());
  }

  @Test
  void everyByteIsAsciiAndNoLineIsTooLong() {
    byte[] bytes = RawMessage.of(mail, AT);

    for (byte one : bytes) {
      assertThat(one).isNotNegative();
    }
    assertThat(new String(bytes, US_ASCII).split("\r\n")).allMatch(line -> line.length() <= 998);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nBcc: b@c.example", "a\nb", "", "a\u2028b"})
  void aSubjectThatIsNotOneLineMakesNoMail(String subject) {
    assertThatThrownBy(() -> new Mail(FROM, List.of(FROM), subject, "text", "html", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHeaderWithALineBreakMakesNoMail() {
    assertThatThrownBy(() ->
            new Mail(FROM, List.of(FROM), "s", "t", "h", Map.of("X", "a\r\nBcc: b@c.example")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mail(FROM, List.of(FROM), "s", "t", "h", Map.of("X: y\r\nZ", "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MimeMessage parsed(byte[] bytes) throws MessagingException {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }
}
