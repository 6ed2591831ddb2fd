package io.passerelle.function;

import io.passerelle.edge.Json;
import io.passerelle.store.Import;
import io.passerelle.store.Import.State;
import java.util.Locale;

/// A file that came into the bucket of imports, as EventBridge tells of it (Amazon S3 user guide,
/// "EventBridge event message structure"): perhaps twice, and not always in order.
///
/// `sequencer` orders the arrivals under one name: hexadecimal digits, the greater the later; empty
/// where none is told.
record ImportArrival(String tag, String sequencer, long size) {

  static ImportArrival read(Json message) {
    Json file = message.get("detail").get("object");
    String sequencer = file.get("sequencer").text("").toUpperCase(Locale.ROOT);
    return new ImportArrival(
        file.get("etag").text(""),
        sequencer.matches("[0-9A-F]{1,64}") ? sequencer : "",
        file.get("size").number().orElse(0L));
  }

  /// Whether an import begins anew with it: one that failed, and one whose file was replaced before
  /// anything of it was published, since it cannot come to its end.
  boolean replaces(Import known) {
    boolean possible =
        known.state() == State.FAILED || (!known.hasPublished() && !tag.equals(known.tag()));
    return possible && isLaterThan(known);
  }

  /// Whether it is the very arrival that the import began with.
  boolean isThatOf(Import known) {
    return tag.equals(known.tag()) && sequencer.equals(known.sequencer());
  }

  private boolean isLaterThan(Import known) {
    if (sequencer.isEmpty()) {
      return !tag.equals(known.tag());
    }
    int length = Math.max(sequencer.length(), known.sequencer().length());
    return padded(sequencer, length).compareTo(padded(known.sequencer(), length)) > 0;
  }

  /// Sequencers of different lengths are compared with zeros behind the shorter.
  private static String padded(String text, int length) {
    return text + "0".repeat(length - text.length());
  }
}
