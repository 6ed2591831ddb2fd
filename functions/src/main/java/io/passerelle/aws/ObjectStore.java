package io.passerelle.aws;

import java.io.InputStream;

/// A bucket of files, read as they come.
public interface ObjectStore {

  /// What a file holds from a byte on, as long as it is the one of this tag; fails with [Changed]
  /// where it is another or gone. Whoever opens it closes it.
  InputStream open(String key, String tag, long from);

  /// The file is not the one that was put there.
  final class Changed extends RuntimeException {
    public Changed(String key) {
      super(key, null, false, false);
    }
  }
}
