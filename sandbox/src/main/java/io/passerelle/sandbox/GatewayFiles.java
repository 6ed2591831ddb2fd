package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.control.ShopCalls;
import io.passerelle.sandbox.gateway.ExpiryFiles;
import io.passerelle.sandbox.sftp.EmbeddedSftp;
import io.passerelle.sandbox.sftp.MonthlyFiles;
import io.passerelle.sandbox.sftp.MonthlyFiles.Dated;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.time.Agenda;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The simulated gateway's file server with the files that it makes each month, below the data
/// folder or in a folder that goes with the sandbox.
final class GatewayFiles implements AutoCloseable {

  private final ShopCalls shops;
  private final ExpiryFiles expiry;
  private final Path root;
  private final boolean temporary;
  private final EmbeddedSftp server;

  GatewayFiles(
      Optional<Path> data,
      Drawer keys,
      ShopCalls shops,
      ExpiryFiles expiry,
      Clock clock,
      Agenda agenda) {
    this.shops = shops;
    this.expiry = expiry;
    this.temporary = data.isEmpty();
    this.root = root(data);
    this.server = new EmbeddedSftp(root, keys, this::folder);
    new MonthlyFiles(root, this::made, clock, agenda).begin();
  }

  private static Path root(Optional<Path> data) {
    try {
      return data.isPresent()
          ? Files.createDirectories(data.get().resolve("sftp"))
          : Files.createTempDirectory("passerelle-sftp-");
    } catch (IOException e) {
      throw new UncheckedIOException("The file server's folder cannot be used", e);
    }
  }

  EmbeddedSftp server() {
    return server;
  }

  private List<Dated> made() {
    return expiry.make(this::company).stream()
        .map(one -> new Dated(encoded(one.company()) + "/" + one.folder(), one.name(), one.text()))
        .toList();
  }

  /// Where the files of a user, who is a shop, lie: in the folder of its company.
  private Optional<String> folder(String user) {
    return shops.isKnown(user) ? Optional.of(encoded(company(user))) : Optional.empty();
  }

  private String company(String siteId) {
    return shops.all().stream()
        .filter(shop -> shop.path("siteId").asText().equals(siteId))
        .map(GatewayFiles::company)
        .findFirst()
        .orElse(siteId);
  }

  private static String company(ObjectNode shop) {
    String company = shop.path("company").asText("").strip();
    return company.isEmpty() ? shop.path("siteId").asText() : company;
  }

  /// A company's name may be no folder's.
  private static String encoded(String company) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(company.getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.close();
    if (!temporary) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file server's folder cannot be removed", e);
    }
  }
}
