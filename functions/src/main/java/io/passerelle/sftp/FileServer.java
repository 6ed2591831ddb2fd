package io.passerelle.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attribute;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/// One visit to a file server: folders listed and files read, until it is closed.
///
/// Whatever goes wrong is a [FileServerFailure]. The server is the merchant's choice, so that there
/// is a limit on all that it sends.
public final class FileServer implements AutoCloseable {

  public static final int FILES_MAX = 10_000;
  public static final int NAME_MAX = 255;
  public static final long FILE_BYTES_MAX = 1L << 30;

  private final SshLine line;
  private final SftpClient sftp;

  private FileServer(SshLine line, SftpClient sftp) {
    this.line = line;
    this.sftp = sftp;
  }

  /// Dials these addresses, one after the other, and nothing else; the visit ends after `most` at
  /// the latest.
  public static FileServer visit(List<InetAddress> addresses, int port, Login login, Duration most)
      throws FileServerFailure {
    return visit(addresses, port, login, most, System::nanoTime);
  }

  /// Where only a fingerprint is known each type of key takes a connection of its own: all of them
  /// together, and the visit behind, have that much time.
  static FileServer visit(
      List<InetAddress> addresses, int port, Login login, Duration most, LongSupplier nanos)
      throws FileServerFailure {
    KeyPair key =
        PrivateKeys.read(login.privateKey(), login.passphrase())
            .orElseThrow(() -> new FileServerFailure(Trouble.BAD_KEY));
    long began = nanos.getAsLong();
    for (HostKey asked : login.hostKey().typed()) {
      Duration left = most.minusNanos(nanos.getAsLong() - began);
      if (!left.isPositive()) {
        throw new FileServerFailure(Trouble.TOO_SLOW);
      }
      SshLine line = new SshLine(asked, left);
      try {
        line.dial(addresses, port, login.user(), key);
        return new FileServer(line, line.files());
      } catch (FileServerFailure e) {
        line.close();
        if (e.trouble() != Trouble.OTHER_HOST_KEY) {
          throw e;
        }
      }
    }
    throw new FileServerFailure(Trouble.OTHER_HOST_KEY);
  }

  /// The plain files of a folder.
  public List<ListedFile> list(String folder) throws FileServerFailure {
    CloseableHandle open = openFolder(folder);
    try (CloseableHandle handle = open) {
      List<ListedFile> files = new ArrayList<>();
      AtomicReference<Boolean> last = new AtomicReference<>(Boolean.FALSE);
      int seen = 0;
      while (!Boolean.TRUE.equals(last.get())) {
        List<DirEntry> some = sftp.readDir(handle, last);
        if (some == null || some.isEmpty()) {
          break;
        }
        seen += some.size();
        if (seen > FILES_MAX) {
          throw new FileServerFailure(Trouble.TOO_MANY_FILES);
        }
        some.stream().filter(FileServer::isPlainFile).map(FileServer::listed).forEach(files::add);
      }
      return files;
    } catch (FileServerFailure e) {
      throw e;
    } catch (IOException | RuntimeException _) {
      throw line.brokenOff();
    }
  }

  private CloseableHandle openFolder(String folder) throws FileServerFailure {
    try {
      return sftp.openDir(folder);
    } catch (IOException | RuntimeException e) {
      throw refused(e) ? new FileServerFailure(Trouble.NO_FOLDER) : line.brokenOff();
    }
  }

  /// Whether the server said no, and not the library for a line that is gone.
  private static boolean refused(Exception e) {
    return e instanceof SftpException said
        && said.getStatus() != SftpConstants.SSH_FX_NO_CONNECTION
        && said.getStatus() != SftpConstants.SSH_FX_CONNECTION_LOST;
  }

  private static boolean isPlainFile(DirEntry entry) {
    String name = entry.getFilename();
    return entry.getAttributes().isRegularFile()
        && !name.isEmpty()
        && name.length() <= NAME_MAX
        && name.indexOf('/') < 0;
  }

  private static ListedFile listed(DirEntry entry) {
    return listed(entry.getFilename(), entry.getAttributes());
  }

  private static ListedFile listed(String name, Attributes attributes) {
    Instant modified =
        attributes.getFlags().contains(Attribute.ModifyTime)
            ? attributes.getModifyTime().toInstant()
            : Instant.EPOCH;
    return new ListedFile(name, attributes.getSize(), modified);
  }

  /// Whether it has more bytes than are read of any.
  public static boolean isTooLarge(ListedFile file) {
    return file.size() > FILE_BYTES_MAX;
  }

  /// What a file holds: as many bytes as it was listed with, or a [FileServerFailure]. None that is
  /// too large may be asked for.
  public InputStream open(String folder, ListedFile file) throws FileServerFailure {
    if (isTooLarge(file)) {
      throw new IllegalArgumentException("a file that is too large");
    }
    try {
      return new WholeFile(sftp.read(path(folder, file.name())), file.size());
    } catch (IOException | RuntimeException _) {
      throw line.brokenOff();
    }
  }

  /// Fails where a file is not any more as it was listed: somebody is writing it.
  public void confirm(String folder, ListedFile file) throws FileServerFailure {
    ListedFile now;
    try {
      now = listed(file.name(), sftp.stat(path(folder, file.name())));
    } catch (IOException | RuntimeException e) {
      throw refused(e) ? new FileServerFailure(Trouble.CHANGING) : line.brokenOff();
    }
    if (!now.equals(file)) {
      throw new FileServerFailure(Trouble.CHANGING);
    }
  }

  private static String path(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  @Override
  public void close() {
    line.close();
  }
}
