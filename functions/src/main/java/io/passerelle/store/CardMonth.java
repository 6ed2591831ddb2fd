package io.passerelle.store;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// What is done in one month with a company's kept cards of one mode: when it began last, when it
/// ended, and the files that were written. `version` counts its writes.
public record CardMonth(
    Id id, Instant begun, Optional<Instant> ended, List<Written> files, long version) {

  public CardMonth {
    files = List.copyOf(files);
  }

  /// Whose month it is. A shop that names no company is one by itself, as in the name of a token.
  public record Id(String company, Mode mode, YearMonth month) {

    public Id {
      if (company.isBlank()) {
        throw new IllegalArgumentException("a month is some company's");
      }
    }
  }

  /// A file that was put into the bucket: a shop's or, where none is named, the company's. `left`
  /// counts the cards for which it had no place.
  public record Written(
      Optional<SiteId> shop, String name, String key, Instant at, int details, int left) {}

  /// One that begins.
  public static CardMonth of(Id id, Instant now) {
    return new CardMonth(id, now, Optional.empty(), List.of(), 0);
  }

  public boolean isDone() {
    return ended.isPresent();
  }

  /// Begun once more, since it came to no end.
  public CardMonth again(Instant now) {
    return new CardMonth(id, now, Optional.empty(), List.of(), version);
  }

  public CardMonth ended(List<Written> files, Instant now) {
    return new CardMonth(id, begun, Optional.of(now), files, version);
  }

  /// As it stands once it has been written.
  public CardMonth written() {
    return new CardMonth(id, begun, ended, files, version + 1);
  }
}
