package io.passerelle.gateway;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// A moment in the two ways of the gateway: `20260115100000` in a form, always UTC, and
/// `2026-01-15T10:00:00+00:00` in an answer of the REST API.
final class FormDate {

  private static final DateTimeFormatter DIGITS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT);

  private FormDate() {}

  static Optional<OffsetDateTime> ofDigits(String digits) {
    try {
      return Optional.of(LocalDateTime.parse(digits, DIGITS).atOffset(ZoneOffset.UTC));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  static Optional<OffsetDateTime> ofIso(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  static String digits(OffsetDateTime moment) {
    return DIGITS.format(moment);
  }

  static String iso(OffsetDateTime moment) {
    return ISO.format(moment);
  }
}
