package io.passerelle.delivery.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.CleanText;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Outgoing.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/// Reads as much of an answer as is kept, and makes it readable.
///
/// Nothing is inflated: compression was not asked for, and a few kilobytes of it can stand for
/// gigabytes. The bytes on the wire are counted too, so that chunk headers cannot outgrow the body.
final class AnswerReader {

  private static final int OVERHEAD_BYTES_MAX = 1 << 20;
  private static final int LOCATION_CHARACTERS_MAX = 2_000;
  private static final Pattern CHARSET =
      Pattern.compile(
          "charset\\s*=\\s*\"?([A-Za-z0-9][A-Za-z0-9_:.+-]{0,39})", Pattern.CASE_INSENSITIVE);

  private final Limits limits;
  private final Reading reading;
  private final int bytesMax;
  private final DefaultBHttpClientConnection connection;

  AnswerReader(Limits limits, Reading reading, DefaultBHttpClientConnection connection) {
    this.limits = limits;
    this.reading = reading;
    this.bytesMax = reading == Reading.WHOLE ? Outgoing.ANSWER_BYTES_MAX : limits.bodyBytes();
    this.connection = connection;
  }

  Answer read(ClassicHttpResponse response, Stopwatch watch) throws IOException {
    String text = text(response);
    Optional<String> location =
        header(response, "Location").map(value -> CleanText.line(value, LOCATION_CHARACTERS_MAX));
    return new Answer.Answered(response.getCode(), text, location, watch.timings());
  }

  private String text(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : firstBytes(entity.getContent());
    Optional<String> encoding =
        header(response, "Content-Encoding").filter(name -> !name.equalsIgnoreCase("identity"));
    String text =
        encoding
            .map(name -> body.length == 0 ? "" : "[content-encoding: " + name + "]")
            .orElseGet(() -> new String(body, charset(response)));
    return reading == Reading.WHOLE ? text : CleanText.line(text, limits.textCharacters());
  }

  private byte[] firstBytes(InputStream content) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    while (kept.size() < bytesMax && wireBytes() < (long) bytesMax + OVERHEAD_BYTES_MAX) {
      int read = content.read(buffer, 0, Math.min(buffer.length, bytesMax - kept.size()));
      if (read < 0) {
        break;
      }
      kept.write(buffer, 0, read);
    }
    return kept.toByteArray();
  }

  private long wireBytes() {
    return connection.getEndpointDetails().getReceivedBytesCount();
  }

  private static Charset charset(ClassicHttpResponse response) {
    Matcher named = CHARSET.matcher(header(response, "Content-Type").orElse(""));
    return named.find() && Charset.isSupported(named.group(1))
        ? Charset.forName(named.group(1))
        : UTF_8;
  }

  private static Optional<String> header(ClassicHttpResponse response, String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }
}
