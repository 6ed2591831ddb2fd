package io.passerelle.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One way to run the work: a command, started in a folder with these variables and no others.
///
/// `fromSnapshot` measures from the restoring of the snapshot on.
record Variant(
    String name,
    Path folder,
    List<String> command,
    Map<String, String> environment,
    boolean fromSnapshot,
    Work work) {

  /// What is asked of it, and what an answer holds that did it.
  enum Work {
    NOTIFICATION("OK-"),
    CHECKOUT("vads_trans_id");

    private final String done;

    Work(String done) {
      this.done = done;
    }

    String done() {
      return done;
    }
  }

  /// Takes a notification.
  Variant(
      String name,
      Path folder,
      List<String> command,
      Map<String, String> environment,
      boolean fromSnapshot) {
    this(name, folder, command, environment, fromSnapshot, Work.NOTIFICATION);
  }

  Variant takingCheckouts() {
    return new Variant(name, folder, command, environment, fromSnapshot, Work.CHECKOUT);
  }
}
