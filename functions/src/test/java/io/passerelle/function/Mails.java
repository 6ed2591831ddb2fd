package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;

/// Mails as their readers see them.
final class Mails {

  private Mails() {}

  /// The subject, and the text that is there for readers without markup.
  static String text(Bridge.Sent sent) {
    try {
      MimeMessage message =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(sent.message().getBytes(UTF_8)));
      MimeMultipart parts = (MimeMultipart) message.getContent();
      return message.getSubject() + "\n" + parts.getBodyPart(0).getContent();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
