package io.passerelle.sandbox.aws;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/// Reads a raw MIME message as a person's mail program would: decoded, text and HTML apart.
final class MailReader {

  private static final int PARTS_DEEP_MAX = 10;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();

  private MailReader() {}

  /// The recipients are those of the envelope where it names some, otherwise those of the header.
  static Mail read(byte[] mime, List<String> envelope, Instant at) throws MessagingException {
    var message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
    var reader = new MailReader();
    try {
      reader.walk(message, 0);
      return new Mail(
          at,
          addresses(message.getFrom()).findFirst().orElse(""),
          envelope.isEmpty() ? addresses(message.getAllRecipients()).toList() : envelope,
          message.getSubject() == null ? "" : message.getSubject(),
          reader.text.toString(),
          reader.html.toString(),
          headers(message));
    } catch (IOException e) {
      throw new MessagingException("The message cannot be decoded", e);
    }
  }

  private void walk(Part part, int depth) throws MessagingException, IOException {
    if (depth > PARTS_DEEP_MAX) {
      throw new MessagingException("More than " + PARTS_DEEP_MAX + " parts inside each other");
    }
    if (part.isMimeType("multipart/*")) {
      Multipart parts = (Multipart) part.getContent();
      for (int i = 0; i < parts.getCount(); i++) {
        walk(parts.getBodyPart(i), depth + 1);
      }
    } else if (part.isMimeType("text/html")) {
      html.append((String) part.getContent());
    } else if (part.isMimeType("text/*")) {
      text.append((String) part.getContent());
    }
  }

  private static Stream<String> addresses(jakarta.mail.Address[] given) {
    return given == null
        ? Stream.of()
        : Arrays.stream(given)
            .map(address ->
                address instanceof InternetAddress a ? a.toUnicodeString() : "" + address);
  }

  private static Map<String, String> headers(MimeMessage message)
      throws MessagingException, UnsupportedEncodingException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      String value = MimeUtility.decodeText(MimeUtility.unfold(header.getValue()));
      headers.putIfAbsent(header.getName(), value);
    }
    return headers;
  }
}
