package io.passerelle.carddesk;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.http.VettedHosts;
import io.passerelle.sftp.FileServer;
import io.passerelle.sftp.FileServerFailure;
import io.passerelle.sftp.HostKey;
import io.passerelle.sftp.Login;
import io.passerelle.sftp.Trouble;
import io.passerelle.store.FileAccount;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// The way to file servers. Merchants name them, so that only addresses on the public internet are
/// dialled, and those that were looked at.
public final class FileServers {

  /// Of the quarter of an hour that a function may take.
  private static final Duration VISIT_MAX = Duration.ofMinutes(10);

  private final VettedHosts hosts;

  public FileServers(VettedHosts hosts) {
    this.hosts = hosts;
  }

  FileServer visit(FileAccount account) throws FileServerFailure {
    HostKey known =
        HostKey.of(account.hostKey())
            .orElseThrow(() -> new FileServerFailure(Trouble.OTHER_HOST_KEY));
    Login login = new Login(account.user(), account.privateKey(), account.passphrase(), known);
    return FileServer.visit(addresses(account), account.port(), login, VISIT_MAX);
  }

  private List<InetAddress> addresses(FileAccount account) throws FileServerFailure {
    return switch (hosts.ask(account.host(), account.port())) {
      case VettedHosts.Answer.Found(List<InetAddress> addresses) -> addresses;
      case VettedHosts.Answer.Refused(var finding) ->
          throw new FileServerFailure(
              finding.trouble() == Answer.Trouble.DNS ? Trouble.NAME_UNKNOWN : Trouble.FORBIDDEN);
    };
  }
}
