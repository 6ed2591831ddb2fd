package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.paymentorder.InvalidField;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The conditions of a search as they are written, numbers as such or as texts: each is read as
/// what it must be, or refused with its name.
record SearchFields(Json json) {

  private static final int TEXT_MAX = 200;

  Optional<Instant> time(String name, Function<LocalDate, Instant> ofDay) {
    String text = text(name);
    try {
      return Optional.of(text)
          .filter(one -> !one.isEmpty())
          .map(one ->
              one.length() == 10
                  ? ofDay.apply(LocalDate.parse(one))
                  : OffsetDateTime.parse(one).toInstant());
    } catch (DateTimeException e) {
      throw new InvalidField(
          name, "must be a day such as 2026-03-29, or a time such as 2026-03-29T18:00:00Z");
    }
  }

  long number(String name, long least, long most) {
    String text = text(name);
    if (!text.matches("[0-9]{1,12}")
        || Long.parseLong(text) < least
        || Long.parseLong(text) > most) {
      throw new InvalidField(name, "must be a whole number from " + least + " to " + most);
    }
    return Long.parseLong(text);
  }

  <E extends Enum<E>> Set<E> several(String name, List<E> known) {
    return Arrays.stream(text(name).split(","))
        .filter(one -> !one.isBlank())
        .map(one -> one(name, one.strip().toUpperCase(Locale.ROOT), known))
        .collect(Collectors.toSet());
  }

  <E extends Enum<E>> E one(String name, String text, List<E> known) {
    return known.stream()
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidField(name, known.size() > 20 ? "is not known" : "must be one of " + known));
  }

  String text(String name) {
    return text(name, TEXT_MAX);
  }

  String text(String name, int most) {
    Json value = json.get(name);
    String text =
        value
            .text()
            .or(() -> value.decimal().map(BigDecimal::toPlainString))
            .or(() -> value.flag().map(String::valueOf))
            .orElse("");
    if (text.length() > most || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidField(name, "must be one line of at most " + most + " characters");
    }
    return text.strip();
  }
}
