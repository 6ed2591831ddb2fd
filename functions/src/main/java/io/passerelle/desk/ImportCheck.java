package io.passerelle.desk;

import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.store.Import;
import io.passerelle.store.Import.Place;
import io.passerelle.store.Import.Problem;
import io.passerelle.store.Import.State;
import io.passerelle.store.Imports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The first pass of an import: every line is read and every problem found; nothing is written but
/// how far it is. What it keeps of the file are the references, since none may come twice.
final class ImportCheck {

  /// More orders than any merchant has been heard of to make at once.
  static final int ORDERS_MAX = 200_000;

  private static final int SAVED_EVERY = 1_000;

  private final ImportTurn turn;
  private final Consumer<PaymentOrder> check;
  private final Set<String> references = new HashSet<>();
  private final Map<OrderId, Long> unasked = new HashMap<>();
  private final List<Problem> found = new ArrayList<>();
  private Import one;
  private long records;

  ImportCheck(ImportTurn turn, Consumer<PaymentOrder> check) {
    this.turn = turn;
    this.check = check;
    this.one = turn.one();
  }

  /// The import with all that was found, at its end or where the time was over.
  Import check(ImportFile file, BooleanSupplier timeLeft) {
    long checked = one.place().lines();
    Optional<ImportFile.Entry> header = file.next();
    if (header.isEmpty()) {
      return turn.save(failed(new Problem(0, "file", "is empty")));
    }
    Optional<Problem> wrong = header(header.get());
    if (wrong.isPresent()) {
      return turn.save(failed(wrong.get()));
    }
    for (var entry = file.next(); entry.isPresent(); entry = file.next()) {
      records++;
      if (records > ORDERS_MAX) {
        Problem many = new Problem(entry.get().line(), "file", "has more than 200000 lines");
        return turn.save(failed(many));
      }
      look(entry.get(), entry.get().line() <= checked);
      if (entry.get().line() > checked && records % SAVED_EVERY == 0) {
        saved(entry.get());
        if (!timeLeft.getAsBoolean()) {
          return one;
        }
      }
    }
    return turn.save(checked());
  }

  private Optional<Problem> header(ImportFile.Entry entry) {
    if (!entry.trouble().isEmpty()) {
      return Optional.of(new Problem(entry.line(), "header", entry.trouble()));
    }
    try {
      one = one.in(ImportLine.header(entry.fields(), one.siteId()));
      return Optional.empty();
    } catch (InvalidField invalid) {
      return Optional.of(new Problem(entry.line(), invalid.field(), invalid.reason()));
    }
  }

  private void look(ImportFile.Entry entry, boolean before) {
    long line = entry.line();
    if (!entry.trouble().isEmpty()) {
      problem(line, "line", entry.trouble(), before);
      return;
    }
    try {
      PaymentOrder order = ImportLine.read(one, line, entry.fields()).order();
      OrderId id = order.id();
      if (!before) {
        check.accept(order);
      }
      if (!references.add(id.reference())) {
        problem(line, "reference", id.reference() + " is in the file twice", before);
      } else if (!before) {
        unasked.put(id, line);
      }
    } catch (InvalidField invalid) {
      problem(line, invalid.field(), invalid.reason(), before);
    }
    if (unasked.size() == Imports.LOOKED_UP_AT_ONCE) {
      lookUp();
    }
  }

  private void problem(long line, String field, String reason, boolean before) {
    if (!before) {
      found.add(new Problem(line, field, reason));
    }
  }

  private void lookUp() {
    for (OrderId id : turn.taken(List.copyOf(unasked.keySet()))) {
      found.add(taken(unasked.getOrDefault(id, 0L), id));
    }
    unasked.clear();
  }

  static Problem taken(long line, OrderId id) {
    return new Problem(
        line, "reference", id.reference() + " is taken by another order of the shop");
  }

  private void saved(ImportFile.Entry last) {
    settle();
    one = turn.save(one.at(new Place(last.lines(), last.offset(), records)));
  }

  private void settle() {
    if (!unasked.isEmpty()) {
      lookUp();
    }
    found.sort(Comparator.comparing(Problem::line));
    one = one.with(found);
    found.clear();
  }

  private Import failed(Problem problem) {
    settle();
    return one.with(problem).ended(State.FAILED);
  }

  private Import checked() {
    settle();
    if (records == 0) {
      return failed(new Problem(0, "file", "has no payment order"));
    }
    Import whole = one.at(new Place(0, 0, records)).counted();
    return whole.isSound() ? whole.begins(State.RESERVING) : whole.ended(State.FAILED);
  }
}
