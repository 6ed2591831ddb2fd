package io.passerelle.gateway;

import io.passerelle.card.CardSubscription;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.payment.SiteId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The subscription that a notification names beside its token (form guide, `vads_subscription` and
/// `vads_sub_…`). What cannot be read of it is as if it were not told.
final class KeptSubscription {

  private static final Set<String> NONE = Set.of("NOT_CREATED", "ABANDONED");
  private static final Pattern COUNTER = Pattern.compile("([0-9]{1,6})(?:/([0-9]{1,6}))?");

  private KeptSubscription() {}

  static Optional<CardSubscription> of(Form form) {
    if (NONE.contains(text(form, "vads_recurrence_status"))) {
      return Optional.empty();
    }
    Matcher counter = COUNTER.matcher(text(form, "vads_recurrence_number"));
    boolean counted = counter.matches();
    String total = counted && counter.group(2) != null ? counter.group(2) : "";
    return of(
        text(form, "vads_site_id"),
        text(form, "vads_subscription"),
        counted ? Integer.parseInt(counter.group(1)) : 0,
        whole(total, 6),
        form);
  }

  private static Optional<CardSubscription> of(
      String site, String id, int paid, OptionalInt total, Form form) {
    if (!SiteId.isValid(site) || !CardSubscription.isId(id)) {
      return Optional.empty();
    }
    return Optional.of(
        new CardSubscription(
            new SiteId(site),
            id,
            paid,
            total,
            text(form, "vads_sub_desc"),
            date(text(form, "vads_sub_effect_date")),
            number(text(form, "vads_sub_amount")),
            number(text(form, "vads_sub_init_amount")),
            whole(text(form, "vads_sub_init_amount_number"), 3)));
  }

  /// The REST API names it and tells nothing more of it.
  static Optional<CardSubscription> of(Json answer) {
    Json transaction = answer.get("transactions").items().stream().findFirst().orElse(answer);
    String site = KeptCard.plain(answer.get("shopId"));
    return transaction
        .get("transactionDetails")
        .get("subscriptionDetails")
        .get("subscriptionId")
        .text()
        .map(String::strip)
        .filter(id -> CardSubscription.isId(id) && SiteId.isValid(site))
        .map(id ->
            new CardSubscription(
                new SiteId(site),
                id,
                0,
                OptionalInt.empty(),
                "",
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty()));
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return text.matches("[0-9]{8}")
          ? Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong number(String text) {
    return text.matches("[0-9]{1,12}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static OptionalInt whole(String text, int digits) {
    return text.matches("[0-9]{1," + digits + "}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  private static String text(Form form, String name) {
    return form.field(name).orElse("").strip();
  }
}
