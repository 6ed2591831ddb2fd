package io.passerelle.aws;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The body of a file that is put. Its last bytes are held back until its stream has ended where it
/// was said to end: what has no last byte is no file.
final class Upload {

  private static final int AT_ONCE = 64 * 1024;

  private final OutputStream out;

  Upload(OutputStream out) {
    this.out = out;
  }

  /// What the file's own stream has of trouble is an [IOException], and S3's an [AwsFailure].
  void all(InputStream file, long length) throws IOException {
    long left = length;
    while (left > 0) {
      byte[] bytes = file.readNBytes((int) Math.min(AT_ONCE, left));
      left -= bytes.length;
      if (bytes.length == 0) {
        throw new EOFException("the file is shorter than it was said to be");
      }
      if (left == 0) {
        end(file);
      }
      write(bytes);
    }
    if (length == 0) {
      end(file);
    }
  }

  private static void end(InputStream file) throws IOException {
    if (file.read() >= 0) {
      throw new IOException("the file is longer than it was said to be");
    }
  }

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new AwsFailure("s3", e);
    }
  }
}
