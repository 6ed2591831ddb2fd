package io.passerelle.store;

import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which payment orders of a shop and a mode are looked for, and in which order they come. What is
/// empty leaves all in.
///
/// `beginning` is how a reference begins; `recipient` is a whole address or number, in letters of
/// either case. Amounts are in order within a currency, and currencies by their letters.
public record Search(
    SiteId siteId,
    Mode mode,
    Set<Channel> channels,
    Set<Status> statuses,
    Span created,
    Span ends,
    Sums sums,
    String reference,
    String beginning,
    String recipient,
    Sort sort,
    boolean ascending) {

  /// What they can be ordered by.
  public enum Sort {
    CREATION,
    END,
    AMOUNT,
    REFERENCE
  }

  /// Times from one on and before another.
  public record Span(Optional<Instant> from, Optional<Instant> before) {

    public static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());

    boolean isAsked() {
      return from.isPresent() || before.isPresent();
    }

    boolean has(Instant at) {
      return from.filter(at::isBefore).isEmpty()
          && before.filter(one -> !at.isBefore(one)).isEmpty();
    }
  }

  /// Amounts of one currency, both bounds included, in minor units.
  public record Sums(Optional<Currency> currency, long least, long most) {

    public static final Sums ANY = new Sums(Optional.empty(), 0, Money.MINOR_UNITS_MAX);

    boolean isNarrow() {
      return least > 0 || most < Money.MINOR_UNITS_MAX;
    }

    boolean has(Money amount) {
      return currency.filter(one -> one != amount.currency()).isEmpty()
          && amount.minorUnits() >= least
          && amount.minorUnits() <= most;
    }
  }

  public Search {
    channels = Set.copyOf(channels);
    statuses = Set.copyOf(statuses);
    recipient = PaymentOrderCard.folded(recipient);
  }

  /// All of a shop and a mode, the newest first.
  public static Search all(SiteId siteId, Mode mode) {
    return new Search(
        siteId,
        mode,
        Set.of(),
        Set.of(),
        Span.ALWAYS,
        Span.ALWAYS,
        Sums.ANY,
        "",
        "",
        "",
        Sort.CREATION,
        false);
  }

  /// Whether one of these alone is looked for: a status as merchants know it.
  boolean isOnly(Status status) {
    return statuses.equals(Set.of(status));
  }

  boolean matches(PaymentOrderCard card, Instant now) {
    Status status = card.status(now);
    Status shown = status == Status.LAPSED ? Status.CANCELLED : status;
    return (channels.isEmpty() || channels.contains(card.channel()))
        && (statuses.isEmpty() || statuses.contains(shown))
        && created.has(card.createdAt())
        && ends.has(card.validUntil())
        && sums.has(card.amount())
        && (reference.isEmpty() || reference.equals(card.id().reference()))
        && card.id().reference().startsWith(beginning)
        && (recipient.isEmpty() || recipient.equals(card.recipient()));
  }
}
