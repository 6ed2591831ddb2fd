package io.passerelle.desk;

import io.passerelle.paymentorder.InvalidField;
import io.passerelle.store.Import;
import io.passerelle.store.Import.Place;
import io.passerelle.store.Imports.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of a file that was checked, from where a pass is.
final class ImportLines {
  private final Import one;
  private final ImportFile file;
  private Place place;

  ImportLines(Import one, ImportFile file) {
    this.one = one;
    this.file = file;
    this.place = one.place();
  }

  Place place() {
    return place;
  }

  List<Line> next(int most) {
    List<Line> lines = new ArrayList<>();
    if (place.offset() == 0) {
      file.next(); // The header.
    }
    while (lines.size() < most) {
      Optional<ImportFile.Entry> entry = file.next();
      if (entry.isEmpty()) {
        return lines;
      }
      lines.add(line(entry.get()));
      place = new Place(entry.get().lines(), entry.get().offset(), place.orders() + 1);
    }
    return lines;
  }

  /// What was checked is as it was.
  private Line line(ImportFile.Entry entry) {
    try {
      return ImportLine.read(one, entry.line(), entry.fields());
    } catch (InvalidField invalid) {
      throw new IllegalStateException("line " + entry.line() + " was sound before", invalid);
    }
  }
}
