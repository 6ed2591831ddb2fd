package io.passerelle.sftp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/// A server of SFTP on loopback with a folder of its own, which can be made to misbehave.
public final class EmbeddedFileServer implements AutoCloseable {

  public final AtomicInteger visits = new AtomicInteger();
  public volatile KeyPair hostKey = Keys.ecdsa();
  public volatile List<KeyPair> otherHostKeys = List.of();
  public volatile boolean listsTwice;
  public volatile boolean grows;
  public volatile long dropsAfter = Long.MAX_VALUE;

  private final Path root;
  private final KeyPair merchant;
  private SshServer server;

  public EmbeddedFileServer(Path root, KeyPair merchant) {
    this.root = root;
    this.merchant = merchant;
    this.server = started(0);
  }

  private SshServer started(int port) {
    SshServer made = SshServer.setUpDefaultServer();
    made.setHost("127.0.0.1");
    made.setPort(port);
    List<KeyPair> keys = new ArrayList<>(otherHostKeys);
    keys.add(hostKey);
    made.setKeyPairProvider(KeyPairProvider.wrap(keys));
    made.setPublickeyAuthenticator((user, key, _) -> {
      visits.incrementAndGet();
      return user.equals("merchant") && KeyUtils.compareKeys(key, merchant.getPublic());
    });
    made.setFileSystemFactory(new VirtualFileSystemFactory(root));
    SftpSubsystemFactory files =
        new SftpSubsystemFactory.Builder().withFileSystemAccessor(new Accessor()).build();
    files.addSftpEventListener(new Dropping());
    made.setSubsystemFactories(List.of(files));
    try {
      made.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  public int port() {
    return server.getPort();
  }

  public void put(String folder, String name, byte[] bytes, Instant modified) {
    try {
      Path file = Files.createDirectories(root.resolve(folder)).resolve(name);
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, FileTime.from(modified));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file of so many bytes that takes no room.
  public void putHollow(String folder, String name, long size, Instant modified) {
    put(folder, name, new byte[0], modified);
    Path file = root.resolve(folder).resolve(name);
    try (RandomAccessFile hollow = new RandomAccessFile(file.toFile(), "rw")) {
      hollow.setLength(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void goesDown() {
    close();
  }

  /// At the same port, with the key that it has now.
  public void comesBack() {
    server = started(server.getPort());
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Accessor implements SftpFileSystemAccessor {
    @Override
    public DirectoryStream<Path> openDirectory(
        SftpSubsystemProxy subsystem,
        DirectoryHandle handle,
        Path folder,
        String name,
        java.nio.file.LinkOption... options)
        throws IOException {
      List<Path> listed = new ArrayList<>();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        for (Path one : found) {
          listed.add(one);
          if (listsTwice) {
            listed.add(one);
          }
        }
      }
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          return listed.iterator();
        }

        @Override
        public void close() {}
      };
    }
  }

  /// Ends the connection once so many bytes of a file were asked for, or lets it grow meanwhile.
  private final class Dropping implements SftpEventListener {
    @Override
    public void reading(
        ServerSession session,
        String handle,
        FileHandle file,
        long offset,
        byte[] data,
        int dataOffset,
        int dataLength)
        throws IOException {
      if (grows) {
        Files.write(file.getFile(), new byte[1], StandardOpenOption.APPEND);
      }
      if (offset + dataLength > dropsAfter) {
        session.close(true);
      }
    }
  }
}
