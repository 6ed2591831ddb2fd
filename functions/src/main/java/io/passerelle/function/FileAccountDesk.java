package io.passerelle.function;

import static io.passerelle.edge.Rejection.Reason.NOT_FOUND;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.carddesk.CardFileWakeups;
import io.passerelle.carddesk.Companies;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.payment.SiteId;
import io.passerelle.sftp.HostKey;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import io.passerelle.store.Change;
import io.passerelle.store.FetchedFile;
import io.passerelle.store.FetchedFiles;
import io.passerelle.store.FileAccount;
import io.passerelle.store.FileAccount.Visits;
import io.passerelle.store.FileAccounts;
import io.passerelle.store.Shops;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// Where operators save a merchant's account at the gateway's file server, and look how its visits
/// and the files went.
///
/// `{"siteId", "host", "port", "user", "privateKey", "passphrase", "hostKey", "folders": […]}`:
/// what is saved again without its key keeps it. Nothing that is answered holds a secret.
final class FileAccountDesk {

  private static final int SHOWN_MAX = 100;

  private final FileAccounts accounts;
  private final FetchedFiles fetched;
  private final Shops shops;
  private final CardFileWakeups wakeups;
  private final Clock clock;

  FileAccountDesk(Wiring wiring) {
    this.accounts = wiring.fileAccounts();
    this.fetched = wiring.fetchedFiles();
    this.shops = wiring.shops();
    this.wakeups = new CardFileWakeups(wiring.cardFileQueue());
    this.clock = wiring.clock();
  }

  /// `saveFileAccount`, `fileAccount`, `removeFileAccount` or `fetchedCardFiles`.
  String act(String action, Json request) {
    Json about = action.equals("saveFileAccount") ? request.get("account") : request;
    SiteId siteId = ShopDocument.siteId(about);
    Shop shop =
        shops
            .find(siteId)
            .map(Shops.Entry::shop)
            .orElseThrow(() -> new Rejection(Rejection.Reason.UNKNOWN_SHOP));
    return switch (action) {
      case "saveFileAccount" -> save(siteId, about);
      case "fileAccount" -> view(found(siteId));
      case "removeFileAccount" -> remove(siteId);
      default -> files(Companies.of(shop));
    };
  }

  private FileAccount found(SiteId siteId) {
    return accounts
        .find(siteId)
        .orElseThrow(() -> new Rejection(NOT_FOUND, "no account at a file server"));
  }

  /// It is visited at once, so that what is wrong shows while its merchant is at hand.
  private String save(SiteId siteId, Json document) {
    Optional<FileAccount> before = accounts.find(siteId);
    FileAccount account = FileAccountDocument.read(siteId, document, before, clock.instant());
    FileAccount saved = accounts.save(account, new Change());
    wakeups.wakeFetches(List.of(siteId));
    return view(saved);
  }

  private String remove(SiteId siteId) {
    if (!accounts.remove(siteId)) {
      throw new Rejection(NOT_FOUND, "no account at a file server");
    }
    return "{}";
  }

  private static String view(FileAccount account) {
    return Json.object(json -> {
      json.writeStringField("siteId", account.siteId().value());
      json.writeStringField("host", account.host());
      json.writeNumberField("port", account.port());
      json.writeStringField("user", account.user());
      json.writeStringField("hostKey", HostKey.of(account.hostKey()).orElseThrow().toString());
      json.writeArrayFieldStart("folders");
      for (String folder : account.folders()) {
        json.writeString(folder);
      }
      json.writeEndArray();
      Visits visits = account.visits();
      json.writeStringField("lastVisit", visits.last().map(Instant::toString).orElse(""));
      json.writeStringField("trouble", visits.trouble());
      json.writeStringField(
          "failingSince", visits.failingSince().map(Instant::toString).orElse(""));
      json.writeStringField("latestMonth", visits.found().map(YearMonth::toString).orElse(""));
      json.writeStringField("nextVisit", account.due().toString());
    });
  }

  /// Those of the shop's company, the latest first, each with its first problems.
  private String files(String company) {
    return Json.object(json -> {
      json.writeArrayFieldStart("files");
      for (FetchedFile file : fetched.all(company).stream().limit(SHOWN_MAX).toList()) {
        write(json, file);
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, FetchedFile file) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", file.id().name());
    json.writeStringField("fetchedBy", file.siteId().value());
    json.writeStringField("fetchedAt", file.fetchedAt().toString());
    json.writeStringField("state", file.state().name());
    json.writeNumberField("size", file.listed().size());
    json.writeNumberField("line", file.place());
    json.writeNumberField("used", file.used());
    json.writeBooleanField("sound", file.isSound());
    json.writeNumberField("problemCount", file.problems().count());
    json.writeArrayFieldStart("problems");
    for (FetchedFile.Problem problem : file.problems().first()) {
      json.writeStartObject();
      json.writeNumberField("line", problem.line());
      json.writeStringField("field", problem.field());
      json.writeStringField("fault", problem.fault());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
