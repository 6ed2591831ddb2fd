package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// A mail as its reader sees it.
final class Mime {

  private Mime() {}

  static String subject(Bridge.Sent mail) {
    try {
      return read(mail).getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String header(Bridge.Sent mail, String name) {
    try {
      String[] values = read(mail).getHeader(name);
      return values == null ? "" : String.join("|", values);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(Bridge.Sent mail) {
    return part(mail, 0);
  }

  static String html(Bridge.Sent mail) {
    return part(mail, 1);
  }

  private static String part(Bridge.Sent mail, int index) {
    try {
      return (String) ((MimeMultipart) read(mail).getContent()).getBodyPart(index).getContent();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MimeMessage read(Bridge.Sent mail) throws MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.message().getBytes(UTF_8)));
  }
}
