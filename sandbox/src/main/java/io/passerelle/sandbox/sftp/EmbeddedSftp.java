package io.passerelle.sandbox.sftp;

import io.passerelle.sandbox.state.Drawer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/// The file server itself: each shop is a user by its site id, with the one key of the sandbox, and
/// sees its company's folder, which it cannot change. It can be taken down and brought back at the
/// same port.
public final class EmbeddedSftp implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final Path root;
  private final Function<String, Optional<String>> folders;
  private final KeyPair hostKey;
  private final KeyPair merchantKey;
  private SshServer server;
  private boolean up = true;

  /// `folders` says in which folder below `root` a user's files lie; empty for a user that is not
  /// known.
  public EmbeddedSftp(Path root, Drawer keys, Function<String, Optional<String>> folders) {
    this.root = root;
    this.folders = folders;
    ServerKeys kept = new ServerKeys(keys);
    this.hostKey = kept.pair("host");
    this.merchantKey = kept.pair("merchant");
    this.server = started(0);
  }

  private SshServer started(int port) {
    SshServer made = SshServer.setUpDefaultServer();
    made.setHost(HOST);
    made.setPort(port);
    made.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    made.setPublickeyAuthenticator((user, key, _) -> isAdmitted(user, key));
    made.setFileSystemFactory(
        new VirtualFileSystemFactory() {
          @Override
          public Path getUserHomeDir(SessionContext session) throws IOException {
            String folder = folders.apply(session.getUsername()).orElseThrow();
            Path home = root.resolve(folder);
            Files.createDirectories(home.resolve("ROOT").resolve("expired"));
            return home;
          }
        });
    SftpSubsystemFactory files = new SftpSubsystemFactory();
    files.addSftpEventListener(new ReadingOnly());
    made.setSubsystemFactories(List.of(files));
    try {
      made.start();
    } catch (IOException e) {
      throw new UncheckedIOException("The file server does not start", e);
    }
    return made;
  }

  private boolean isAdmitted(String user, PublicKey key) {
    return folders.apply(user).isPresent() && KeyUtils.compareKeys(key, merchantKey.getPublic());
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return server.getPort();
  }

  /// As `ssh-keyscan` shows it, without the host.
  public String hostKeyLine() {
    return PublicKeyEntry.toString(hostKey.getPublic());
  }

  /// The key with which every shop is let in.
  public String merchantKey() {
    return ServerKeys.written(merchantKey);
  }

  public synchronized boolean isUp() {
    return up;
  }

  public synchronized void up(boolean wanted) {
    if (up == wanted) {
      return;
    }
    int port = server.getPort();
    if (wanted) {
      server = started(port);
    } else {
      stop();
    }
    up = wanted;
  }

  private void stop() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException("The file server does not stop", e);
    }
  }

  @Override
  public synchronized void close() {
    stop();
  }

  /// Merchants read; nobody writes here.
  private static final class ReadingOnly implements SftpEventListener {

    @Override
    public void opening(ServerSession session, String id, Handle handle) throws IOException {
      if (handle instanceof FileHandle file
          && (file.getAccessMask() & SftpConstants.ACE4_WRITE_DATA) != 0) {
        throw new AccessDeniedException("read only");
      }
    }

    @Override
    public void creating(ServerSession session, Path path, java.util.Map<String, ?> attributes)
        throws IOException {
      throw new AccessDeniedException("read only");
    }

    @Override
    public void removing(ServerSession session, Path path, boolean isFolder) throws IOException {
      throw new AccessDeniedException("read only");
    }

    @Override
    public void moving(
        ServerSession session, Path from, Path to, Collection<java.nio.file.CopyOption> options)
        throws IOException {
      throw new AccessDeniedException("read only");
    }
  }
}
