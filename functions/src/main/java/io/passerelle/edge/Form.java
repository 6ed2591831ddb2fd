package io.passerelle.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Rejection.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A form as it was sent (`application/x-www-form-urlencoded`, UTF-8).
///
/// A field given twice is refused, because a signer and a reader might each take another one. The
/// bytes are kept, so that what was verified can be handed on as it stood.
public final class Form {

  public static final int FIELDS_MAX = 2_000;

  private record Pair(String name, String raw) {}

  private final byte[] body;
  private final List<Pair> pairs = new ArrayList<>();
  private final Map<String, String> fields = new LinkedHashMap<>();

  private Form(byte[] body) {
    this.body = body;
  }

  public static Form parse(byte[] body) {
    Form form = new Form(body);
    // Latin-1 maps each byte to one character, so that nothing is decoded before its time.
    String text = new String(body, ISO_8859_1);
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('&', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        form.add(text.substring(start, end));
      }
      start = end + 1;
    }
    return form;
  }

  public Map<String, String> fields() {
    return Collections.unmodifiableMap(fields);
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// The bytes of the fields that `wanted` accepts, each as it was sent: all of them untouched
  /// where there are no others.
  public byte[] only(Predicate<String> wanted) {
    if (fields.keySet().stream().allMatch(wanted)) {
      return body;
    }
    List<String> kept =
        pairs.stream().filter(pair -> wanted.test(pair.name())).map(Pair::raw).toList();
    return String.join("&", kept).getBytes(ISO_8859_1);
  }

  private void add(String raw) {
    if (pairs.size() >= FIELDS_MAX) {
      throw new Rejection(Reason.TOO_MANY_FIELDS, "more than " + FIELDS_MAX);
    }
    int equals = raw.indexOf('=');
    String name = decode(equals < 0 ? raw : raw.substring(0, equals));
    String value = equals < 0 ? "" : decode(raw.substring(equals + 1));
    if (fields.put(name, value) != null) {
      throw new Rejection(Reason.DUPLICATE_FIELD, shown(name));
    }
    pairs.add(new Pair(name, raw));
  }

  private static String decode(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(hex(raw, i + 1) * 16 + hex(raw, i + 2));
        i += 2;
      } else {
        bytes.write(c == '+' ? ' ' : c);
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new Rejection(Reason.WRONG_CHARSET);
    }
  }

  private static int hex(String raw, int index) {
    int digit = index < raw.length() ? Character.digit(raw.charAt(index), 16) : -1;
    if (digit < 0) {
      throw new Rejection(Reason.MALFORMED, "a % without two hexadecimal digits");
    }
    return digit;
  }

  /// A name that is shown to the caller: short, and letters, digits and underscores alone.
  private static String shown(String name) {
    return name.matches("[A-Za-z0-9_-]{1,60}") ? name : "(unprintable)";
  }
}
