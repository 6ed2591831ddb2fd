package io.passerelle.sftp;

import java.io.IOException;
import java.io.Serial;

/// A visit that failed. It has no cause, so that nothing that the server or the key said can get
/// into a log.
public final class FileServerFailure extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final Trouble trouble;

  public FileServerFailure(Trouble trouble) {
    super(trouble.name());
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
