package io.passerelle.sftp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A file of a size that is known: it gives that many bytes, or fails. Where the connection ends in
/// the middle, a library may take it for the end of the file.
final class WholeFile extends FilterInputStream {

  private long left;

  WholeFile(InputStream in, long size) {
    super(in);
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = piece(bytes, offset, (int) Math.min(length, left));
    left -= read;
    return read;
  }

  private int piece(byte[] bytes, int offset, int length) throws FileServerFailure {
    try {
      int read = super.read(bytes, offset, length);
      if (read >= 0) {
        return read;
      }
    } catch (IOException | RuntimeException _) {
      throw new FileServerFailure(Trouble.BROKEN_OFF);
    }
    throw new FileServerFailure(Trouble.BROKEN_OFF);
  }

  @Override
  public long skip(long bytes) throws IOException {
    return super.readNBytes((int) Math.min(bytes, 8_192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /// The answers still under way when a connection ends are of no interest.
  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException | RuntimeException _) {
      // Everything that was wanted was read, or has failed before.
    }
  }
}
