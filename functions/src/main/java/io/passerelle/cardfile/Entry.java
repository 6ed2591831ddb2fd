package io.passerelle.cardfile;

/// What a reader finds: a detail that may be used, or something to report.
public sealed interface Entry permits Found, Problem {

  /// Counted from 1; 0 for the file as a whole.
  long line();
}
