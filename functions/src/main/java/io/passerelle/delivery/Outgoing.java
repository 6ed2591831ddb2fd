package io.passerelle.delivery;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A request to an outside URL, with these bytes as they stand.
///
/// The headers that frame a message are the sender's own: one of them among `headers`, or a line
/// break in any, would let two requests be read where one was written. What it prints holds neither
/// the body nor a header's value, which may be a password.
public record Outgoing(
    String method,
    String url,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    Reading reading) {

  /// What is ever asked of an outside URL.
  private static final Set<String> METHODS = Set.of("POST", "PUT", "GET");

  /// How much of the answer is wanted.
  public enum Reading {
    /// The first part, made fit to be shown to people.
    EXCERPT,
    /// All of it, up to [#ANSWER_BYTES_MAX], as it stands: for an answer that is read by a program.
    WHOLE
  }

  /// An answer that is longer is cut there, and is then no whole document.
  public static final int ANSWER_BYTES_MAX = 1 << 20;

  public static final int BODY_BYTES_MAX = 1 << 20;
  public static final int HEADERS_MAX = 50;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{0,4000}");
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "transfer-encoding",
          "accept-encoding",
          "expect",
          "te",
          "trailer",
          "upgrade",
          "keep-alive");

  public Outgoing {
    headers = Map.copyOf(headers);
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("method " + method);
    }
    if (body.length > BODY_BYTES_MAX) {
      throw new IllegalArgumentException("body of " + body.length + " bytes");
    }
    if (headers.size() > HEADERS_MAX || !VALUE.matcher(contentType).matches()) {
      throw new IllegalArgumentException("too many headers, or a bad content type");
    }
    headers.forEach(Outgoing::check);
  }

  public Outgoing(String url, String contentType, byte[] body, Map<String, String> headers) {
    this("POST", url, contentType, body, headers, Reading.EXCERPT);
  }

  public Outgoing(
      String url, String contentType, byte[] body, Map<String, String> headers, Reading reading) {
    this("POST", url, contentType, body, headers, reading);
  }

  @Override
  public String toString() {
    return method
        + " of "
        + body.length
        + " bytes with the headers "
        + new TreeSet<>(headers.keySet());
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("header that may not be set: " + name);
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("value of header " + name);
    }
  }
}
