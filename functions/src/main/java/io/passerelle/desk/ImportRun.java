package io.passerelle.desk;

import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.Table;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.PaymentOrder;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Takes a file of payment orders over, all of it or nothing: checks every line, then takes every
/// reference, then makes the payment orders.
///
/// It may be left at any moment: whoever goes on does so where the table says, and makes the same
/// of each line. The memory it takes does not grow with the file, the references apart.
public final class ImportRun {

  private final Imports imports;
  private final ObjectStore files;
  private final SendChecks checks;
  private final SendWakeups wakeups;
  private final Clock clock;

  public ImportRun(
      Imports imports, ObjectStore files, SendChecks checks, SendWakeups wakeups, Clock clock) {
    this.imports = imports;
    this.files = files;
    this.checks = checks;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /// Where a shop's file of that name is.
  public static String key(SiteId siteId, String name) {
    return "imports/" + siteId + "/" + name;
  }

  /// Goes on while there is time; answers whether there is nothing more to do here.
  public boolean goOn(Import begun, BooleanSupplier timeLeft) {
    ImportTurn turn = new ImportTurn(imports, begun);
    try {
      while (!turn.one().state().isOver() && timeLeft.getAsBoolean()) {
        pass(turn, timeLeft);
      }
      return turn.one().state().isOver();
    } catch (Table.Stale stale) {
      if (turn.isElsewhere()) {
        return true;
      }
      throw stale;
    } catch (ObjectStore.Changed changed) {
      return given(turn, changed);
    }
  }

  /// What has been published cannot be taken back: an operator has to look. Where another goes on,
  /// it finds out by itself.
  private static boolean given(ImportTurn turn, ObjectStore.Changed changed) {
    Import one = turn.one();
    if (one.hasPublished()) {
      throw changed;
    }
    Problem gone = new Problem(0, "file", "was changed or removed while it was read");
    try {
      turn.save(one.with(gone).ended(State.FAILED));
    } catch (Table.Stale stale) {
      if (!turn.isElsewhere()) {
        throw stale;
      }
    }
    return true;
  }

  private void pass(ImportTurn turn, BooleanSupplier timeLeft) {
    Import one = turn.one();
    Place from = one.state() == State.CHECKING ? Place.START : one.place();
    try (ImportFile file =
        new ImportFile(
            files.open(key(one.siteId(), one.name()), one.tag(), from.offset()),
            from.lines(),
            from.offset())) {
      switch (one.state()) {
        case CHECKING -> check(turn, file, timeLeft);
        case RESERVING -> reserve(turn, new ImportLines(one, file), timeLeft);
        case PUBLISHING -> publish(turn, new ImportLines(one, file), timeLeft);
        case RELEASING -> release(turn, new ImportLines(one, file), timeLeft);
        case DONE, FAILED -> {}
      }
    }
  }

  private void check(ImportTurn turn, ImportFile file, BooleanSupplier timeLeft) {
    Import one = turn.one();
    Optional<Consumer<PaymentOrder>> check = checks.of(one.siteId());
    if (check.isPresent()) {
      new ImportCheck(turn, check.get()).check(file, timeLeft);
    } else {
      Problem removed = new Problem(0, "file", "is one of a shop that was removed");
      turn.save(one.with(removed).ended(State.FAILED));
    }
  }

  private void reserve(ImportTurn turn, ImportLines lines, BooleanSupplier timeLeft) {
    while (turn.one().state() == State.RESERVING && timeLeft.getAsBoolean()) {
      List<Line> some = lines.next(Imports.RESERVED_AT_ONCE);
      if (some.isEmpty()) {
        turn.save(turn.one().begins(State.PUBLISHING));
      } else {
        reserve(turn, some, lines.place());
      }
    }
  }

  /// Where it cannot be written, either another goes on, or a reference is taken since, or held
  /// still by an import of the same name that failed, or somebody was writing at this very moment.
  private void reserve(ImportTurn turn, List<Line> some, Place done) {
    List<OrderId> ids = some.stream().map(ImportRun::id).toList();
    for (int tries = 1; ; tries++) {
      try {
        turn.reserve(done, some, clock.instant());
        return;
      } catch (Table.Stale stale) {
        Set<OrderId> taken = turn.isElsewhere() ? Set.of() : turn.taken(ids);
        if (!taken.isEmpty()) {
          turn.save(turn.one().with(problems(some, taken)).begins(State.RELEASING));
          return;
        }
        if (!turn.mayTryAgain(tries)) {
          throw stale;
        }
        turn.free(ids);
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

  private void publish(ImportTurn turn, ImportLines lines, BooleanSupplier timeLeft) {
    while (turn.one().state() == State.PUBLISHING && timeLeft.getAsBoolean()) {
      List<Line> some = lines.next(Imports.PUBLISHED_AT_ONCE);
      if (some.isEmpty()) {
        turn.save(turn.one().ended(State.DONE));
      } else {
        turn.publish(lines.place(), some);
        wakeups.wakeAll(
            some.stream().flatMap(line -> line.sending().stream()).map(Sending::id).toList());
      }
    }
  }

  private void release(ImportTurn turn, ImportLines lines, BooleanSupplier timeLeft) {
    while (turn.one().state() == State.RELEASING && timeLeft.getAsBoolean()) {
      long left = turn.one().reserved().orders() - turn.one().place().orders();
      List<Line> some = lines.next((int) Math.min(left, Imports.RESERVED_AT_ONCE));
      if (some.isEmpty()) {
        turn.save(turn.one().ended(State.FAILED));
      } else {
        turn.release(lines.place(), some);
      }
    }
  }
}
