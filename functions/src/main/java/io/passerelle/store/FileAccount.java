package io.passerelle.store;

import io.passerelle.edge.Secret;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// A merchant's account at the gateway's file server: where it is, by which key it is known
/// (`hostKey`, as the merchant wrote it), who logs in, and in which folders files lie.
///
/// `visits` says how it went so far; `due` is the next visit. `version` counts its writes.
public record FileAccount(
    SiteId siteId,
    String host,
    int port,
    String user,
    Secret privateKey,
    Secret passphrase,
    String hostKey,
    List<String> folders,
    Visits visits,
    Instant due,
    long version) {

  public FileAccount {
    folders = List.copyOf(folders);
  }

  /// How visits went: when the last one was and its trouble (empty where it went well), since when
  /// they have failed and of which trouble the merchant was told since, and the latest month of
  /// which there were files.
  public record Visits(
      Optional<Instant> last,
      String trouble,
      Optional<Instant> failingSince,
      String told,
      Optional<YearMonth> found) {

    public static final Visits NONE =
        new Visits(Optional.empty(), "", Optional.empty(), "", Optional.empty());

    public Visits failed(String trouble, Instant now) {
      Optional<Instant> since = failingSince.or(() -> Optional.of(now));
      return new Visits(Optional.of(now), trouble, since, told, found);
    }

    public Visits telling(String trouble) {
      return new Visits(last, trouble, failingSince, trouble, found);
    }

    public Visits succeeded(Optional<YearMonth> month, Instant now) {
      return new Visits(Optional.of(now), "", Optional.empty(), "", month.or(() -> found));
    }
  }

  public FileAccount after(Visits visits, Instant due) {
    return with(visits, due, version);
  }

  /// As it stands once it has been written.
  public FileAccount written() {
    return with(visits, due, version + 1);
  }

  private FileAccount with(Visits visits, Instant due, long version) {
    return new FileAccount(
        siteId, host, port, user, privateKey, passphrase, hostKey, folders, visits, due, version);
  }

  /// Neither who logs in nor how.
  @Override
  public String toString() {
    return "file account " + siteId;
  }
}
