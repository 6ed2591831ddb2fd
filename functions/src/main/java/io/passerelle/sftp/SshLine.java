package io.passerelle.sftp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/// A connection to one server of SSH. The library is used without all that it would find by itself:
/// files of known hosts, settings and keys of the machine, agents, passwords, forwarding.
final class SshLine implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ADMITTED = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final ScheduledThreadPoolExecutor WATCHDOG =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("sftp-end").factory());

  private final HostKey hostKey;
  private final SshClient client;
  private final ScheduledFuture<?> end;
  private volatile boolean otherKey;
  private volatile boolean late;
  private Optional<ClientSession> session = Optional.empty();

  SshLine(HostKey hostKey, Duration most) {
    this.hostKey = hostKey;
    this.client = client(hostKey);
    client.setServerKeyVerifier((_, address, key) -> isKnown(address, key));
    client.start();
    this.end = WATCHDOG.schedule(this::cut, most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static SshClient client(HostKey hostKey) {
    SshClient client = SshClient.setUpDefaultClient();
    client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setSignatureFactories(SigningKinds.factories(hostKey.kinds()));
    client.setUserAuthFactories(
        List.of(new UserAuthPublicKeyFactory(SigningKinds.factories(SigningKinds.of("")))));
    client.setGlobalRequestHandlers(List.of());
    client.setChannelFactories(List.of());
    CoreModuleProperties.NIO_WORKERS.set(client, 2);
    CoreModuleProperties.AUTH_TIMEOUT.set(client, ADMITTED);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, IDLE);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, IDLE.multipliedBy(2));
    CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, IDLE);
    return client;
  }

  private boolean isKnown(SocketAddress address, PublicKey key) {
    boolean known = address instanceof InetSocketAddress && hostKey.isThatOf(key);
    otherKey = !known;
    return known;
  }

  /// Tries one address after the other until one answers.
  void dial(List<InetAddress> addresses, int port, String user, KeyPair key)
      throws FileServerFailure {
    FileServerFailure last = new FileServerFailure(Trouble.NO_CONNECTION);
    for (InetAddress address : addresses) {
      try {
        ClientSession opened =
            client.connect(user, plain(address, port)).verify(CONNECT).getSession();
        session = Optional.of(opened);
        opened.addPublicKeyIdentity(key);
        opened.auth().verify(ADMITTED);
        return;
      } catch (IOException | RuntimeException e) {
        last = new FileServerFailure(trouble(e));
        if (last.trouble() != Trouble.NO_CONNECTION) {
          throw last;
        }
      }
    }
    throw last;
  }

  /// Without the name by which it was found, so that nothing can ask for its address once more.
  private static InetSocketAddress plain(InetAddress address, int port)
      throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByAddress(address.getAddress()), port);
  }

  private Trouble trouble(Exception e) {
    if (otherKey || isKeyOfAnotherType(e)) {
      return Trouble.OTHER_HOST_KEY;
    }
    if (late) {
      return Trouble.TOO_SLOW;
    }
    boolean refused = code(e) == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
    return refused ? Trouble.NOT_ADMITTED : Trouble.NO_CONNECTION;
  }

  /// The server has no key of the type by which it is known.
  private static boolean isKeyOfAnotherType(Exception e) {
    return code(e) == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED
        && String.valueOf(e.getMessage()).contains("server host key");
  }

  private static int code(Exception e) {
    return e instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
  }

  SftpClient files() throws FileServerFailure {
    try {
      return SftpClientFactory.instance().createSftpClient(session.orElseThrow());
    } catch (IOException | RuntimeException _) {
      throw brokenOff();
    }
  }

  FileServerFailure brokenOff() {
    return new FileServerFailure(late ? Trouble.TOO_SLOW : Trouble.BROKEN_OFF);
  }

  private void cut() {
    late = true;
    client.close(true);
  }

  @Override
  public void close() {
    end.cancel(false);
    client.close(true);
    client.stop();
  }
}
