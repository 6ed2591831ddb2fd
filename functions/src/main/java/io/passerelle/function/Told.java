package io.passerelle.function;

import io.passerelle.store.Change;
import io.passerelle.store.FailureNote;
import io.passerelle.store.Mailing;
import io.passerelle.store.TargetHealth;
import java.util.Optional;

/// What an attempt leaves for people: a mail, a note for the hour's digest, a target's new health.
/// It is written with the attempt.
record Told(Optional<Mailing> mailing, Optional<FailureNote> note, Optional<TargetHealth> health) {

  static Told nothing() {
    return new Told(Optional.empty(), Optional.empty(), Optional.empty());
  }

  Change into(Change change) {
    mailing.ifPresent(change::with);
    note.ifPresent(change::with);
    health.ifPresent(change::with);
    return change;
  }

  /// The same without a change of health and the mail that tells it: where many attempts at one
  /// target end at once, another has told, and an attempt must not be lost for it.
  Told leavingHealth() {
    return health.isEmpty() ? this : nothing();
  }
}
