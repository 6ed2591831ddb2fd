package io.passerelle.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;

/// A mail as the bytes that a mail server takes (RFC 5322), with its text and its HTML as two ways
/// of saying the same.
public final class RawMessage {

  private RawMessage() {}

  /// `at` becomes the mail's date.
  public static byte[] of(Mail mail, Instant at) {
    try {
      MimeMessage message = new WithItsOwnId();
      message.setFrom(new InternetAddress(mail.from().value(), true));
      for (EmailAddress to : mail.to()) {
        message.addRecipient(RecipientType.TO, new InternetAddress(to.value(), true));
      }
      message.setSubject(mail.subject(), UTF_8.name());
      message.setSentDate(Date.from(at));
      for (Map.Entry<String, String> header : mail.headers().entrySet()) {
        message.setHeader(header.getKey(), header.getValue());
      }
      message.setContent(
          new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
      message.saveChanges();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail that was checked cannot be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, UTF_8.name(), subtype);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  /// Keeps the id that the mail brought: one mail sent twice is then one mail to its reader.
  private static final class WithItsOwnId extends MimeMessage {

    WithItsOwnId() {
      super(Session.getInstance(new Properties()));
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      if (getHeader("Message-ID") == null) {
        super.updateMessageID();
      }
    }
  }
}
