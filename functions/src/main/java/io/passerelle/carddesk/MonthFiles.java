package io.passerelle.carddesk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.ObjectStore;
import io.passerelle.card.CardSubscription;
import io.passerelle.card.CardToken;
import io.passerelle.cardfile.CompanyDetail;
import io.passerelle.cardfile.ExpiringCard;
import io.passerelle.cardfile.ShopDetail;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardMonth;
import io.passerelle.store.CardMonth.Written;
import io.passerelle.store.Shops;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a company's month: the company's own, with each of its cards that ends soon, and
/// for each shop that wants files one with the subscriptions that such cards pay there.
///
/// The company's file is put even with no card in it, as long as a shop that wants it is in that
/// mode: that there is none means that something failed. A shop's is put where it has a line.
final class MonthFiles implements Closeable {

  private final CardMonth month;
  private final Instant began;
  private final Path folder;
  private final boolean always;
  private final Map<SiteId, Shop> wanting = new LinkedHashMap<>();
  private final Map<SiteId, MonthFile> shops = new LinkedHashMap<>();
  private final Optional<MonthFile> company;

  MonthFiles(CardMonth month, List<Shops.Entry> shops) throws IOException {
    this.month = month;
    this.began = month.begun().orElseThrow();
    this.folder = Files.createTempDirectory("cards-");
    shops.stream()
        .map(Shops.Entry::shop)
        .filter(shop -> shop.page().cardFiles())
        .forEach(shop -> wanting.put(shop.siteId(), shop));
    this.always = wanting.values().stream().anyMatch(shop -> shop.mode() == month.id().mode());
    this.company = wanting.isEmpty() ? Optional.empty() : Optional.of(ofCompany());
  }

  private MonthFile ofCompany() throws IOException {
    String name = month.id().company();
    String folderName = digest(name);
    return file(Optional.empty(), name, "company-" + folderName, "ROOT/" + folderName);
  }

  /// Names may be alike once they are cleaned, and no company reads another's file.
  private MonthFile file(Optional<SiteId> shop, String label, String otherwise, String where)
      throws IOException {
    var name = FileLabel.name(month.id().month(), shop, label, otherwise, month.id().mode());
    String key = "expired/" + where + "/" + name.text();
    return new MonthFile(name, key, folder.resolve(shop.map(SiteId::value).orElse("ROOT")), began);
  }

  /// Whether any shop wants files at all.
  boolean isWanted() {
    return company.isPresent();
  }

  void add(CardToken token, List<CardSubscription> subscriptions) {
    if (company.isEmpty()) {
      return;
    }
    try {
      Optional<ExpiringCard> card = Details.card(token);
      if (card.isPresent()) {
        company.get().write(new CompanyDetail(card.get(), subscriptions.size()));
        for (CardSubscription one : subscriptions) {
          add(card.get(), one);
        }
      } else {
        company.get().leave();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the month's files cannot be written", e);
    }
  }

  private void add(ExpiringCard card, CardSubscription subscription) throws IOException {
    Shop shop = wanting.get(subscription.shop());
    if (shop == null) {
      return;
    }
    MonthFile file = shops.get(shop.siteId());
    if (file == null) {
      String site = shop.siteId().value();
      file = file(Optional.of(shop.siteId()), shop.label(), site, site);
      shops.put(shop.siteId(), file);
    }
    var detail = Details.subscription(subscription).map(one -> new ShopDetail(card, one));
    if (detail.isPresent()) {
      file.write(detail.get());
    } else {
      file.leave();
    }
  }

  /// Ends all and puts them into the bucket, the shops' first.
  List<Written> put(ObjectStore store, Clock clock) throws IOException {
    List<Written> written = new ArrayList<>();
    for (MonthFile shop : shops.values()) {
      written.add(shop.put(store, clock));
    }
    if (company.isPresent() && (always || company.get().details() > 0)) {
      written.add(company.get().put(store, clock));
    }
    return written;
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (MonthFile shop : shops.values()) {
      shop.close();
    }
    if (company.isPresent()) {
      company.get().close();
    }
    Files.deleteIfExists(folder);
  }
}
