package io.passerelle.desk;

import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.Table;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.store.Import;
import io.passerelle.store.Import.Place;
import io.passerelle.store.Import.Problem;
import io.passerelle.store.Import.State;
import io.passerelle.store.Imports;
import io.passerelle.store.Imports.Line;
import io.passerelle.store.Sending;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Takes a file of payment orders over, all of it or nothing: checks every line, then takes every
/// reference, then makes the payment orders.
///
/// It may be left at any moment: whoever goes on does so where the table says, and makes the same
/// of each line. The memory it takes does not grow with the file, the references apart.
public final class ImportRun {

  private static final int CONFLICTS_MAX = 5;

  private final Imports imports;
  private final ObjectStore files;
  private final SendWakeups wakeups;
  private final Clock clock;

  public ImportRun(Imports imports, ObjectStore files, SendWakeups wakeups, Clock clock) {
    this.imports = imports;
    this.files = files;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /// Where a shop's file of that name is.
  public static String key(SiteId siteId, String name) {
    return "imports/" + siteId + "/" + name;
  }

  /// Goes on while there is time; answers whether there is nothing more to do here.
  public boolean goOn(Import begun, BooleanSupplier timeLeft) {
    Import one = begun;
    try {
      while (!one.state().isOver() && timeLeft.getAsBoolean()) {
        one = pass(one, timeLeft);
      }
      return one.state().isOver();
    } catch (Table.Stale stale) {
      if (isElsewhere(one)) {
        return true;
      }
      throw stale;
    } catch (ObjectStore.Changed changed) {
      return given(one, changed);
    }
  }

  /// What has been published cannot be taken back: an operator has to look.
  private boolean given(Import one, ObjectStore.Changed changed) {
    Import now = imports.find(one.siteId(), one.name()).orElse(one);
    if (now.hasPublished()) {
      throw changed;
    }
    Problem gone = new Problem(0, "file", "was changed or removed while it was read");
    imports.save(now.with(gone).ended(State.FAILED));
    return true;
  }

  /// Whether another goes on with it: it has written since.
  private boolean isElsewhere(Import one) {
    return imports
        .find(one.siteId(), one.name())
        .filter(stored -> stored.version() == one.version())
        .isEmpty();
  }

  private Import pass(Import one, BooleanSupplier timeLeft) {
    Place from = one.state() == State.CHECKING ? Place.START : one.place();
    try (ImportFile file =
        new ImportFile(
            files.open(key(one.siteId(), one.name()), one.tag(), from.offset()),
            from.lines(),
            from.offset())) {
      return switch (one.state()) {
        case CHECKING -> new ImportCheck(imports, one).check(file, timeLeft);
        case RESERVING -> reserve(one, new ImportLines(one, file), timeLeft);
        case PUBLISHING -> publish(one, new ImportLines(one, file), timeLeft);
        case RELEASING -> release(one, new ImportLines(one, file), timeLeft);
        case DONE, FAILED -> one;
      };
    }
  }

  private Import reserve(Import begun, ImportLines lines, BooleanSupplier timeLeft) {
    Import one = begun;
    while (timeLeft.getAsBoolean()) {
      List<Line> some = lines.next(Imports.RESERVED_AT_ONCE);
      if (some.isEmpty()) {
        return imports.save(one.begins(State.PUBLISHING));
      }
      Import next = reserved(one, some, lines.place());
      if (next.state() == State.RELEASING) {
        return next;
      }
      one = next;
    }
    return one;
  }

  /// Where it cannot be written, either another goes on, or a reference is taken since, or held
  /// still by an import of the same name that failed, or somebody was writing at this very moment.
  private Import reserved(Import begun, List<Line> some, Place done) {
    List<OrderId> ids = some.stream().map(ImportRun::id).toList();
    Import one = begun;
    for (int tries = 1; ; tries++) {
      try {
        return imports.reserve(one.at(done), some, clock.instant());
      } catch (Table.Stale stale) {
        Set<OrderId> taken = isElsewhere(one) ? Set.of() : imports.taken(one, ids);
        if (!taken.isEmpty()) {
          return imports.save(one.with(problems(some, taken)).begins(State.RELEASING));
        }
        if (isElsewhere(one) || tries == CONFLICTS_MAX) {
          throw stale;
        }
        one = imports.freed(one, ids);
      }
    }
  }

  private static OrderId id(Line line) {
    return line.order().id();
  }

  private static List<Problem> problems(List<Line> some, Set<OrderId> taken) {
    return some.stream()
        .filter(line -> taken.contains(id(line)))
        .sorted(Comparator.comparing(Line::line))
        .map(line -> ImportCheck.taken(line.line(), id(line)))
        .toList();
  }

  private Import publish(Import begun, ImportLines lines, BooleanSupplier timeLeft) {
    Import one = begun;
    while (timeLeft.getAsBoolean()) {
      List<Line> some = lines.next(Imports.PUBLISHED_AT_ONCE);
      if (some.isEmpty()) {
        return imports.save(one.ended(State.DONE));
      }
      one = imports.publish(one.at(lines.place()), some);
      wakeups.wakeAll(
          some.stream().flatMap(line -> line.sending().stream()).map(Sending::id).toList());
    }
    return one;
  }

  private Import release(Import begun, ImportLines lines, BooleanSupplier timeLeft) {
    Import one = begun;
    while (timeLeft.getAsBoolean()) {
      long left = one.reserved().orders() - one.place().orders();
      List<Line> some = lines.next((int) Math.min(left, Imports.RESERVED_AT_ONCE));
      if (some.isEmpty()) {
        return imports.save(one.ended(State.FAILED));
      }
      one = imports.release(one.at(lines.place()), some);
    }
    return one;
  }
}
