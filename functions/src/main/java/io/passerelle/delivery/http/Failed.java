package io.passerelle.delivery.http;

import io.passerelle.delivery.Finding;
import java.io.Serial;

/// An exchange that ended without an answer, for a reason already known.
final class Failed extends Exception {
  @Serial private static final long serialVersionUID = 1;

  final Finding finding;

  Failed(Finding finding) {
    super(finding.words());
    this.finding = finding;
  }

  Failed(Finding finding, Throwable cause) {
    super(finding.words(), cause);
    this.finding = finding;
  }
}
