package io.passerelle.function;

import io.passerelle.delivery.http.VettedHosts;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.payment.SiteId;
import io.passerelle.sftp.HostKey;
import io.passerelle.sftp.PrivateKeys;
import io.passerelle.store.FileAccount;
import io.passerelle.store.FileAccount.Visits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A merchant's account at the file server as operators write it: `{"siteId", "host", "port",
/// "user", "privateKey", "passphrase", "hostKey", "folders": […]}`. What is saved again without its
/// key keeps it.
final class FileAccountDocument {

  private static final int PORT = 22;
  private static final int FOLDERS_MAX = 20;

  private FileAccountDocument() {}

  static FileAccount read(SiteId siteId, Json document, Optional<FileAccount> before, Instant now) {
    String host = document.get("host").text(before.map(FileAccount::host).orElse(""));
    int port =
        document
            .get("port")
            .number()
            .map(Long::intValue)
            .orElse(before.map(FileAccount::port).orElse(PORT));
    require(VettedHosts.isPossible(host, port), "host or port is not one that may be called");
    String user = document.get("user").text(before.map(FileAccount::user).orElse(""));
    require(user.matches("[!-~]{1,64}"), "user must have 1 to 64 characters without spaces");
    String hostKey = document.get("hostKey").text(before.map(FileAccount::hostKey).orElse(""));
    require(
        HostKey.of(hostKey).isPresent(),
        "hostKey must be SHA256:… as of ssh-keygen -l, or an Ed25519, ECDSA or RSA line as of"
            + " ssh-keyscan");
    boolean newKey = document.has("privateKey");
    Secret key = secret(document, "privateKey", before.map(FileAccount::privateKey));
    Secret passphrase =
        secret(document, "passphrase", before.filter(_ -> !newKey).map(FileAccount::passphrase));
    require(
        PrivateKeys.isUsable(key, passphrase),
        "privateKey must be a key of Ed25519, ECDSA or RSA of 2048 bits or more, as OpenSSH or PEM,"
            + " that passphrase opens");
    return new FileAccount(
        siteId,
        host,
        port,
        user,
        key,
        passphrase,
        hostKey.strip(),
        folders(siteId, document, before),
        before.map(FileAccount::visits).orElse(Visits.NONE),
        now,
        before.map(FileAccount::version).orElse(0L));
  }

  private static Secret secret(Json document, String name, Optional<Secret> before) {
    return document.get(name).text().map(Secret::of).or(() -> before).orElse(Secret.of(""));
  }

  private static List<String> folders(SiteId siteId, Json document, Optional<FileAccount> before) {
    List<String> usual = List.of("/ROOT/expired", "/" + siteId + "/expired");
    List<String> folders =
        document.has("folders")
            ? document.get("folders").items().stream().map(one -> one.text("")).distinct().toList()
            : before.map(FileAccount::folders).orElse(usual);
    boolean good =
        !folders.isEmpty()
            && folders.size() <= FOLDERS_MAX
            && folders.stream().allMatch(one -> one.matches("(?!.*\\.\\.)[ -~]{1,200}"));
    require(good, "folders must be 1 to 20 paths of at most 200 characters");
    return folders;
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new Rejection(Reason.INVALID, "account." + otherwise);
    }
  }
}
