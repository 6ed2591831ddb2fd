package io.passerelle.cardfile;

import java.time.LocalDateTime;
import java.util.Optional;

/// What came of a file: how many details may be used, how many problems were found, when its making
/// `began`, which the gateway says in UTC, and its trailer, where they could be read.
///
/// `refused` says that the file is not what its name says, so that nothing of it is used; otherwise
/// what is well in a file with problems may be used, and told to be of such a file.
public record Summary(
    int used,
    long problems,
    boolean refused,
    Optional<LocalDateTime> began,
    Optional<Trailer> trailer) {

  public boolean isSound() {
    return problems == 0;
  }
}
