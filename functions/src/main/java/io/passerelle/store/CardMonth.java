package io.passerelle.store;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// What is done in one month with a company's kept cards of one mode: of which shops, when it was
/// planned, begun last and ended, and the files that were written. `version` counts its writes.
public record CardMonth(
    Id id,
    List<SiteId> shops,
    Instant planned,
    Optional<Instant> begun,
    Optional<Instant> ended,
    List<Written> files,
    long version) {

  public CardMonth {
    shops = List.copyOf(shops);
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
  /// counts the details for which it had no place.
  public record Written(
      Optional<SiteId> shop, String name, String key, Instant at, int details, int left) {}

  public static CardMonth planned(Id id, List<SiteId> shops, Instant now) {
    return new CardMonth(id, shops, now, Optional.empty(), Optional.empty(), List.of(), 0);
  }

  public boolean isDone() {
    return ended.isPresent();
  }

  /// Planned once more, since it came to no end.
  public CardMonth again(List<SiteId> shops, Instant now) {
    return new CardMonth(id, shops, now, begun, ended, files, version);
  }

  public CardMonth begun(Instant now) {
    return new CardMonth(id, shops, planned, Optional.of(now), ended, files, version);
  }

  public CardMonth ended(List<Written> files, Instant now) {
    return new CardMonth(id, shops, planned, begun, Optional.of(now), files, version);
  }

  /// As it stands once it has been written.
  public CardMonth written() {
    return new CardMonth(id, shops, planned, begun, ended, files, version + 1);
  }
}
