package io.passerelle.store;

import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A signature that was refused: what was signed, and what differs, in words of the gateway's
/// package. There is no value, key or signature in it.
public record Refusal(
    SiteId siteId,
    Instant at,
    String kind,
    String format,
    String difference,
    Optional<String> field,
    List<String> fields,
    int fieldCount) {

  public Refusal {
    fields = List.copyOf(fields);
  }
}
