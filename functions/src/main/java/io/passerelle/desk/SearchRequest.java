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
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which payment orders are asked for, and how they are to come: each condition is read, or refused
/// with its name. A day is one of the shop's calendar, and included where it is the last.
public record SearchRequest(Json json, Shop shop) {

  /// What may be asked.
  public static final Set<String> CONDITIONS =
      Set.of(
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
          "columns");

  /// What stands beside: whose orders, which, and how they are told.
  private static final Set<String> BESIDE = Set.of("action", "siteId", "lang", "mode", "mark");

  /// Statuses as merchants know them.
  private static final List<Status> STATUSES =
      Stream.of(Status.values()).filter(one -> one.shown().equals(one.name())).toList();

  Search search() {
    json.members().keySet().stream()
        .filter(name -> !CONDITIONS.contains(name) && !BESIDE.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new InvalidField(
              name.matches("[A-Za-z]{1,40}") ? name : "?",
              "is no condition; those are " + CONDITIONS.stream().sorted().toList());
        });
    return new Search(
        shop.siteId(),
        mode(),
        fields().several("channel", List.of(Channel.values())),
        fields().several("status", STATUSES),
        span(json.has("since") ? "since" : "createdFrom", "createdTo"),
        span("endsFrom", "endsTo"),
        sums(),
        fields().text("reference"),
        fields().text("referenceBegins"),
        fields().text("to"),
        sort(),
        isAscending());
  }

  Optional<PaymentOrderPage.Place> page() {
    return Optional.of(fields().text("page", 600))
        .filter(one -> !one.isEmpty())
        .map(SearchRequest::page);
  }

  private static PaymentOrderPage.Place page(String text) {
    try {
      return PaymentOrderPage.Place.parse(text);
    } catch (Rejection _) {
      throw new InvalidField("page", "is not one that was given");
    }
  }

  int limit(int most) {
    String text = fields().text("limit");
    return text.isEmpty() ? most : (int) fields().number("limit", 1, most);
  }

  /// Empty where none are chosen.
  Optional<List<OrderColumn>> columns() {
    return Optional.of(fields().text("columns", 600))
        .filter(one -> !one.isEmpty())
        .map(OrderColumn::read);
  }

  /// Whether a file begins with the mark of UTF-8.
  boolean isMarked() {
    return fields().text("mark").equals("true");
  }

  private SearchFields fields() {
    return new SearchFields(json);
  }

  private Mode mode() {
    return Optional.of(fields().text("mode"))
        .filter(one -> !one.isEmpty())
        .map(one -> fields().one("mode", one, List.of(Mode.values())))
        .orElse(shop.mode());
  }

  private Sort sort() {
    return switch (fields().text("sort")) {
      case "", "createdAt" -> Sort.CREATION;
      case "validUntil" -> Sort.END;
      case "amount" -> Sort.AMOUNT;
      case "reference" -> Sort.REFERENCE;
      default ->
          throw new InvalidField("sort", "must be createdAt, validUntil, amount or reference");
    };
  }

  private boolean isAscending() {
    return switch (fields().text("order")) {
      case "", "desc" -> false;
      case "asc" -> true;
      default -> throw new InvalidField("order", "must be asc or desc");
    };
  }

  private Sums sums() {
    String currency = fields().text("currency").toUpperCase(Locale.ROOT);
    boolean bounded =
        !fields().text("amountFrom").isEmpty() || !fields().text("amountTo").isEmpty();
    if (currency.isEmpty() && !bounded) {
      return Sums.ANY;
    }
    return new Sums(
        Optional.of(
            fields()
                .one(
                    "currency", currency.isEmpty() ? "EUR" : currency, List.of(Currency.values()))),
        fields().text("amountFrom").isEmpty()
            ? 0
            : fields().number("amountFrom", 0, Money.MINOR_UNITS_MAX),
        fields().text("amountTo").isEmpty()
            ? Money.MINOR_UNITS_MAX
            : fields().number("amountTo", 0, Money.MINOR_UNITS_MAX));
  }

  private Span span(String from, String to) {
    return new Span(
        fields().time(from, day -> day.atStartOfDay(zone()).toInstant()),
        fields().time(to, day -> day.plusDays(1).atStartOfDay(zone()).toInstant()));
  }

  private ZoneId zone() {
    return ZoneId.of(shop.timeZone());
  }
}
