package io.passerelle.function;

import io.passerelle.alert.Digest;
import io.passerelle.alert.Digest.Count;
import io.passerelle.alert.Digest.Line;
import io.passerelle.alert.Digest.Standing;
import io.passerelle.delivery.Delivery;
import io.passerelle.payment.OrderId;
import io.passerelle.store.DigestMailing;
import io.passerelle.store.FailureNote;
import io.passerelle.store.Ledger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reckons from the notes of an hour what its digest tells.
///
/// How the deliveries of the orders that it names stand is read anew; for the others their latest
/// note has to do.
final class DigestFacts {

  private final Map<List<String>, Integer> counts = new LinkedHashMap<>();
  private final Map<OrderId, String> reasons = new LinkedHashMap<>();
  private final Map<OrderId, Map<String, Standing>> standings = new LinkedHashMap<>();

  private DigestFacts() {}

  static Digest of(DigestMailing digest, List<FailureNote> notes, Ledger ledger) {
    DigestFacts facts = new DigestFacts();
    notes.forEach(facts::add);
    facts.reasons.keySet().stream()
        .limit(Digest.LINES_MAX)
        .forEach(order -> facts.readAnew(order, ledger.deliveries(order)));
    return facts.digest(digest);
  }

  private void add(FailureNote note) {
    if (note.isTold()) {
      counts.merge(List.of(note.rule(), note.reason()), 1, Integer::sum);
      reasons.put(note.order(), note.reason());
    }
    standings
        .computeIfAbsent(note.order(), _ -> new LinkedHashMap<>())
        .put(note.subject(), note.standing());
  }

  private void readAnew(OrderId order, List<Delivery> deliveries) {
    Map<String, Standing> known = standings.getOrDefault(order, Map.of());
    for (Delivery delivery : deliveries) {
      known.computeIfPresent(
          Long.toString(delivery.id().number()),
          (_, noted) -> noted == Standing.FLAGGED ? noted : standing(delivery));
    }
  }

  private static Standing standing(Delivery delivery) {
    return switch (delivery.state()) {
      case DELIVERED -> Standing.DELIVERED;
      case EXHAUSTED -> Standing.EXHAUSTED;
      case FAILED, PENDING -> delivery.isOpen() ? Standing.WAITING : Standing.LEFT;
    };
  }

  private Digest digest(DigestMailing digest) {
    List<Count> counted = new ArrayList<>();
    counts.forEach((what, count) -> counted.add(new Count(what.getFirst(), what.getLast(), count)));
    counted.sort(Comparator.comparingInt(Count::count).reversed());
    List<Line> lines =
        reasons.entrySet().stream()
            .limit(Digest.LINES_MAX)
            .map(one -> new Line(one.getKey().reference(), one.getValue(), worst(one.getKey())))
            .toList();
    return new Digest(
        digest.id().siteId().value(),
        digest.shopLabel(),
        digest.id().hour(),
        digest.id().end(),
        counted,
        lines,
        reasons.size(),
        count(Standing.WAITING),
        count(Standing.EXHAUSTED));
  }

  /// An order with several deliveries stands as the one that needs a person most.
  private Standing worst(OrderId order) {
    var known = standings.getOrDefault(order, Map.of()).values();
    return List.of(Standing.EXHAUSTED, Standing.FLAGGED, Standing.LEFT, Standing.WAITING).stream()
        .filter(known::contains)
        .findFirst()
        .orElse(Standing.DELIVERED);
  }

  private int count(Standing standing) {
    return (int)
        standings.values().stream()
            .flatMap(one -> one.values().stream())
            .filter(standing::equals)
            .count();
  }
}
