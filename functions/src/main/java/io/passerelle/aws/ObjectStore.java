package io.passerelle.aws;

import java.io.IOException;
import java.io.InputStream;

/// A bucket of files, read and put as they come.
public interface ObjectStore {

  /// What a file holds from a byte on, as long as it is the one of this tag; fails with [Changed]
  /// where it is another or gone. Whoever opens it closes it.
  InputStream open(String key, String tag, long from);

  /// Puts a file of so many bytes, in place of one that had its key, and answers its tag. Nothing
  /// is there unless all of it came: a stream that fails, or that holds less or more than was said,
  /// is an [IOException]; what is S3's trouble an [AwsFailure]. It is tried once, since a stream
  /// comes once.
  String put(String key, long length, InputStream file) throws IOException;

  /// The file is not the one that was put there.
  final class Changed extends RuntimeException {
    public Changed(String key) {
      super(key, null, false, false);
    }
  }
}
