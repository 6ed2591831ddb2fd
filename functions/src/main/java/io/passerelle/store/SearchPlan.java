package io.passerelle.store;

import io.passerelle.aws.Table.Side;
import io.passerelle.aws.Table.Stretch;
import io.passerelle.paymentorder.Outcome;
import io.passerelle.paymentorder.Status;
import io.passerelle.store.Search.Span;
import java.time.Instant;
import java.util.Optional;

/// Which part of which index answers a search.
///
/// A walk goes along the index of the order asked for, as far as the conditions bound it. Where
/// another condition says more, the few that it leaves are gathered and put in order here.
record SearchPlan(Search search, Instant now) {

  /// Less, and more, than anything that stands in an index.
  private static final String LEAST = " ";

  private static final String MOST = "~";

  /// What stands in the order asked for; `prefix` is before the place in that order.
  record Walk(Side side, String prefix, String from, String to) {

    Stretch stretch(Search search, Optional<String> after) {
      String bound = after.map(one -> prefix + one).orElse("");
      boolean cut = after.isPresent();
      return new Stretch(
          PaymentOrderCard.shelf(search.siteId(), search.mode()),
          side,
          cut && search.ascending() && bound.compareTo(low()) > 0 ? bound : low(),
          cut && !search.ascending() && bound.compareTo(high()) < 0 ? bound : high(),
          search.ascending());
    }

    private String low() {
      return prefix + from;
    }

    private String high() {
      return prefix + to;
    }
  }

  Walk walk() {
    return switch (search.sort()) {
      case CREATION -> byCreation();
      case END -> ends();
      case AMOUNT -> sums();
      case REFERENCE -> names();
    };
  }

  private Walk byCreation() {
    if (!search.recipient().isEmpty()) {
      return person();
    }
    return standing().orElseGet(() -> times(Side.TIME, ""));
  }

  /// Where few may be left by another condition than the one walked along: the one that says most.
  Optional<Walk> gathered() {
    Side walked = walk().side();
    if (walked != Side.PERSON && !search.recipient().isEmpty()) {
      return Optional.of(person());
    }
    if (walked != Side.NAME && !search.beginning().isEmpty()) {
      return Optional.of(names());
    }
    if (walked != Side.SUM && search.sums().currency().isPresent() && search.sums().isNarrow()) {
      return Optional.of(sums());
    }
    if (walked != Side.STANDING && standing().isPresent()) {
      return standing();
    }
    if (walked != Side.END && search.ends().isAsked()) {
      return Optional.of(ends());
    }
    boolean bounded = walked == Side.TIME || walked == Side.PERSON || walked == Side.STANDING;
    return bounded || !search.created().isAsked()
        ? Optional.empty()
        : Optional.of(times(Side.TIME, ""));
  }

  private Walk person() {
    return times(Side.PERSON, search.recipient() + " ");
  }

  /// Of one status alone. What is over is open or refused: two parts, and so none here.
  private Optional<Walk> standing() {
    Optional<String> written =
        search.isOnly(Status.RUNNING)
            ? Optional.of(Outcome.OPEN.name())
            : search.statuses().stream()
                .filter(one -> search.isOnly(one) && one != Status.EXPIRED)
                .map(Status::name)
                .findFirst();
    return written.map(one -> times(Side.STANDING, one + " "));
  }

  private Walk times(Side side, String prefix) {
    return times(side, prefix, search.created());
  }

  private static Walk times(Side side, String prefix, Span span) {
    return new Walk(
        side,
        prefix,
        span.from().map(PaymentOrderCard::time).orElse(LEAST),
        span.before().map(PaymentOrderCard::time).orElse(MOST));
  }

  /// What can be paid ends later than now, and what is over has ended.
  private Walk ends() {
    Walk asked = times(Side.END, "", search.ends());
    String today = PaymentOrderCard.time(now);
    if (search.isOnly(Status.EXPIRED) && (today + MOST).compareTo(asked.to()) < 0) {
      return new Walk(Side.END, "", asked.from(), today + MOST);
    }
    boolean payable =
        !search.statuses().isEmpty() && search.statuses().stream().allMatch(Status::isPayable);
    return payable && today.compareTo(asked.from()) > 0
        ? new Walk(Side.END, "", today, asked.to())
        : asked;
  }

  private Walk sums() {
    Search.Sums sums = search.sums();
    return sums.currency()
        .map(currency ->
            new Walk(
                Side.SUM,
                "",
                currency + " " + PaymentOrderCard.digits(sums.least()),
                currency + " " + PaymentOrderCard.digits(sums.most()) + MOST))
        .orElseGet(() -> new Walk(Side.SUM, "", LEAST, MOST));
  }

  private Walk names() {
    String beginning = search.beginning();
    return new Walk(Side.NAME, "", beginning.isEmpty() ? LEAST : beginning, beginning + MOST);
  }
}
