package io.passerelle.desk;

import io.passerelle.aws.Table;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Import;
import io.passerelle.store.Import.Place;
import io.passerelle.store.Imports;
import io.passerelle.store.Imports.Line;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// One invocation's turn at an import, and the import as this turn last wrote it: what is stored
/// under another version was written by somebody else, who goes on with it.
///
/// A write that meets another one at the very same moment is tried again some times.
final class ImportTurn {

  private static final int TRIES_MAX = 5;

  private final Imports imports;
  private Import one;

  ImportTurn(Imports imports, Import one) {
    this.imports = imports;
    this.one = one;
  }

  Import one() {
    return one;
  }

  boolean isElsewhere() {
    return imports
        .find(one.siteId(), one.name())
        .filter(stored -> stored.version() == one.version())
        .isEmpty();
  }

  /// What is stored already was written by this turn, and its answer was lost.
  Import save(Import next) {
    return tried(() -> {
      try {
        return imports.save(next);
      } catch (Table.Stale stale) {
        return imports
            .find(next.siteId(), next.name())
            .filter(next.written()::equals)
            .orElseThrow(() -> stale);
      }
    });
  }

  Import publish(Place done, List<Line> lines) {
    return tried(() -> imports.publish(one.at(done), lines));
  }

  Import release(Place done, List<Line> lines) {
    return tried(() -> imports.release(one.at(done), lines));
  }

  /// Once, as a reference may be taken.
  Import reserve(Place done, List<Line> lines, Instant now) {
    one = imports.reserve(one.at(done), lines, now);
    return one;
  }

  Set<OrderId> taken(List<OrderId> ids) {
    return imports.taken(one, ids);
  }

  /// Whether a write that met another may be tried once more, for the `tries`-th time.
  boolean mayTryAgain(int tries) {
    return tries < TRIES_MAX && !isElsewhere();
  }

  void free(List<OrderId> ids) {
    one = imports.freed(one, ids);
  }

  private Import tried(Supplier<Import> write) {
    for (int tries = 1; ; tries++) {
      try {
        one = write.get();
        return one;
      } catch (Table.Stale stale) {
        if (!mayTryAgain(tries)) {
          throw stale;
        }
      }
    }
  }
}
