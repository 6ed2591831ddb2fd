package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.Status;
import io.passerelle.shop.Shop;
import io.passerelle.store.PaymentOrderPage;
import io.passerelle.store.Search;
import io.passerelle.store.Search.Sort;
import io.passerelle.store.Search.Span;
import io.passerelle.store.Search.Sums;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which payment orders are asked for, and how they are to come: each condition is read, or refused
/// with its name. A day is one of the shop's calendar, and included where it is the last.
public record SearchRequest(Json json, Shop shop) {

  private static final int TEXT_MAX = 200;

  private static final Set<String> NAMES =
      Set.of(
          "action",
          "siteId",
          "lang",
          "mode",
          "channel",
          "status",
          "createdFrom",
          "createdTo",
          "since",
          "endsFrom",
          "endsTo",
          "amountFrom",
          "amountTo",
          "currency",
          "reference",
          "referenceBegins",
          "to",
          "sort",
          "order",
          "limit",
          "page",
          "columns",
          "mark");

  /// Statuses as merchants know them.
  private static final List<Status> STATUSES =
      Stream.of(Status.values()).filter(one -> one.shown().equals(one.name())).toList();

  Search search() {
    json.members().keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new InvalidField(
              name.matches("[A-Za-z]{1,40}") ? name : "?",
              "is no condition; those are " + NAMES.stream().sorted().toList());
        });
    return new Search(
        shop.siteId(),
        mode(),
        several("channel", List.of(Channel.values())),
        several("status", STATUSES),
        span(json.has("since") ? "since" : "createdFrom", "createdTo"),
        span("endsFrom", "endsTo"),
        sums(),
        text("reference"),
        text("referenceBegins"),
        text("to"),
        sort(),
        isAscending());
  }

  Optional<PaymentOrderPage.Place> page() {
    return Optional.of(text("page", 600)).filter(one -> !one.isEmpty()).map(SearchRequest::page);
  }

  private static PaymentOrderPage.Place page(String text) {
    try {
      return PaymentOrderPage.Place.parse(text);
    } catch (Rejection _) {
      throw new InvalidField("page", "is not one that was given");
    }
  }

  int limit(int most) {
    String text = text("limit");
    return text.isEmpty() ? most : (int) number("limit", 1, most);
  }

  /// Empty where none are chosen.
  Optional<List<OrderColumn>> columns() {
    return Optional.of(text("columns", 600)).filter(one -> !one.isEmpty()).map(OrderColumn::read);
  }

  /// Whether a file begins with the mark of UTF-8.
  boolean isMarked() {
    return text("mark").equals("true");
  }

  private Mode mode() {
    return Optional.of(text("mode"))
        .filter(one -> !one.isEmpty())
        .map(one -> one("mode", one, List.of(Mode.values())))
        .orElse(shop.mode());
  }

  private Sort sort() {
    return switch (text("sort")) {
      case "", "createdAt" -> Sort.CREATION;
      case "validUntil" -> Sort.END;
      case "amount" -> Sort.AMOUNT;
      case "reference" -> Sort.REFERENCE;
      default ->
          throw new InvalidField("sort", "must be createdAt, validUntil, amount or reference");
    };
  }

  private boolean isAscending() {
    return switch (text("order")) {
      case "", "desc" -> false;
      case "asc" -> true;
      default -> throw new InvalidField("order", "must be asc or desc");
    };
  }

  private Sums sums() {
    String currency = text("currency").toUpperCase(Locale.ROOT);
    boolean bounded = !text("amountFrom").isEmpty() || !text("amountTo").isEmpty();
    if (currency.isEmpty() && !bounded) {
      return Sums.ANY;
    }
    return new Sums(
        Optional.of(
            one("currency", currency.isEmpty() ? "EUR" : currency, List.of(Currency.values()))),
        text("amountFrom").isEmpty() ? 0 : number("amountFrom", 0, Money.MINOR_UNITS_MAX),
        text("amountTo").isEmpty()
            ? Money.MINOR_UNITS_MAX
            : number("amountTo", 0, Money.MINOR_UNITS_MAX));
  }

  private Span span(String from, String to) {
    return new Span(
        time(from, day -> day.atStartOfDay(zone()).toInstant()),
        time(to, day -> day.plusDays(1).atStartOfDay(zone()).toInstant()));
  }

  private ZoneId zone() {
    return ZoneId.of(shop.timeZone());
  }

  private Optional<Instant> time(String name, Function<LocalDate, Instant> ofDay) {
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

  private long number(String name, long least, long most) {
    String text = text(name);
    if (!text.matches("[0-9]{1,12}")
        || Long.parseLong(text) < least
        || Long.parseLong(text) > most) {
      throw new InvalidField(name, "must be a whole number from " + least + " to " + most);
    }
    return Long.parseLong(text);
  }

  private <E extends Enum<E>> Set<E> several(String name, List<E> known) {
    return Arrays.stream(text(name).split(","))
        .filter(one -> !one.isBlank())
        .map(one -> one(name, one.strip().toUpperCase(Locale.ROOT), known))
        .collect(Collectors.toSet());
  }

  private static <E extends Enum<E>> E one(String name, String text, List<E> known) {
    return known.stream()
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidField(name, known.size() > 20 ? "is not known" : "must be one of " + known));
  }

  private String text(String name) {
    return text(name, TEXT_MAX);
  }

  private String text(String name, int most) {
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
