package io.passerelle.cardfile;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// That a file is this very one: its name, and the SHA-256 of its bytes. Whoever writes it down
/// before a file is used will use none twice, listed twice or fetched again; a file that is made
/// anew under the same name is another one. Names are a company's: two companies' may be alike.
public record FileKey(FileName name, String digest) {

  private static final int AT_ONCE = 64 * 1024;

  /// Reads a file to its end, and does not close it.
  public static FileKey of(FileName name, InputStream in) throws IOException {
    return of(name, in, Lines.FILE_BYTES_MAX);
  }

  static FileKey of(FileName name, InputStream in, long bytesMax) throws IOException {
    MessageDigest digest = sha256();
    byte[] bytes = new byte[AT_ONCE];
    long size = 0;
    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
      size += read;
      if (size > bytesMax) {
        throw new InvalidRecord(Fault.TOO_LARGE, "");
      }
      digest.update(bytes, 0, read);
    }
    return new FileKey(name, HexFormat.of().formatHex(digest.digest()));
  }

  /// The key as one word, for a table.
  public String text() {
    return digest + ":" + name.text();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256", e);
    }
  }
}
