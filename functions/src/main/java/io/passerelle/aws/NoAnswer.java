package io.passerelle.aws;

import java.io.IOException;

/// AWS was reached and no answer was read: whether it did what was asked, nobody knows.
final class NoAnswer extends IOException {

  NoAnswer(IOException cause) {
    super(cause);
  }
}
